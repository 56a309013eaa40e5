"""From frozen content to what readers load of it: the text, the values of a teaser, the words to search.

All of it follows from an edition's frozen columns alone, is rendered once, here, into its derived
columns, and can be made again at any time (`blog.renewing.rebuilding`). Pages are rendered around it
when they are read.
"""

import html
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.template import Engine
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

import media
import prose
from blog import publishing
from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.editions.teaser import Teaser, TeaserPerson
from blog.publishing.citations import Reference, with_citations
from blog.publishing.sealing import seal_of
from prose.blocks import without_blocks
from prose.embeds import render_embeds
from prose.excerpt import excerpt
from prose.figures import render_figures
from prose.footnotes import render_footnotes
from prose.headings import SideText, headings, with_anchors, with_side_texts, without_headings
from prose.paid_links import mark_paid_links
from prose.sanitising import plain_text
from prose.typography import date_range, typeset
from prose.xml import printable

WORDS_PER_MINUTE = 230
BYLINE_ROLES = ("author", "interviewer", "interviewee")
# What `render` sets.
RENDERED = ("html", "appendix", "teaser", "labels", "search_text", "rendered_by", "seal")
# What decides how they look, apart from the content: the code and the templates of these rooms.
_ROOMS: tuple[ModuleType, ...] = (publishing, prose, media)
_TEXTS = {
    "post": "editions/post.html",
    "interview": "editions/interview.html",
    "page": "editions/post.html",
}
_APPENDIX = "editions/appendix.html"
_DISCUSS = "editions/discuss.html"
_TEMPLATES = ("editions", "prose", "media")


def render(edition: Edition, *, preview: bool = False) -> None:
    """Set the derived columns of an edition that readers load from its frozen content.

    In a `preview` nothing leads to what only a published piece has.
    """
    content = edition.piece
    with translation.override(edition.language):
        _render_text(edition, content, preview=preview)
        edition.search_text = _search_text(content)
        edition.teaser = _teaser(content, edition.search_text)
        edition.labels = " ".join(label.key for label in content.labels)
    edition.rendered_by = rendered_by()
    edition.seal = seal_of(edition)


def renew(editions: Iterable[Edition]) -> None:
    """Render anew, for the moment, those of some editions that another release rendered.

    There are none once `migrate` has run (`blog.renewing.rebuilding`).
    """
    present = rendered_by()
    others = {one.pk: one for one in editions if one.rendered_by != present and one.pk}
    for whole in Edition.objects.filter(pk__in=others) if others else ():
        render(whole)
        for name in RENDERED:
            setattr(others[whole.pk], name, getattr(whole, name))


def rendered_by() -> str:
    """Return a name for the code and templates that `render` uses, and for the site's address.

    An edition that carries another one was rendered by another release.
    """
    if settings.DEBUG:  # templates may have been edited since
        _looks.cache_clear()
        _release.cache_clear()
    return _release(settings.SITE_URL)


@lru_cache(maxsize=8)
def _release(site_url: str) -> str:
    return sha256(f"{_looks()} {site_url}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _looks() -> str:
    """Return the hash of every file that decides how a text looks."""
    templates = Path(Engine.get_default().get_template(_APPENDIX).origin.name).parent.parent
    files = [path for room in _ROOMS for path in Path(*room.__path__).rglob("*")]
    paths = [path for path in files if path.suffix in {".py", ".toml"}]
    paths += [path for name in _TEMPLATES for path in (templates / name).rglob("*.html")]
    paths += [path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.mo")]
    digest = sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _render_text(edition: Edition, content: Content, *, preview: bool) -> None:
    """Set the text itself: `html` ends where the live ticket box stands, `appendix` follows it."""
    language = content.language
    cited, references = with_citations(content)
    path = reverse(content.kind, args=[content.slug])
    contents = headings(content.body)
    body = with_anchors(cited.body) if contents else cited.body
    side_texts: list[SideText] = []
    if content.exchanges:  # the conversation shall begin soon: boxes before it can be closed
        body, side_texts = with_side_texts(cited.body)
    context = {
        "piece": cited,
        "contents": contents,
        "body": body,
        "side_texts": side_texts,
        "references": [_listed(reference, language) for reference in references],
        "interviewee": _only_interviewee(content),
        "path": "" if preview else path,
    }
    written = render_to_string(_TEXTS[content.kind], context)
    text = _text_html(written, content, "fn", first=content.image is None)
    text += render_to_string(_DISCUSS, context)  # below the footnotes of the text
    edition.html = typeset(text, language)
    edition.appendix = typeset(render_to_string(_APPENDIX, context), language)


def render_answers(content: Content, anchor: str, prefix: str, sources_on: str) -> list[str]:
    """Return the answers to one question as they stand in the interview, for another page.

    Footnotes are listed below each; `prefix` keeps their anchors apart on a page with more texts.
    Citations lead to the page that the sources are on.
    """
    with translation.override(content.language):
        cited, _references = with_citations(content, sources_on)
        return [
            typeset(_text_html(answer.html, content, f"{prefix}-{number}"), content.language)
            for exchange in cited.exchanges
            if exchange.anchor == anchor
            for number, answer in enumerate(exchange.answers, start=1)
        ]


def _text_html(written: str, content: Content, prefix: str, *, first: bool = False) -> str:
    """Render what a text embeds; its `first` picture may be the first of the page."""
    if content.kind != "page":
        written = without_blocks(written)
    written = written.replace("<table>", '<table tabindex="0">')  # a wide one scrolls, by keys too
    figured = render_figures(mark_paid_links(written), content.images, first=first)
    notes = {note.address: note.text for note in content.players if note.address}
    return render_footnotes(render_embeds(figured, content.images, notes), prefix)


def _listed(reference: Reference, language: str) -> dict[str, Any]:
    """Return a source as the list at the end names it, with its days in words."""

    def in_words(day: date | None) -> str:
        return date_range(day, None, language) if day else ""

    source = reference.source
    return {
        "source": source,
        "places": reference.places,
        "day": in_words(source.published_on),
        "read_day": in_words(source.accessed_on),
    }


def _only_interviewee(content: Content) -> str:
    """Return the name of the guest where there is just one, to stand before each answer."""
    names = [credit.name for credit in content.credits if credit.role == "interviewee"]
    return names[0] if len(names) == 1 else ""


def _search_text(content: Content) -> str:
    """Return what can be read of a piece, a line per paragraph.

    An empty line before each question, before what follows the last answer, and before the names
    around the text: these are found, but they are no sentence to quote (`quotable`).
    """
    asked = [
        [exchange.question, *(answer.html for answer in exchange.answers)]
        for exchange in content.exchanges
    ]
    event, series = content.event, content.series
    around = [
        *((event.name, event.hashtag) if event else ()),
        *((series.name,) if series else ()),
        *(f"{credit.name} {credit.role_line}" for credit in content.credits),
        *(tag.name for tag in content.tags),
    ]
    head = [content.title, content.standfirst, content.body]
    end = [content.closing, content.discuss]
    sections = [head, *asked, end, around] if asked else [[*head, *end], around]
    return "\n\n".join("\n".join(filter(None, map(plain_text, each))) for each in sections)


def _teaser(piece: Content, text: str) -> Teaser:
    """Return what lists tell of a piece; `text` is all that can be read of it."""
    people = [credit for credit in piece.credits if credit.role in BYLINE_ROLES]
    standfirst = piece.standfirst or excerpt(plain_text(without_headings(piece.body)))
    return Teaser(
        kind=piece.kind,
        path=reverse(piece.kind, args=[piece.slug]),
        language=piece.language,
        title=_set_plain(piece.title, piece.language),
        standfirst=_set_plain(standfirst, piece.language),
        labels=piece.labels,
        people=tuple(
            TeaserPerson(one.role, one.person, one.name, one.slug, one.role_line, one.portrait)
            for one in people
        ),
        image=piece.image,
        series=piece.series,
        event=piece.event,
        tags=piece.tags,
        minutes=max(1, round(len(text.split()) / WORDS_PER_MINUTE)),
        questions=len(piece.exchanges),
        anchors=tuple(exchange.anchor for exchange in piece.exchanges),
        ticket_box=piece.ticket_box,
    )


def _set_plain(text: str, language: str) -> str:
    """Return plain text as typeset html; quotes stay quotes, so that they can be typeset."""
    return typeset(html.escape(printable(text), quote=False), language)
