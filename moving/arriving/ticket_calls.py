"""Calls to buy a ticket within a text: the box of the event takes their place, if somebody wants that.

A box follows the event by itself; a sentence goes on calling when the event is long over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import reversion
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from blog.models import Post
from events.models import Event
from interviews.importing.recognition.asking import is_personal, sells_tickets
from names.folding import folded

_PARAGRAPH = re.compile(r"<(?P<tag>p|h[2-6])\b[^>]*>.*?</(?P=tag)>", re.DOTALL)
_HASHTAG = re.compile(r"#\w+")
_LAST = 12  # paragraphs; earlier ones tell of tickets rather than sell them
_OURS = 500  # events looked at


@dataclass(frozen=True)
class TicketCall:
    """A paragraph that sells tickets, as it stands in a text, and the event whose tickets these are."""

    html: str
    words: str
    event: Event


def ticket_call_in(html: str) -> TicketCall | None:
    """Return the last call of a text for an event of ours; None without one, or where several may be meant."""
    if "ticket" not in html.lower() and "karte" not in html.lower():
        return None
    paragraphs = [found[0] for found in _PARAGRAPH.finditer(html)][-_LAST:]
    for paragraph in reversed(paragraphs):
        words = _words(paragraph)
        if sells_tickets(words) and not is_personal(words):
            event = _event_named(words) or _event_named(_words(html))
            return TicketCall(paragraph, words, event) if event else None
    return None


@transaction.atomic
def replace_call(post: Post, by: User) -> Event | None:
    """Take the call out of the working copy and set its event; None where there is no such call any more."""
    call = ticket_call_in(str(post.body))
    if call is None or post.event_id not in (None, call.event.pk):
        return None
    piece = post.as_its_kind()
    before, _found, after = str(piece.body).rpartition(call.html)
    with reversion.create_revision():
        piece.body = before + after  # type: ignore[assignment]  # a field that sanitises
        piece.event = call.event
        piece.save()
        reversion.set_user(by)
        reversion.set_comment(
            _("Ticket call replaced by the box of %(name)s") % {"name": call.event.name}
        )
    return call.event


def _words(html: str) -> str:
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def _event_named(text: str) -> Event | None:
    """Return the one event that a text names by hashtag, else by name; None where it names none or several."""
    tags = {tag.lower() for tag in _HASHTAG.findall(text)}
    tagged = list(Event.objects.filter(Q(hashtag__in=tags)).order_by("pk")[:2])
    if tagged:
        return tagged[0] if len(tagged) == 1 else None
    within = folded(text)
    events = Event.objects.order_by("-starts_at", "-pk")[:_OURS]
    named = [one for one in events if _stands(folded(one.name), within)]
    longest = max((len(one.name) for one in named), default=0)
    best = [one for one in named if len(one.name) == longest]
    return best[0] if len(best) == 1 else None


def _stands(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
