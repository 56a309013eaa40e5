"""Ghost's cards – what stands between paragraphs – as HTML. Lexical and mobiledoc name them nearly alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from moving.arriving.remarks import Remark, left
from prose.embeds import embed_of

type Payload = Mapping[str, Any]
type Made = tuple[str, Remark | None]
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def made_of(name: str, told: Payload) -> Made:
    """Return a card as HTML, and what is to be said of it; one that nobody knows is named and left out."""
    plain = name.removeprefix("card-")
    if make := _CARDS.get(plain):
        return make(told), None
    if plain in _LEFT:
        return "", left(_LEFT[plain]())
    return "", left(_("An element was left out: %(name)s") % {"name": name[:100]})


def _word(told: Payload, *names: str) -> str:
    return next((str(told[name]) for name in names if told.get(name)), "")


def _figure(inside: str, caption: str) -> str:
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{inside}{under}</figure>"


def _image(told: Payload) -> str:
    image = f'<img src="{escape(_word(told, "src"))}" alt="{escape(_word(told, "alt"))}">'
    if address := _word(told, "href"):
        image = f'<a href="{escape(address)}">{image}</a>'
    return _figure(image, _word(told, "caption"))


def _gallery(told: Payload) -> str:
    images = (one for one in told.get("images") or () if isinstance(one, Mapping))
    caption = _word(told, "caption")
    return "".join(map(_image, images)) + (f"<p>{caption}</p>" if caption else "")


def _embed(told: Payload) -> str:
    address, caption = _word(told, "url"), _word(told, "caption")
    if embed_of(address):
        return _figure(escape(address), caption)
    return f"<p>{escape(address)}</p>" + (f"<p>{caption}</p>" if caption else "")


def _bookmark(told: Payload) -> str:
    about = told.get("metadata")
    about = about if isinstance(about, Mapping) else {}
    address = _word(told, "url") or _word(about, "url")
    link = f'<a href="{escape(address)}">{escape(_word(about, "title") or address)}</a>'
    description = escape(_word(about, "description"))
    return f"<p>{link}{f'<br>{description}' if description else ''}</p>" + _paragraph(
        _word(told, "caption")
    )


def _paragraph(words: str) -> str:
    return f"<p>{words}</p>" if words else ""


def _link(told: Payload, address: str, words: str) -> str:
    return f'<p><a href="{escape(_word(told, address))}">{escape(words)}</a></p>'


def _file(told: Payload) -> str:
    words = _word(told, "fileTitle", "title", "fileName") or _word(told, "src")
    return _link(told, "src", words) + _paragraph(escape(_word(told, "fileCaption")))


def _product(told: Payload) -> str:
    image = _image({"src": told["productImageSrc"]}) if told.get("productImageSrc") else ""
    link = _link(told, "productUrl", _word(told, "productButton")) if told.get("productUrl") else ""
    title = _word(told, "productTitle")
    return f"{image}<h3>{title}</h3>{_word(told, 'productDescription')}{link}"


def _header(told: Payload) -> str:
    heading, below = _word(told, "header", "heading"), _word(told, "subheader", "subheading")
    return (f"<h2>{heading}</h2>" if heading else "") + _paragraph(below)


def _played(tag: str) -> Callable[[Payload], str]:
    def make(told: Payload) -> str:
        title = escape(_word(told, "title", "fileName"))
        return f'<{tag} src="{escape(_word(told, "src"))}" title="{title}"></{tag}>' + _paragraph(
            _word(told, "caption")
        )

    return make


_CARDS: dict[str, Callable[[Payload], str]] = {
    "image": _image,
    "gallery": _gallery,
    "embed": _embed,
    "bookmark": _bookmark,
    "html": lambda told: _word(told, "html"),
    "markdown": lambda told: str(_MARKDOWN.render(_word(told, "markdown"))),
    "hr": lambda _told: "<hr>",
    "horizontalrule": lambda _told: "<hr>",
    "code": lambda told: f"<pre>{escape(_word(told, 'code'))}</pre>",
    "codeblock": lambda told: f"<pre>{escape(_word(told, 'code'))}</pre>",
    "callout": lambda told: _paragraph(_word(told, "calloutText")),
    "toggle": lambda told: f"<h3>{_word(told, 'heading')}</h3>{_word(told, 'content')}",
    "button": lambda told: _link(told, "buttonUrl", _word(told, "buttonText")),
    "file": _file,
    "audio": _played("audio"),
    "video": _played("video"),
    "product": _product,
    "header": _header,
}
_LEFT: dict[str, Callable[[], str]] = {
    "email": lambda: _("A passage that stood in newsletters alone was left out."),
    "email-cta": lambda: _("A passage that stood in newsletters alone was left out."),
    "paywall": lambda: _("A line was left out below which members alone read on."),
    "signup": lambda: _("A form to subscribe was left out."),
    "call-to-action": lambda: _("A call to subscribe was left out."),
}
