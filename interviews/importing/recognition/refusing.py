"""Texts that look like an interview at first, but are something else, and why."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account
from interviews.importing.recognition.accounts.one_voice import asks_by_the_way, is_one_voice
from interviews.importing.recognition.words import one_of, whatever_case

_MINUTES = whatever_case(one_of("minutes"))
_AGENDA = whatever_case(r"top\s?\d{1,2}\b|tagesordnungspunkt")
_FAQ = whatever_case(rf"(?:[^.]{{0,60}}\b)?(?:{one_of('faq')})")
_FIRST_LINES = 5


def reason_to_refuse(paragraphs: Sequence[Paragraph], account: Account) -> str:
    """Return why a text is no interview although questions are answered in it, or nothing."""
    top = [p.text for p in paragraphs[:_FIRST_LINES] if len(p.text) <= 160]
    if any(_MINUTES.match(text) for text in top) or _has_agenda(paragraphs):
        return _("This is not an interview, but the minutes of a meeting.")
    return ""


def reason_to_doubt(paragraphs: Sequence[Paragraph], account: Account, title: str = "") -> str:
    """Return why a text may be no interview, or nothing; `title` is the one its file proposes."""
    top = [p.text for p in paragraphs[: account.starts[0]][:_FIRST_LINES] if len(p.text) <= 160]
    asks_by_name = any(turn.asking for turn in account.cast.turns.values())
    if not asks_by_name and any(_FAQ.match(text) for text in [title, *top]):
        return _("This may be a list of questions and answers for customers, and no interview.")
    bare = account.way == "bare" and is_one_voice(paragraphs, account)
    if bare or (not account.spoken and asks_by_the_way(paragraphs, account)):
        return _("This may be no interview, but a text in which somebody asks themselves.")
    return ""


def _has_agenda(paragraphs: Sequence[Paragraph]) -> bool:
    return sum(bool(_AGENDA.match(p.text)) for p in paragraphs) >= 2
