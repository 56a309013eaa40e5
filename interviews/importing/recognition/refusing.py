"""Texts that look like an interview at first, but are something else, and why."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account
from interviews.importing.recognition.accounts.one_voice import asks_by_the_way, is_one_voice
from interviews.importing.recognition.words import listed, one_of, whatever_case

_MINUTES = whatever_case(one_of("minutes"))
_AGENDA = whatever_case(r"top\s?\d{1,2}\b|tagesordnungspunkt")
_FAQ = whatever_case(rf"(?:[^.]{{0,60}}\b)?(?:{one_of('faq')})")
_FIRST_NAMES = listed("first_names")
_FIRST_LINES = 5


def reason_to_refuse(paragraphs: Sequence[Paragraph], account: Account) -> str:
    """Return why a text is no interview although questions are answered in it, or nothing."""
    top = [p.text for p in paragraphs[:_FIRST_LINES] if len(p.text) <= 160]
    if any(_MINUTES.match(text) for text in top) or _has_agenda(paragraphs):
        return _("This is not an interview, but the minutes of a meeting.")
    return ""


def reason_to_doubt(
    paragraphs: Sequence[Paragraph],
    account: Account,
    title: str = "",
    guests: Sequence[str] = (),
) -> str:
    """Return why a text may be no interview, or nothing; `title` is the one its file proposes."""
    top = [p.text for p in paragraphs[: account.starts[0]][:_FIRST_LINES] if len(p.text) <= 160]
    asks_by_name = any(turn.asking for turn in account.cast.turns.values())
    if not asks_by_name and any(_FAQ.match(text) for text in [title, *top]):
        return _("This may be a list of questions and answers for customers, and no interview.")
    bare = account.way == "bare" and is_one_voice(paragraphs, account)
    if bare or (not account.spoken and asks_by_the_way(paragraphs, account)):
        return _("This may be no interview, but a text in which somebody asks themselves.")
    if (
        account.spoken
        and _names_only_within(paragraphs, account)
        and not any(map(_is_person, guests))
    ):
        return _("This may be no interview: the names within its lines may be those of things.")
    return ""


def _names_only_within(paragraphs: Sequence[Paragraph], account: Account) -> bool:
    """Tell whether all names stand behind a question on its line, and hardly anybody says I or you."""
    if account.cast.labelled or account.personal * 2 > len(account.starts):
        return False
    return all(
        index and paragraphs[index].line == paragraphs[index - 1].line
        for index in account.cast.turns
    )


def _is_person(name: str) -> bool:
    words = name.casefold().split()
    return len(words) > 1 or any(word in _FIRST_NAMES for word in words)


def _has_agenda(paragraphs: Sequence[Paragraph]) -> bool:
    return sum(bool(_AGENDA.match(p.text)) for p in paragraphs) >= 2
