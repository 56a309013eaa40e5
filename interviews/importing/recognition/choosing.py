"""The recognised part of each paragraph: what the account says, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.importing.formats.document import NOTHING, Proposals
from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import ENOUGH, Account, Role
from interviews.importing.recognition.around.after import parts_after
from interviews.importing.recognition.around.asides import interrupts_answer
from interviews.importing.recognition.around.before import parts_before
from interviews.importing.recognition.asking import addresses, asks, thanks
from interviews.importing.recognition.assembling import guests_of
from interviews.importing.recognition.pieces import NEW_QUESTION, Choice, Part


def choices_of(
    paragraphs: Sequence[Paragraph], account: Account, file: Proposals = NOTHING
) -> list[Choice]:
    """Return the recognised part of each paragraph; `file` is what the file says of itself."""
    first, last = account.starts[0], account.starts[-1]
    choices: list[Choice] = list(
        parts_before(paragraphs[:first], titled=file.titled, proposed=file.title)
    )
    named: dict[Role, Choice] = {
        Role.ASKS: NEW_QUESTION,
        Role.ASKS_ON: Part.QUESTION,
        Role.ANSWERS: Part.ANSWER,
    }
    below = [Part.ASIDE] * sum(role is Role.OUTSIDE for role in account.roles[last:])
    paragraphs = paragraphs[: len(paragraphs) - len(below)]
    for index in range(first, len(paragraphs)):
        role = account.roles[index]
        interrupts = role is Role.ANSWERS and interrupts_answer(paragraphs[index])
        interrupts = interrupts and not _is_whole_answer(paragraphs, account, index)
        interrupts = interrupts or _is_between_turns(paragraphs, account, index)
        choices.append(Part.ASIDE if interrupts else named[role])
    _put_aside_copies(choices, paragraphs, account)
    end = _last_answer(paragraphs, account, last)
    names = guests_of(paragraphs, choices, account.cast)
    kept = 0 if end == last or _is_farewell(paragraphs, account, end) else 1
    after = parts_after(
        [account.cast.bare(p, i) for i, p in enumerate(paragraphs)][end:], names, kept
    )
    # Nothing answers what asks nothing.
    noted = end == last and not _is_farewell(paragraphs, account, end)
    choices[end:] = [Part.CLOSING if noted and p is Part.ANSWER else p for p in after]
    return [*choices, *below]


def _put_aside_copies(
    choices: list[Choice], paragraphs: Sequence[Paragraph], account: Account
) -> None:
    """Put aside the first of two lines where a page says a question twice, if it is no title."""
    for start in account.starts:
        copied = start > 0 and paragraphs[start - 1].text == paragraphs[start].text
        if copied and choices[start - 1] in {Part.INTRO, Part.ANSWER}:
            choices[start - 1] = Part.ASIDE


def _last_answer(paragraphs: Sequence[Paragraph], account: Account, last: int) -> int:
    """Return the index from which on the ending is looked for."""
    if last != account.starts[0] and _asks_nothing(paragraphs, account, last):
        return last
    turns = [index for index in account.cast.turns if index > last]
    answers = [i for i in range(last, len(paragraphs)) if account.roles[i] is Role.ANSWERS]
    if turns and answers:
        return max(turns)
    return answers[0] if answers else len(paragraphs)


def _is_whole_answer(paragraphs: Sequence[Paragraph], account: Account, index: int) -> bool:
    """Tell whether nothing else answers: what interrupts an answer stands in one."""
    above = next((i for i in range(index - 1, -1, -1) if paragraphs[i].text), None)
    below = next((i for i in range(index + 1, len(paragraphs)) if paragraphs[i].text), None)
    return all(i is None or account.roles[i] is not Role.ANSWERS for i in (above, below))


def _is_between_turns(paragraphs: Sequence[Paragraph], account: Account, index: int) -> bool:
    """Tell whether a heading stands among named turns, as pages divide long talks.

    What the same guest speaks above and below of was asked by the heading.
    """
    turns = account.cast.turns if account.spoken else {}
    heads = paragraphs[index].style == "heading" and asks(paragraphs[index].text) < ENOUGH
    if not heads or index in turns or index <= account.starts[0] or index + 1 not in turns:
        return False
    above = next((i for i in range(index - 1, -1, -1) if i in turns), index + 1)
    goes_on = turns[above].speaker == turns[index + 1].speaker and not turns[above].asking
    return account.roles[index] is not Role.ASKS or not goes_on


def _asks_nothing(paragraphs: Sequence[Paragraph], account: Account, last: int) -> bool:
    """Tell whether the last question is none: it thanks, or is but a note that nobody answers."""
    if _is_farewell(paragraphs, account, last):
        return True
    answered = any(
        role is Role.ANSWERS and paragraph.text
        for role, paragraph in zip(account.roles[last:], paragraphs[last:], strict=False)
    )
    text = account.cast.bare(paragraphs[last], last).text
    return not (answered or account.cast.turns.get(last) or asks(text) or addresses(text))


def _is_farewell(paragraphs: Sequence[Paragraph], account: Account, index: int) -> bool:
    if index >= len(paragraphs):
        return False
    asked = account.roles[index] is Role.ASKS
    return asked and thanks(account.cast.bare(paragraphs[index], index).text)
