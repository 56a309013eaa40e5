"""Whether questions and answers are said by two people, or by one: an essay that asks itself.

Who asks speaks to the guest, and who answers hardly ever does. Where the text below the questions speaks
to somebody as often as they do, somebody writes to readers, and asks on their behalf. Where nearly
everything is told before the first question, or below the last, they are but ornaments.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account, Role
from interviews.importing.recognition.asking import addresses
from interviews.importing.recognition.words import one_of, whatever_case

_REST = 2  # times as much as all that is asked and answered stands below the last answer
_FEW = 5  # questions, which a text may ask by the way
_SHORT = 1.5  # paragraphs of an answer: lines that ask and lines that answer in turn
_FIRST_LINES, _LAST_LINES = 12, 3
_TOLD = whatever_case(one_of("says_interview"))


def asks_by_the_way(paragraphs: Sequence[Paragraph], account: Account) -> bool:
    """Tell whether a few questions that stand out are those of a report, an appeal, a piece of advice."""
    few = 0 < len(account.starts) < _FEW and not account.cast.turns
    return few and is_one_voice(paragraphs, account) and not says_interview(paragraphs)


def is_one_voice(paragraphs: Sequence[Paragraph], account: Account) -> bool:
    """Tell whether nobody answers anybody in an account whose questions carry no mark."""
    starts = account.starts
    answers = _answers(paragraphs, account)
    if len(starts) < _FEW and _is_ornament(paragraphs, account, answers):
        return True
    if sum(map(len, answers)) <= _SHORT * len(starts):
        return False
    spoken_to = sum(addresses(paragraphs[index].text) for index in starts)
    speaking = sum(any(addresses(p.text) for p in answer) for answer in answers)
    return speaking * 2 >= spoken_to


def _is_ornament(
    paragraphs: Sequence[Paragraph], account: Account, answers: Sequence[Sequence[Paragraph]]
) -> bool:
    """Tell whether most of the text, in lines and in letters, stands around the talk."""
    starts = account.starts
    talk = [paragraphs[index] for index in starts] + [p for answer in answers for p in answer]
    before = [paragraph for paragraph in paragraphs[: starts[0]] if paragraph.text]
    below = [p for p in paragraphs[starts[-1] + 1 :] if p.text][len(answers[-1]) :]
    return _outweighs(before, talk, 1) or _outweighs(below, talk, _REST)


def _outweighs(outside: Sequence[Paragraph], talk: Sequence[Paragraph], times: int) -> bool:
    letters, said = (sum(len(p.text) for p in some) for some in (outside, talk))
    return len(outside) > times * len(talk) and letters > times * said


def says_interview(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the lines above or below say that somebody was interviewed."""
    lines = [*paragraphs[:_FIRST_LINES], *paragraphs[-_LAST_LINES:]]
    return any(_TOLD.search(paragraph.text) for paragraph in lines)


def _answers(paragraphs: Sequence[Paragraph], account: Account) -> list[list[Paragraph]]:
    """Return the paragraphs of each answer; what follows the last one's first may be no part of it."""
    answers: list[list[Paragraph]] = []
    for paragraph, role in zip(paragraphs, account.roles, strict=True):
        if role is Role.ASKS:
            answers.append([])
        elif role is Role.ANSWERS and paragraph.text and answers:
            answers[-1].append(paragraph)
    return [*answers[:-1], answers[-1][:1]]
