"""From frozen content to what readers load: every part of a page that publishing can render.

Whatever follows from an edition's frozen columns alone is rendered once, here, into its derived
columns; the templates are those in `templates/editions/`. What lives – the state of the event, the
age of the piece, corrections, neighbours – is rendered around it when it is read
(`templates/pages/piece.html`). Everything can be made again at any time
(`blog.renewing.rebuilding`).
"""

import html
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.editions.teaser import Teaser, TeaserPerson
from blog.publishing.citations import with_citations
from prose.embeds import render_embeds
from prose.excerpt import excerpt
from prose.figures import render_figures
from prose.footnotes import render_footnotes
from prose.paid_links import mark_paid_links
from prose.sanitising import plain_text
from prose.typography import date_range, typeset
from prose.xml import printable

WORDS_PER_MINUTE = 230
BYLINE_ROLES = ("author", "interviewer", "interviewee")
# What `render` sets.
RENDERED = (
    "html",
    "appendix",
    "parts",
    "teaser",
    "listing",
    "search_text",
    "rendered_by",
)
# What decides how they look, apart from the content.
_CODE = (
    "blog/publishing/rendering.py",
    "blog/publishing/citations.py",
    "pages/house/absolute.py",
    "pages/sharing/share_cards.py",
    "pages/sharing/open_graph.py",
)
_ROOMS = ("prose", "media", "pages/structured_data", "pages/templatetags", "locale")
_TEMPLATES = ("editions", "components", "media", "prose")
_LOOKS = (".py", ".html", ".xml", ".mo")


def render(edition: Edition, *, preview: bool = False) -> None:
    """Set the derived columns of an edition from its frozen ones (see `blog.publishing.freezing`).

    In a `preview` nothing leads to what only a published piece has.
    """
    data = edition.data
    with translation.override(edition.language):
        _render_text(edition, data, preview=preview)
        edition.search_text = _search_text(data)
        edition.teaser = _teaser(edition.piece, edition.search_text)
        context = {
            "edition": edition,
            "piece": data,
            "teaser": edition.teaser,
            "title": html.unescape(edition.teaser["title"]),
            "standfirst": html.unescape(edition.teaser["standfirst"]),
            "modified": edition.modified_at > edition.published_at,
            "preview": preview,
        }
        edition.listing = printable(render_to_string("editions/teaser.html", context).strip())
    edition.rendered_by = rendered_by()


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
    digest = sha256()
    folders = [*_ROOMS, *(f"templates/{name}" for name in _TEMPLATES)]
    paths = [settings.BASE_DIR / name for name in _CODE]
    for folder in folders:
        found = sorted((settings.BASE_DIR / folder).rglob("*"))
        paths += [path for path in found if path.suffix in _LOOKS]
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _render_text(edition: Edition, data: dict[str, Any], *, preview: bool) -> None:
    """Set the text itself: `html` ends where the live ticket box stands, `appendix` follows it."""
    language = edition.language
    cited = with_citations(data)
    context = {
        "piece": cited | {"sources": [_dated(source, language) for source in cited["sources"]]},
        "notices": [notice for notice in data["notices"] if notice["position"] == "bottom"],
        "interviewee": _only_interviewee(data),
        "path": "" if preview else reverse(data["kind"], args=[data["slug"]]),
    }
    written = render_to_string(f"editions/{edition.kind}.html", context)
    text = _text_html(written, data, "fn", first=not data["image"])
    edition.html = typeset(text, language)
    edition.appendix = typeset(render_to_string("editions/appendix.html", context), language)


def render_answers(data: dict[str, Any], anchor: str, prefix: str, sources_on: str) -> list[str]:
    """Return the answers to one question as they stand in the interview, for another page.

    Footnotes are listed below each; `prefix` keeps their anchors apart on a page with more texts.
    Citations lead to the page that the sources are on.
    """
    with translation.override(data["language"]):
        return [
            typeset(_text_html(answer["html"], data, f"{prefix}-{number}"), data["language"])
            for exchange in with_citations(data, sources_on)["exchanges"]
            if exchange["anchor"] == anchor
            for number, answer in enumerate(exchange["answers"], start=1)
        ]


def _text_html(written: str, data: dict[str, Any], prefix: str, *, first: bool = False) -> str:
    """Render what a text embeds; its `first` picture may be the first of the page."""
    figured = render_figures(mark_paid_links(written), data["images"], first=first)
    return render_footnotes(render_embeds(figured, data["images"]), prefix)


def texts_of(data: dict[str, Any]) -> list[str]:
    """Return every text of the piece as html or plain text, in reading order."""
    texts = [data["title"], data["standfirst"], data["body"]]
    for exchange in data.get("exchanges", []):
        texts.append(exchange["question"])
        texts.extend(answer["html"] for answer in exchange["answers"])
    return [*texts, data.get("closing", ""), data["discuss"]]


def _search_text(data: dict[str, Any]) -> str:
    """Return what can be read of a piece, a line per paragraph.

    An empty line before each question, and before what follows the last answer (`blog.search.passages`).
    """
    asked = [
        [exchange["question"], *(answer["html"] for answer in exchange["answers"])]
        for exchange in data.get("exchanges", [])
    ]
    names = [f"{credit['name']} {credit['role_line']}" for credit in data["credits"]]
    event = data["event"] or {"name": "", "hashtag": ""}
    series = data["series"] or {"name": ""}
    around = [event["name"], event["hashtag"], series["name"], *names]
    tags = [tag["name"] for tag in data["tags"]]
    head = [data["title"], data["standfirst"], data["body"]]
    end = [data.get("closing", ""), data["discuss"], *around, *tags]
    sections = [head, *asked, end] if asked else [[*head, *end]]
    return "\n\n".join("\n".join(filter(None, map(plain_text, each))) for each in sections)


def _teaser(piece: Content, text: str) -> Teaser:
    """Return what lists tell of a piece; `text` is all that can be read of it."""
    people = [credit for credit in piece.credits if credit.role in BYLINE_ROLES]
    standfirst = piece.standfirst or excerpt(plain_text(piece.body))
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
    )


def _set_plain(text: str, language: str) -> str:
    """Return plain text as typeset html; quotes stay quotes, so that they can be typeset."""
    return typeset(html.escape(text, quote=False), language)


def _dated(source: dict[str, Any], language: str) -> dict[str, Any]:
    """Add the days of a source in words."""
    days = {"day": source["published_on"], "read_day": source["accessed_on"]}
    in_words = {
        name: date_range(date.fromisoformat(day), None, language) if day else ""
        for name, day in days.items()
    }
    return source | in_words


def _only_interviewee(data: dict[str, Any]) -> str:
    """Return the name of the guest where there is just one, to stand before each answer."""
    names = [credit["name"] for credit in data["credits"] if credit["role"] == "interviewee"]
    return names[0] if len(names) == 1 else ""
