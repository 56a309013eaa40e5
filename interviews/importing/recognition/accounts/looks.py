"""Lines that look alike – bold, italic, headings, quoted, in a list – as questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import ENOUGH, Account, Role
from interviews.importing.recognition.accounts.one_voice import asks_by_the_way
from interviews.importing.recognition.accounts.roles import (
    announces,
    is_conversation,
    is_heading_only,
    laid_out,
    may_ask,
)
from interviews.importing.recognition.asking import addresses, asks

type _Look = Callable[[Paragraph], bool]

_LOOKS: tuple[tuple[str, float, _Look], ...] = (
    ("question", 0.6, lambda p: p.style == "question"),
    ("bold", 0.3, lambda p: p.bold and p.style != "heading"),
    ("strong", 0.25, lambda p: p.bold or p.style == "heading"),
    ("italic", 0.2, lambda p: p.italic),
    ("quote", 0.2, lambda p: p.style == "quote"),
    ("list", 0.1, lambda p: p.style == "list" and not _is_link(p)),
)


_LOOSE = {"list", "strong"}  # looks that other texts have, too: people must speak to each other
_ONCE_MORE = 2  # times a request may come again; a call of the page comes again and again
_ASKING_ONLY = {"list", "quote"}  # looks that answers have as often as questions


def _is_link(paragraph: Paragraph) -> bool:
    """Tell whether a line only leads elsewhere, as in a list of other pieces."""
    linked = sum(len(span.text) for span in paragraph.spans if span.link)
    return linked * 2 > len(paragraph.text)


def look_accounts(paragraphs: Sequence[Paragraph]) -> Iterator[Account]:
    """Yield an account for each look that questions may have here."""
    for way, weight, has in _LOOKS:
        yield _account(paragraphs, way, weight, has)
    for level in sorted({p.level for p in paragraphs if p.style == "heading"}):
        yield _account(paragraphs, f"heading {level}", 0.3, _is_heading_of(level))


def _people_speak(paragraphs: Sequence[Paragraph], account: Account) -> bool:
    """Tell whether people speak to each other below headings, which reports have, too."""
    return is_conversation(paragraphs, account) and not asks_by_the_way(paragraphs, account)


def _is_heading_of(level: int) -> _Look:
    return lambda p: p.style == "heading" and p.level == level


def _account(paragraphs: Sequence[Paragraph], way: str, weight: float, has: _Look) -> Account:
    is_heading = way.startswith("heading")
    starts: list[int] = []
    said = Counter(p.text for p in paragraphs if p.text and has(p))
    for index, paragraph in enumerate(paragraphs):
        asking = asks(paragraph.text) or addresses(paragraph.text) or way not in _ASKING_ONLY
        topics = is_heading and bool(starts)
        again = said[paragraph.text] > _ONCE_MORE and "?" not in paragraph.text
        if has(paragraph) and asking and not again and may_ask(paragraphs, index, topics=topics):
            starts.append(index)
    account = laid_out(paragraphs, way, weight, _from_first_asking(paragraphs, starts), has)
    for index in account.starts:
        if is_heading_only(paragraphs[index].text):
            account.doubts[index] = _("This heading is taken for a question.")
            account.worth += 0.3
    if (is_heading or way in _LOOSE) and not _people_speak(paragraphs, account):
        account.worth = 0.0
    _flag_unused(account, paragraphs, has)
    return account


def _from_first_asking(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[int]:
    """Leave out the lead, which often looks like the questions below it."""
    for position, index in enumerate(starts):
        text = paragraphs[index].text
        leads = index + 1 in starts and asks(paragraphs[index + 1].text) >= ENOUGH
        if asks(text) >= ENOUGH:
            return list(starts[position:])
        if leads and announces(text):
            continue
        if addresses(text) and len(text) <= (150 if leads else 250):
            return list(starts[position:])
        if leads and len(text) <= (150 if position else 100):
            return list(starts[position:])
    return list(starts)


def _flag_unused(account: Account, paragraphs: Sequence[Paragraph], has: _Look) -> None:
    """Doubt what looks like the questions, but is none here: nothing marked is lost silently."""
    if not account.starts or account.way == "list":
        return
    for index in range(account.starts[0], len(paragraphs) - 1):
        paragraph = paragraphs[index]
        unused = account.roles[index] is Role.ANSWERS and has(paragraph) and paragraph.text
        if unused and not is_heading_only(paragraph.text) and paragraph.style != "heading":
            account.doubts.setdefault(index, _("This looks like the questions, but asks nothing."))
