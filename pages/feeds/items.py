"""What lives in the items of a feed: replies above the text, and below it the call of the event.

All else was written when the piece was published (`blog.publishing.syndication`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from blog.models import Correction
from blog.publishing.syndication import with_live
from delivery.memo import remembered, remembered_each
from pages.events.ticket_call import announced_calls

type _Said = tuple[str, int, str]  # a name for these keys, an event (id), a language


@dataclass(frozen=True)
class _Call:
    """The call of an event as html, and the moment until which it holds, or None for ever."""

    html: str
    changes_at: datetime | None = None


def items_of(editions: list[Any], form: str) -> list[str]:
    """Return the items of some pieces (rows that are `syndicated`) in a form, as they are now, in at most four queries."""
    calls = remembered_each([_key(one) for one in editions if one.event_id], _calls)
    replies = remembered("replies in feeds", _replies)
    return [
        with_live(
            getattr(edition, form),
            form,
            _replies_html(replies, edition),
            calls[_key(edition)].html if edition.event_id else "",
        )
        for edition in editions
    ]


def _key(edition: Any) -> _Said:
    return "call in feeds", edition.event_id or 0, edition.language


def _calls(keys: list[_Said]) -> Mapping[_Said, _Call]:
    """Ask for the events of all keys at once; one that is not announced says nothing."""
    found = announced_calls({event for _name, event, _language in keys}, timezone.now())
    made = dict.fromkeys(keys, _Call(""))
    for key in keys:
        if call := found.get(key[1]):
            with translation.override(key[2]):
                html = render_to_string("pages/feed_call.html", {"call": call}).strip()
            made[key] = _Call(html, call.changes_at)
    return made


def _replies() -> dict[int, list[Correction]]:
    """Return every right of reply that was granted, by post (id); a site has few."""
    granted = Correction.objects.filter(
        kind=Correction.Kind.RIGHT_OF_REPLY, published_at__lte=timezone.now()
    )
    by_post: dict[int, list[Correction]] = {}
    for reply in granted:
        by_post.setdefault(reply.post_id, []).append(reply)
    return by_post


def _replies_html(replies: dict[int, list[Correction]], edition: Any) -> str:
    notes = replies.get(edition.post_id)
    if not notes:
        return ""
    with translation.override(edition.language):
        return render_to_string("pages/feed_replies.html", {"replies": notes}).strip()
