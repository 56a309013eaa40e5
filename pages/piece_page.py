"""The page of a piece, put together: what publishing rendered and, between it, what lives."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from pages.absolute import absolute
from pages.article import Article
from pages.frame import frame
from pages.leaving import code_in
from pages.read_counts import count_address
from pages.structured_data.article import block_of

_FRAME = "pages/piece_frame.html"
_HOLES = ("title", "head", "counted_at", "content")
NOTHING = SafeString("")


def page_of(request: HttpRequest, article: Article, *, frames: bool, preview: bool) -> str:
    """Return the page as HTML.

    `frames` says whether it holds embeds that a reader may load; a `preview` is of no published piece.
    """
    counted = not preview and settings.READING_COUNTS
    edition = article.edition
    shared = frame(request, _FRAME, *_HOLES, preview=preview, counted=counted, frames=frames)
    return shared.filled(
        title=escape(edition.parts["title"]),
        head=_head(article),
        counted_at=count_address(edition.post_id) if counted else "",
        content=render_to_string("pages/article.html", _content(request, article, preview=preview)),
    )


def _head(article: Article) -> str:
    edition = article.edition
    parts = [edition.parts["head"], article.shared]
    if article.translations:
        here = (edition.language, edition.teaser["path"])
        for language, path in [here, *((one.language, one.path) for one in article.translations)]:
            parts.append(f'<link rel="alternate" hreflang="{language}" href="{absolute(path)}">')
    return "\n    ".join([*parts, block_of(article)])


def _content(request: HttpRequest, article: Article, *, preview: bool) -> dict[str, SafeString]:
    edition = article.edition
    parts = edition.parts
    return {
        "kind": SafeString(edition.kind),
        "language": SafeString(edition.language),
        "opening": SafeString(parts["opening"]),
        "translations": _part("translations", translations=article.translations),
        "notes": _notes(article),
        "above": SafeString(parts["above"]),
        "text": SafeString(edition.html if preview else article.html),
        "box": _box(request, article),
        "appendix": SafeString(edition.appendix),
        "corrections": _part("corrections", article=article) if article.notes_below else NOTHING,
        "closing": SafeString(parts["closing"]),
        "neighbours": _part("neighbours", **article.series_neighbours()),
        "related": _part("related", related=article.related),
    }


def _notes(article: Article) -> SafeString:
    """Return what stands between head and text: replies, weighty corrections, the age of the piece."""
    present = article.live_notes or article.corrections
    return _part("top_notes", article=article, box=article.call) if present else NOTHING


def _box(request: HttpRequest, article: Article) -> SafeString:
    """Return the box of the piece's event; beside a right of reply stands none.

    It leads on by the ambassador's code that the reader came by.
    """
    if not article.call or not article.event or article.replies:
        return NOTHING
    if code_in(request):
        values = {"box": article.call, "edition": article.edition}
        return render_to_string("components/event_box.html", values, request)
    return article.event.box(article.edition.post_id)


def _part(component: str, **values: Any) -> SafeString:
    """Return a component if there is anything for it to show."""
    return (
        render_to_string(f"components/{component}.html", values)
        if any(values.values())
        else NOTHING
    )
