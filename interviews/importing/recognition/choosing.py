"""The recognised part of each paragraph: what the account says, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account, Role
from interviews.importing.recognition.around.after import parts_after
from interviews.importing.recognition.around.asides import interrupts_answer
from interviews.importing.recognition.around.before import parts_before
from interviews.importing.recognition.asking import thanks
from interviews.importing.recognition.assembling import guests_of
from interviews.importing.recognition.pieces import NEW_QUESTION, Choice, Part


def choices_of(
    paragraphs: Sequence[Paragraph], account: Account, *, titled: bool = False
) -> list[Choice]:
    """Return the recognised part of each paragraph; `titled` tells that the file says its title."""
    first, last = account.starts[0], account.starts[-1]
    choices: list[Choice] = list(parts_before(paragraphs[:first], titled=titled))
    named: dict[Role, Choice] = {
        Role.ASKS: NEW_QUESTION,
        Role.ASKS_ON: Part.QUESTION,
        Role.ANSWERS: Part.ANSWER,
    }
    for paragraph, role in zip(paragraphs[first:], account.roles[first:], strict=True):
        interrupts = role is Role.ANSWERS and interrupts_answer(paragraph)
        choices.append(Part.ASIDE if interrupts else named[role])
    end = _last_answer(paragraphs, account, last)
    names = guests_of(paragraphs, choices, account.cast)
    kept = 0 if end == last or _is_farewell(paragraphs, account, end) else 1
    choices[end:] = parts_after(
        [account.cast.bare(p, i) for i, p in enumerate(paragraphs)][end:], names, kept
    )
    return choices


def _last_answer(paragraphs: Sequence[Paragraph], account: Account, last: int) -> int:
    """Return the index from which on the ending is looked for."""
    if last != account.starts[0] and _is_farewell(paragraphs, account, last):
        return last
    turns = [index for index in account.cast.turns if index > last]
    answers = [i for i in range(last, len(paragraphs)) if account.roles[i] is Role.ANSWERS]
    if turns and answers:
        return max(turns)
    return answers[0] if answers else len(paragraphs)


def _is_farewell(paragraphs: Sequence[Paragraph], account: Account, index: int) -> bool:
    if index >= len(paragraphs):
        return False
    asked = account.roles[index] is Role.ASKS
    return asked and thanks(account.cast.bare(paragraphs[index], index).text)
