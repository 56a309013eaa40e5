"""The page of a piece, put together: what publishing rendered and, between it, what lives."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from blog.disclosing.live_notes import LiveNote
from pages.events.click_out import code_in
from pages.events.ticket_call import Call
from pages.house.absolute import absolute
from pages.lists.frame import frame, part
from pages.pieces.article import Article
from pages.pieces.leading_on import LeadingOn
from pages.pieces.read_count import count_address
from pages.structured_data.article import block_of
from pages.templatetags.listing import headed

_FRAME = "pages/piece_frame.html"
_HOLES = (
    "title head counted_at kind in_language opening translations notes above text box appendix "
    "corrections closing neighbours related"
).split()


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
        **_content(request, article, preview=preview),
    )


def _head(article: Article) -> str:
    edition = article.edition
    parts = [edition.parts["head"], article.shared]
    if article.translations:
        here = (edition.language, edition.teaser["path"])
        for language, path in [here, *((one.language, one.path) for one in article.translations)]:
            parts.append(f'<link rel="alternate" hreflang="{language}" href="{absolute(path)}">')
    return "\n    ".join([*parts, block_of(article)])


def _content(request: HttpRequest, article: Article, *, preview: bool) -> dict[str, str]:
    edition = article.edition
    parts = edition.parts
    return {
        "kind": edition.kind,
        "in_language": edition.language,
        "opening": parts["opening"],
        "translations": _component("translations", translations=article.translations),
        "notes": notes_of(article),
        "above": parts["above"],
        "text": edition.html if preview else article.html,
        "box": _box(request, article),
        "appendix": edition.appendix,
        "corrections": _component("corrections", article=article) if article.notes_below else "",
        "closing": parts["closing"],
        "neighbours": _component("neighbours", **article.series_neighbours()),
        "related": _related(article.related),
    }


def notes_of(article: Article) -> SafeString:
    """Return what stands between head and text: replies, weighty corrections, what the clock tells."""
    above = _component("notes_above", article=article) if article.corrections else ""
    return SafeString(above + "".join(_live(note, article.call) for note in article.live_notes))


def _live(note: LiveNote, call: Call | None) -> str:
    following = call.next_edition if call and note.of_event else None
    values = {"text": str(note.text)}
    if following:
        values["next_edition"] = escape(following.get_absolute_url())
    one = part("components/live_note.html", *values, key=note.key, strong=note.strong)
    return one.filled(**values)


def _related(related: list[LeadingOn]) -> str:
    if not related:
        return ""
    one = part("components/related_piece.html", "why", "teaser")
    rows = [
        one.filled(why=escape(leading.why), teaser=headed(leading.piece.listing, "h3"))
        for leading in related
    ]
    items = "".join(f"<li>{row}</li>" for row in rows)
    return part("components/related.html", "pieces").filled(pieces=items)


def _box(request: HttpRequest, article: Article) -> str:
    """Return the box of the piece's event; beside a right of reply stands none.

    It leads on by the ambassador's code that the reader came by.
    """
    if not article.call or not article.event or article.replies:
        return ""
    if code_in(request):
        values = {"box": article.call, "edition": article.edition}
        return render_to_string("components/event_box.html", values, request)
    return article.event.box(article.edition.post_id)


def _component(name: str, **values: Any) -> str:
    """Return a component if there is anything for it to show."""
    there = any(values.values())
    return render_to_string(f"components/{name}.html", values) if there else ""
