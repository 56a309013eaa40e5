"""From the starts of questions to a role for each paragraph, for ways that mark only questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import (
    ENOUGH,
    Account,
    Role,
    asks_shortly,
)
from interviews.importing.recognition.asking import (
    addresses,
    asks,
    calls_to_discuss,
    ends_interview,
    is_personal,
    sells_tickets,
    thanks,
)
from interviews.importing.recognition.markers import NUMBER, number_of
from interviews.importing.recognition.voices.credits import asked_by
from interviews.importing.recognition.voices.names import WORD
from interviews.importing.recognition.words import listed

_LONGEST_QUESTION = 1200
_LONGEST_STATEMENT = 400
_NAMED = re.compile(rf"(?:{WORD}\s){{0,2}}{WORD},\s[^A-Z]")
_GOES_ON = re.compile(r"(?:[Uu]nd|[Aa]ber|[Aa]nd|[Bb]ut|[Ss]o)\b.{3,200}\?\W*\Z")
_TALK = listed("talk")


def laid_out(
    paragraphs: Sequence[Paragraph],
    way: str,
    weight: float,
    starts: Sequence[int],
    looks: Callable[[Paragraph], bool],
) -> Account:
    """Give each paragraph its role, from the starts of the questions."""
    account = Account(way, [Role.OUTSIDE] * len(paragraphs))
    begun = set(starts)
    role = Role.OUTSIDE
    for index in range(starts[0] if starts else len(paragraphs), len(paragraphs)):
        follows_question = role in {Role.ASKS, Role.ASKS_ON}
        if follows_question and _asks_on(paragraphs, index, looks, begun):
            role = Role.ASKS_ON
        else:
            role = Role.ASKS if index in begun else Role.ANSWERS
        account.roles[index] = role
    account.weigh(paragraphs, weight)
    return account


def _asks_on(
    paragraphs: Sequence[Paragraph], index: int, looks: Callable[[Paragraph], bool], begun: set[int]
) -> bool:
    """Tell whether a paragraph goes on with the question in the one before it."""
    above, here = paragraphs[index - 1], paragraphs[index]
    if index in begun and (number_of(here) or asks(above.text) >= ENOUGH):
        # Two lines that each ask may be two questions, but only an answer between tells.
        return not number_of(here) and above.style == here.style == "text" and not above.bold
    if looks(here) and index in begun:
        return True
    if here.bold and above.bold and here.style == above.style == "text" and asks(here.text):
        return index not in begun
    has_answer = index + 1 < len(paragraphs) and index + 1 not in begun
    return index not in begun and asks(above.text) < ENOUGH and asks_shortly(here) and has_answer


def may_ask(paragraphs: Sequence[Paragraph], index: int, *, topics: bool) -> bool:
    """Leave out calls to the readers, mere topics, and the title above everything.

    Among headings of one level a topic („Ein Rat an die Jungen“) may stand for a question.
    """
    text = paragraphs[index].text
    if not text or len(text) > _LONGEST_QUESTION or is_call(text) or _is_credit_of_talk(text):
        return False
    if is_heading_only(text) and (not topics or ends_interview(text)):
        return False
    return not (index == 0 and is_title(paragraphs))


def _is_credit_of_talk(text: str) -> bool:
    """Tell whether a line says who led the talk: it is marked like the questions, and asks nothing."""
    says = len(text) <= 200 and not asks(text) and not addresses(text)
    return says and bool(asked_by(text))


def is_heading_only(text: str) -> bool:
    """Tell whether a line is the name of a section: short, no sentence, no request."""
    bare = text.rstrip("\"'“”‘’»«) ")
    is_sentence = bare.endswith((".", "!", "…", "?", ":")) and " " in bare
    return not is_sentence and not asks(text) and not addresses(text) and len(text.split()) <= 6


def is_statement(text: str) -> bool:
    """Tell whether a line asks nothing, but may be said to a guest instead of a question."""
    return not asks(text) and len(text) <= _LONGEST_STATEMENT


def is_title(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first line is a title although it may end with a question mark."""
    if asks(paragraphs[0].text) < ENOUGH or len(paragraphs) < 2:
        return True
    told = announces(paragraphs[0].text) or announces(paragraphs[1].text)
    return told and not addresses(paragraphs[0].text)


def announces(text: str) -> bool:
    """Tell whether a line says that a conversation follows."""
    return any(word in text.lower() for word in _TALK)


def is_call(text: str) -> bool:
    """Tell whether a line speaks to readers, or thanks, instead of asking the guest."""
    return calls_to_discuss(text) or (sells_tickets(text) and "?" not in text) or thanks(text)


def _is_said_to_somebody(text: str) -> bool:
    """Tell whether a question speaks to somebody, by name too, or goes on from an answer."""
    number = NUMBER.match(text)
    bare = text[number.end() :] if number else text
    return addresses(text) or bool(_NAMED.match(bare) or _GOES_ON.match(bare))


def is_conversation(paragraphs: Sequence[Paragraph], account: Account) -> bool:
    """Tell whether people speak here: questions to somebody, answers by somebody, or it is said."""
    starts = account.starts
    if not starts:
        return False
    addressed = sum(_is_said_to_somebody(paragraphs[i].text) for i in starts)
    answers = [p for p, role in zip(paragraphs, account.roles, strict=True) if role is Role.ANSWERS]
    personal = sum(is_personal(p.text) for p in answers)
    around = " ".join(p.text.lower() for p in [*paragraphs[: starts[0]][:6], *paragraphs[-2:]])
    said = any(word in around for word in ("interview", "gespräch"))
    return addressed * 3 >= len(starts) or personal * 3 >= len(answers) or said
