"""Two texts held against each other: paragraphs are paired first, then compared word by word.

Pure. Nothing is lost: what was kept and removed gives the text before, what was kept and added the
text after. Work is bounded, so that the longest pieces take a fraction of a second.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

# A word with its inner marks (1.234, E-Mail, 9:30) or one mark, and the space before it.
_TOKEN = re.compile(r"(\s*)(\w+(?:[.,:/’'–-]\w+)*|[^\w\s]|$)")
_SENTENCE = re.compile(r"[^.!?]*[.!?]+[\s“”\"»)]*|[^.!?]+$")
# Below this share of common words, two paragraphs are not the same one, changed.
ALIKE = 0.4
# Pairs of equal words (or paragraphs) beyond which a coarser comparison has to do.
_MOST_MATCHES = 150_000
# Pairs of paragraphs that are looked at.
_MOST_PAIRS = 20_000
_WORD = re.compile(r"\w")

Token = tuple[str, str]


class Kind(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words in a row that were kept, removed or added."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or line, as it was and as it became."""

    runs: tuple[Run, ...]

    @property
    def before(self) -> str:
        """The text as it was; empty if the paragraph is new."""
        return "".join(run.text for run in self.runs if run.kind != Kind.ADDED)

    @property
    def after(self) -> str:
        """The text as it became; empty if the paragraph is gone."""
        return "".join(run.text for run in self.runs if run.kind != Kind.REMOVED)

    @property
    def changed(self) -> bool:
        """Tell whether anything in it did."""
        return any(run.kind != Kind.KEPT for run in self.runs)


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[Block, ...]:
    """Pair the paragraphs of two texts and compare those that are alike word by word."""
    return tuple(_blocks(before, after))


def runs(before: str, after: str) -> tuple[Run, ...]:
    """Compare two paragraphs word by word."""
    if before == after:
        return _merged([Run(Kind.KEPT, before)])
    old, new = _tokens(before), _tokens(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = (old[start : len(old) - end], new[start : len(new) - end])
    found = [
        *_kept(old[:start], new[:start]),
        *_middle(*middle),
        *_kept(old[len(old) - end :], new[len(new) - end :]),
    ]
    return _merged(_smoothed(_merged(found)))


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
    if _matches(before, after) > _MOST_MATCHES:
        yield from _paired(before, after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            yield from (Block(_merged([Run(Kind.KEPT, text)])) for text in before[i:i_end])
        else:
            yield from _paired(before[i:i_end], after[j:j_end])


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks between two places that are the same; order is kept on both sides."""
    i = j = 0
    for one, other in [*_pairs(before, after), (len(before), len(after))]:
        yield from (Block(_merged([Run(Kind.REMOVED, text)])) for text in before[i:one])
        yield from (Block(_merged([Run(Kind.ADDED, text)])) for text in after[j:other])
        if one < len(before):
            yield Block(runs(before[one], after[other]))
        i, j = one + 1, other + 1


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return which paragraphs belong together: the best sum of likeness without crossing.

    Of very many, only those near the diagonal are looked at.
    """
    if not before or not after:
        return []
    band = max(3, _MOST_PAIRS // (len(before) + len(after)))
    words = [frozenset(_words(text)) for text in before]
    others = [frozenset(_words(text)) for text in after]
    slope = len(after) / len(before)
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}

    def at(i: int, j: int) -> float:
        return best[i, j][0] if (i, j) in best else 0.0

    for i in range(len(before) - 1, -1, -1):
        middle = round(i * slope)
        for j in range(min(len(after) - 1, middle + band), max(-1, middle - band - 1), -1):
            skip = max((at(i + 1, j), (i + 1, j)), (at(i, j + 1), (i, j + 1)))
            likeness = _likeness(words[i], others[j])
            joined = at(i + 1, j + 1) + likeness if likeness >= ALIKE else -1.0
            best[i, j] = (joined, None) if joined >= skip[0] and joined > 0 else skip
    return _followed(best, (0, 0))


def _followed(
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]], place: tuple[int, int]
) -> list[tuple[int, int]]:
    pairs = []
    while place in best:
        _sum, step = best[place]
        if step is None:
            pairs.append(place)
            place = (place[0] + 1, place[1] + 1)
        else:
            place = step
    return pairs


def _likeness(words: frozenset[str], others: frozenset[str]) -> float:
    """Return the share of words two paragraphs have in common, of the shorter one's at least half.

    A paragraph that was cut or grew stays itself.
    """
    if not words or not others:
        return 0.0
    common = len(words & others)
    return (common / len(words) + common / len(others)) / 2


def _words(text: str) -> list[str]:
    return [word for _space, word in _tokens(text)]


def _tokens(text: str) -> list[Token]:
    return [(space, word) for space, word in _TOKEN.findall(text) if space or word]


def _common(old: Sequence[Token], new: Sequence[Token]) -> int:
    """Return how many words at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return next(
        (number for number, (one, other) in enumerate(pairs) if one[1] != other[1]),
        min(len(old), len(new)),
    )


def _kept(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    """Yield words that are the same; where only the space between them differs, say that."""
    for (space, word), (other, _same) in zip(old, new, strict=True):
        if space == other:
            yield Run(Kind.KEPT, space + word)
        else:
            yield from (Run(Kind.REMOVED, space), Run(Kind.ADDED, other), Run(Kind.KEPT, word))


def _middle(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    if _matches([word for _space, word in old], [word for _space, word in new]) <= _MOST_MATCHES:
        yield from _matched(old, new)
        return
    before, after = _sentences(old), _sentences(new)
    if min(len(before), len(after)) < 2 or _matches(before, after) > _MOST_MATCHES:
        yield from (Run(Kind.REMOVED, _text(old)), Run(Kind.ADDED, _text(new)))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            yield Run(Kind.KEPT, "".join(before[i:i_end]))
        elif i_end - i == j_end - j:
            for one, other in zip(before[i:i_end], after[j:j_end], strict=True):
                yield from _middle(_tokens(one), _tokens(other))
        else:
            yield Run(Kind.REMOVED, "".join(before[i:i_end]))
            yield Run(Kind.ADDED, "".join(after[j:j_end]))


def _matches(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """Return how many pairs of equal members there are: what comparing costs."""
    theirs = Counter(after)
    return sum(number * theirs[member] for member, number in Counter(before).items())


def _sentences(tokens: Sequence[Token]) -> list[str]:
    return _SENTENCE.findall(_text(tokens))


def _text(tokens: Sequence[Token]) -> str:
    return "".join(space + word for space, word in tokens)


def _matched(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    words = ([word for _space, word in old], [word for _space, word in new])
    for tag, i, i_end, j, j_end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _kept(old[i:i_end], new[j:j_end])
        else:
            yield Run(Kind.REMOVED, _text(old[i:i_end]))
            yield Run(Kind.ADDED, _text(new[j:j_end]))


def _smoothed(found: Sequence[Run]) -> list[Run]:
    """Take a kept mark between two changes into both: one change reads better than confetti."""
    smooth: list[Run] = []
    for number, run in enumerate(found):
        inner = 0 < number < len(found) - 1
        if inner and run.kind == Kind.KEPT and not _WORD.search(run.text):
            smooth += [Run(Kind.REMOVED, run.text), Run(Kind.ADDED, run.text)]
        else:
            smooth.append(run)
    return smooth


def _merged(found: Sequence[Run]) -> tuple[Run, ...]:
    """Join neighbours of a kind; between two kept runs, what was removed comes first."""
    parts: list[tuple[Kind, str]] = []
    said = (run for run in found if run.text)
    for kept, row in groupby(said, key=lambda run: run.kind is Kind.KEPT):
        if kept:
            parts += [(Kind.KEPT, run.text) for run in row]
            continue
        changed = list(row)
        gone = "".join(run.text for run in changed if run.kind is Kind.REMOVED)
        new = "".join(run.text for run in changed if run.kind is Kind.ADDED)
        parts += _change(gone, new)
    return tuple(
        Run(kind, "".join(text for _kind, text in row))
        for kind, row in groupby(parts, key=itemgetter(0))
    )


def _change(gone: str, new: str) -> Iterator[tuple[Kind, str]]:
    """Yield what was removed and what took its place; a space before both is kept."""
    if gone[:1] == new[:1] == " ":
        yield Kind.KEPT, " "
        gone, new = gone[1:], new[1:]
    if gone:
        yield Kind.REMOVED, gone
    if new:
        yield Kind.ADDED, new
