"""Several interviews one after the other in one text: where each begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account
from interviews.importing.recognition.markers import number_of
from interviews.importing.recognition.voices.names import NAME

_FEWEST = 2  # questions that come back, and questions of each interview
_NAMED = re.compile(rf"(?:\W*\d{{1,2}}[.)]\s)?[^\W\d_]?.{{0,40}}?{NAME}")


def sections_of(paragraphs: Sequence[Paragraph], account: Account) -> list[int]:
    """Return the indices at which interviews begin, at least one: 0.

    Either the same questions are asked again, or headings with a name divide the questions.
    """
    starts = account.starts
    return _by_headings(paragraphs, starts) or _by_repetition(paragraphs, account) or [0]


def _by_repetition(paragraphs: Sequence[Paragraph], account: Account) -> list[int]:
    keys = [_key(account.cast.bare(paragraphs[i], i)) for i in account.starts]
    first: dict[str, int] = {}
    again = sum(first.setdefault(key, n) != n for n, key in enumerate(keys))
    if again < _FEWEST or again * 2 < len(keys) - len(set(keys)):
        return []
    counts = Counter(keys)
    repeated = [key for key in first if counts[key] > 1]
    if len(repeated) < _FEWEST or len(repeated) * 2 < len(first):
        return []
    rounds = [n for n, key in enumerate(keys) if key == repeated[0]]
    begins = [account.starts[n] for n in rounds]
    return [0, *(_back_to_heading(paragraphs, account, index) for index in begins[1:])]


def _key(paragraph: Paragraph) -> str:
    number = number_of(paragraph)
    text = paragraph.text[number.length if number else 0 :]
    return "".join(filter(str.isalpha, text.casefold()))


def _back_to_heading(paragraphs: Sequence[Paragraph], account: Account, index: int) -> int:
    """Return where the lines above a first question begin that belong to it: a heading with a name."""
    for above in range(index - 1, max(index - 5, 0), -1):
        if above in account.starts:
            break
        if paragraphs[above].style == "heading" or (
            paragraphs[above].bold and _NAMED.match(paragraphs[above].text)
        ):
            return above
    return index


def _by_headings(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[int]:
    """Return the headings of one level that carry a name, if each has questions below it."""
    asked = set(starts)
    found = [
        i
        for i, p in enumerate(paragraphs)
        if p.style == "heading" and i not in asked and len(p.text) <= 100 and _NAMED.match(p.text)
    ]
    for level in sorted({paragraphs[i].level for i in found}):
        heads = [i for i in found if paragraphs[i].level == level]
        bounds = [*heads, len(paragraphs)]
        below = [
            sum(bounds[n] < start < bounds[n + 1] for start in starts) for n in range(len(heads))
        ]
        if len(heads) >= 2 and min(below) >= _FEWEST and starts[0] > heads[0]:
            return [0, *heads[1:]]
    return []
