"""Labelled and named turns as questions and answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import (
    BARE,
    ENOUGH,
    Account,
    Role,
    asks_shortly,
)
from interviews.importing.recognition.asking import asks
from interviews.importing.recognition.markers import number_of
from interviews.importing.recognition.voices.speakers import Cast


def turns_account(paragraphs: Sequence[Paragraph], cast: Cast) -> Account:
    """Read labelled and named turns; unmarked paragraphs go on with the turn they stand in."""
    account = Account("turns", [Role.OUTSIDE] * len(paragraphs), cast=cast)
    asking = {index for index, turn in cast.turns.items() if turn.asking}
    answering = cast.turns.keys() - asking
    if not cast.turns:
        return account
    if not asking:
        _before_answers(account, paragraphs, sorted(answering))
    else:
        _after_questions(account, paragraphs, asking, set(answering))
    weight = 1.0 if cast.labelled else 0.8
    account.weigh([cast.bare(p, i) for i, p in enumerate(paragraphs)], weight)
    return account


def _before_answers(
    account: Account, paragraphs: Sequence[Paragraph], answering: list[int]
) -> None:
    """Only answers carry a name: the question is what asks right before the turn."""
    marked = _marks_before(paragraphs, answering)
    end = 0
    asked = False
    for start in answering:
        first = _question_before(account, paragraphs, end, start, marked)
        for index in range(end, first):
            account.roles[index] = Role.ANSWERS if asked else Role.OUTSIDE
        for index in range(first, start):
            account.roles[index] = Role.ASKS if index == first else Role.ASKS_ON
        asked = asked or first < start
        account.roles[start] = Role.ANSWERS if asked else Role.OUTSIDE
        end = start + 1
    account.roles[end:] = [Role.ANSWERS] * (len(paragraphs) - end)


def _question_before(
    account: Account, paragraphs: Sequence[Paragraph], end: int, start: int, mark: str
) -> int:
    """Return where the question before a named answer begins, or `start` if there is none."""
    first = start
    while first > end and asks(paragraphs[first - 1].text) >= 0.5 and start - first < 3:
        first -= 1
    if first < start or first == end:
        return first
    above = paragraphs[start - 1]
    if mark and _mark_of(above) == mark and len(above.text) <= 300:
        return first - 1
    if len(above.text) > 300 or asks(above.text) >= ENOUGH:
        return first - (len(above.text) <= 300)
    turns = account.cast.turns
    again = end > 0 and turns[start].speaker == turns.get(end - 1, turns[start]).speaker
    # Why should somebody be named again, if nobody else had spoken?
    return first - 1 if again and not mark and (end > 0 or start == 1) else first


def _marks_before(paragraphs: Sequence[Paragraph], answering: Sequence[int]) -> str:
    """Return how most questions before named answers are marked, or nothing."""
    marks = [
        _mark_of(paragraphs[i - 1]) for i in answering if i and asks(paragraphs[i - 1].text) >= BARE
    ]
    if not marks:
        return ""
    mark, count = Counter(marks).most_common(1)[0]
    return mark if count * 2 > len(marks) else ""


def _mark_of(paragraph: Paragraph) -> str:
    if number_of(paragraph):
        return "number"
    if paragraph.style == "heading":
        return f"heading {paragraph.level}"
    return "bold" if paragraph.bold else "italic" if paragraph.italic else ""


def _after_questions(
    account: Account, paragraphs: Sequence[Paragraph], asking: set[int], answering: set[int]
) -> None:
    """Questions carry a name or label; answers may."""
    first = min(asking)
    mostly_named = 2 * len(answering) > len(asking)
    bounds = [*sorted(i for i in asking | answering if i >= first), len(paragraphs)]
    for start, end in pairwise(bounds):
        if start in answering:
            account.roles[start:end] = [Role.ANSWERS] * (end - start)
            _forgotten_question(account, paragraphs, start, end, end in answering)
            continue
        answered = end in answering
        question = start + 1
        if not paragraphs[start].text[account.cast.turns[start].length :]:
            question += 1
        while not answered and question < end - 1 and _leads_on(paragraphs, question):
            question += 1
        question = end if answered else min(question, end)
        account.roles[start:end] = [Role.ASKS_ON] * (question - start) + [Role.ANSWERS] * (
            end - question
        )
        account.roles[start] = Role.ASKS_ON if _joins_in(account, paragraphs, start) else Role.ASKS
        if mostly_named and not answered and question < end < len(paragraphs):
            account.doubts[question] = _("No name or label says that this is the answer.")


def _joins_in(account: Account, paragraphs: Sequence[Paragraph], start: int) -> bool:
    """Tell whether a second host speaks on before anybody has answered the first, or one who only greeted."""
    if not start or account.roles[start - 1] not in {Role.ASKS, Role.ASKS_ON}:
        return False
    turns = account.cast.turns
    before = max((index for index in turns if index < start), default=start)
    named = bool(turns[start].speaker and turns[before].speaker)
    if named and turns[before].speaker == turns[start].speaker:
        return max(asks(p.text) for p in paragraphs[before:start]) < ENOUGH  # „Danke für die Zeit.“
    return named


def _leads_on(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return asks(paragraphs[index - 1].text) < ENOUGH and asks_shortly(paragraphs[index])


def _forgotten_question(
    account: Account, paragraphs: Sequence[Paragraph], start: int, end: int, answer_follows: bool
) -> None:
    """Two answers follow each other and something asks between: its name was left out."""
    last = end - 1
    if not answer_follows or last <= start:
        return
    if asks(paragraphs[last].text) >= BARE and len(paragraphs[last].text) <= 400:
        account.roles[last] = Role.ASKS
        marks = {_mark_of(paragraphs[i]) for i, turn in account.cast.turns.items() if turn.asking}
        if (mark := _mark_of(paragraphs[last])) and mark in marks:
            return  # it looks like the questions that carry a name
        account.doubts[last] = _("No name or label says that this is a question.")
