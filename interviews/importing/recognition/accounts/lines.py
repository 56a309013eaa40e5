"""Lines without any mark as questions, told by their words alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import BARE, ENOUGH, Account, Role
from interviews.importing.recognition.accounts.one_voice import is_one_voice, says_interview
from interviews.importing.recognition.accounts.roles import (
    is_call,
    is_conversation,
    is_title,
    laid_out,
)
from interviews.importing.recognition.asking import (
    addresses,
    asks,
    bids,
    ends_asking,
    is_personal,
    is_prompt,
    speaks_to_guest,
)
from interviews.importing.recognition.voices.speakers import Cast
from interviews.importing.recognition.words import one_of, whatever_case

# „Doch, …“ replies, „Doch ich …“ goes on.
_REACTION = whatever_case(rf"{one_of('reaction')}\s?[,.;:!…–—-]")
_EXPLAINS = whatever_case(rf"\b{one_of('explains')}\b")
NAMED = 0.8  # what a name before a question is worth
PLACED = 0.5  # what a statement is worth that stands where a question would
_REQUESTED = 0.55  # how much a plain request asks
_SENTENCES = 3  # to finish, at least, where nothing else asks
_IN_TURN = 3  # statements at least that take turns with answers
_AGAIN = 2  # times that something is stated and replied to, until it is the habit
_TURN = 2  # paragraphs: a question and its answer
_SHORT = 200  # characters of a statement
_SPEECH = 400  # characters of a question
_LONG = 1000  # the same, where somebody is spoken to, and asked at the end
OPENING = 4  # turns at most that carry a name where names stand only at the start


def bare_account(paragraphs: Sequence[Paragraph]) -> Account:
    """Read every short line that asks, and has text below it, as a question."""
    starts = _bare_starts(paragraphs, 0)
    if starts[:1] == [0] and is_title(paragraphs) and not _states(paragraphs[0].text):
        starts = starts[1:]
    if starts and _only_one_left_open(paragraphs, starts):
        starts = starts[1:]
    account = _laid(paragraphs, "bare", starts)
    far = len(paragraphs) > 15 * (len(starts) + 1)
    if far or len(starts) < 2 or not is_conversation(paragraphs, account):
        account.worth = 0.0
        return account
    if is_one_voice(paragraphs, account) and not says_interview(paragraphs):
        account.worth = 0.0
        return account
    left_open = sum(_is_unfinished(paragraphs[i].text) for i in account.starts)
    account.worth += PLACED * left_open * (left_open >= _SENTENCES)
    addressed = sum(addresses(paragraphs[i].text) for i in starts)
    for index in account.starts:
        text = paragraphs[index].text
        if text.endswith("!") and asks(text) >= _REQUESTED:
            continue
        if not ends_asking(text):
            account.doubts[index] = _("This line without a question mark is taken for a question.")
        elif _may_be_rhetorical(paragraphs, index) and addressed * 2 > len(starts):
            account.doubts[index] = _("This may be a rhetorical question within the answer.")
    return account


def _only_one_left_open(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> bool:
    """Tell whether the first is a line that trails off, and no sentence to finish as others are."""
    left_open = [
        i
        for i in starts
        if _is_unfinished(paragraphs[i].text) and not addresses(paragraphs[i].text)
    ]
    return left_open == [starts[0]]


def _is_unfinished(text: str) -> bool:
    return text.rstrip('“”"» .!').endswith("…") or text.endswith(("...", ". . ."))


def _states(text: str) -> bool:
    """Tell whether a line is a whole sentence to the guest, and so no title."""
    return text.endswith(".") and speaks_to_guest(text)


def _may_be_rhetorical(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a question is put to nobody and what follows is no longer than an aside."""
    text = paragraphs[index].text
    if addresses(text) or asks(text) >= 0.7:
        return False
    return asks(text) < BARE + 0.05


def opening_account(paragraphs: Sequence[Paragraph], cast: Cast) -> Account:
    """Read names that stand only at the first turns, as in some newspapers, and bare lines below."""
    account = Account("opening", [Role.OUTSIDE] * len(paragraphs), cast=cast)
    named = sorted(cast.turns)
    asking = [index for index in named if cast.turns[index].asking]
    if not asking or not 2 <= len(named) <= OPENING or cast.labelled:
        return account
    bare = _bare_starts(paragraphs, named[-1] + 1)
    if len(bare) < 2 or len(paragraphs) > 15 * len(bare):
        return account
    opened = _laid([cast.bare(p, i) for i, p in enumerate(paragraphs)], "opening", asking + bare)
    opened.cast = cast
    opened.worth += NAMED * len(asking)
    return opened


def _laid(paragraphs: Sequence[Paragraph], way: str, asking: Sequence[int]) -> Account:
    said = _statements(paragraphs, asking)
    account = laid_out(
        paragraphs,
        way,
        0.0,
        sorted([*asking, *said]),
        lambda p: asks(p.text) >= BARE and len(p.text) <= _SPEECH,
    )
    stated = sum(
        asks(text) < ENOUGH and _states(text) for text in (paragraphs[i].text for i in asking)
    )
    account.worth += PLACED * (len(said) + stated)
    return account


def _bare_starts(paragraphs: Sequence[Paragraph], first: int) -> list[int]:
    """Return the bare questions; one without a question mark needs an answer before it."""
    starts: list[int] = []
    for index in range(first, len(paragraphs)):
        if not is_bare(paragraphs, index) or paragraphs[index].text == paragraphs[index + 1].text:
            continue  # a page says it twice
        follows = starts[-1:] == [index - 1] and index > 0
        text = paragraphs[index].text
        if follows and (not ends_asking(text) or len(text) > _SPEECH):
            continue  # „Eigentlich niemand so recht …“ is the answer
        starts.append(index)
    return starts


def _statements(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[int]:
    """Return the statements to the guest that stand where a question would.

    Where answers have one paragraph each, three between two questions are answer, statement, answer.
    """
    runs = [(start, end - start) for start, end in pairwise(starts)]
    middle = [start + _TURN for start, length in runs if length == 2 * _TURN]
    turned = [index for start, length in runs for index in _in_turn(paragraphs, start, length)]
    short = all(length <= 2 * _TURN for _start, length in runs)
    reacted = [index for index in middle if short and _is_reacted_to(paragraphs, index)]
    if len(reacted) < _AGAIN:  # else what stands above must answer by itself
        reacted = [index for index in reacted if is_personal(paragraphs[index - 1].text)]
    even = all(length in {_TURN, 2 * _TURN} for _start, length in runs)
    if not even and sum(length == _TURN for _start, length in runs) * 2 < len(runs):
        return sorted({*reacted, *turned})
    last = starts[-1] + _TURN if runs else len(paragraphs)
    if last + 1 < len(paragraphs) and is_personal(paragraphs[last + 1].text):
        middle.append(last)
    said = [index for index in middle if _is_said_to_guest(paragraphs[index].text)]
    return sorted({*said, *reacted, *turned})


def _in_turn(paragraphs: Sequence[Paragraph], start: int, length: int) -> list[int]:
    """Return the statements between two questions, if there are several, and „ich“ replies to „Sie“ each time."""
    if length % _TURN or length <= _IN_TURN * _TURN:
        return []
    said = range(start + _TURN, start + length, _TURN)
    told = (_tells(paragraphs[i].text) for i in said)
    replies = [paragraphs[i + 1].text for i in said]
    return list(said) if all(told) and all(map(_speaks_of_own, replies)) else []


def _tells(text: str) -> bool:
    """Tell whether something is said to the guest; „Da müssen Sie sich einen Keller denken“ explains."""
    return addresses(text) and len(text) <= _SPEECH and not _EXPLAINS.search(text)


def _speaks_of_own(text: str) -> bool:
    return is_personal(text) and not addresses(text)


def _is_reacted_to(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a line tells nothing of who answers, and is answered: „Ein Rivale gab auf.“ „Ja, …“."""
    text, reply = paragraphs[index].text, paragraphs[index + 1].text
    plain = len(text) <= _SHORT and not is_personal(text) and not is_call(text)
    stated = plain and text.endswith((".", "!", "…")) and len(text) < len(reply)
    return stated and bool(_REACTION.match(reply)) and is_personal(reply)


def _is_said_to_guest(text: str) -> bool:
    """Tell whether a line that asks too little by itself is said to the guest, or ends with a question."""
    if is_call(text) or is_personal(text):
        return False
    if ends_asking(text):
        # A line that is but a question to nobody is rhetorical; one that first states something is not.
        return len(text) <= _SPEECH and asks(text) > ENOUGH and ". " in text
    return len(text) <= _SHORT and addresses(text)


def is_bare(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether an unmarked line is a question: it asks, is short, and text follows."""
    paragraph = paragraphs[index]
    text = paragraph.text
    limit = _LONG if addresses(text) and ends_asking(text) else _SPEECH
    if len(text) > limit or paragraph.style == "list" or index + 1 >= len(paragraphs):
        return False
    following = paragraphs[index + 1]
    if not following.text or is_call(text):
        return False
    if speaks_to_guest(text) and "?" not in text:
        return ends_asking(following.text) or 2 * len(following.text) > len(text)
    if bids(text):
        return True
    if is_prompt(text):
        told = addresses(text) and not is_personal(text)
        told = told or _is_unfinished(text)
        return len(text) <= 250 and (told or len(following.text) > len(text))
    return asks(text) >= BARE and ends_asking(text)
