"""Lines that were wrapped by hand or by a mail program, joined to paragraphs again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_HEADING = re.compile(r"#{1,6}\s+\S")
_RULE = re.compile(r"(?:[-=_*~#] ?){3,}\Z")
_QUOTED = re.compile(r"(?:>\s?){1,9}")
# Something begins here even if the line above was full: a number, a label, a bullet, a heading, a time.
_BEGINS = re.compile(
    r"[\[(]?\d{1,2}[:./]\s?\d{1,2}[:./]\s?\d|\(?\d{1,3}[.):](?:\s|\Z)|[-*+•·●▪◦‣–—#](?:\s|\Z)|\*\*|__|```|:::|\||<"
    r"|(?:[^\W\d_][\w.-]*[ ]){0,4}[^\W\d_][\w.-]*:(?:\s|\Z)"
)
_ENDS = re.compile(r"[.!?…:][\"'“”«»)*_]*\Z")
# „We spoke with / [Ida Sander](…)“: a link is not divided, and may be shorter by now than it was.
_MIDWAY = re.compile(r"(?:\A|\s)[^\W\d_A-Z][\w'’-]{0,30},?\Z")
_TIMED = re.compile(
    r"\A(?:[^\W\d_][\w.'’-]*\s){1,4}\(?\d{1,2}:\d{2}(?::\d{2})?\)?\Z"
)  # a name and its time stand above what is said
_WIDEST = 240  # characters; longer lines were wrapped by nobody
_BY_HAND = 140  # wider lines come from a converted page: then most of the full ones break off
_NARROWEST = 40
_OVER = 20  # characters by which a line may be longer than the others
_LONGER = 0.1  # of the lines may be longer than the width, such as addresses
_WIDTHS = 40  # that are tried


@dataclass
class Block:
    """Lines that make one paragraph; `line` is the number of the first."""

    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The lines put together."""
        return " ".join(self.lines)


def joined(lines: list[str], *, soft: bool = False) -> list[Block]:
    """Return the paragraphs: a line each, or several where the text was wrapped.

    `soft` is for Markdown, where a line that goes on with small letters belongs to the one above,
    as does any below one that ends with a small word, if the text was wrapped.
    """
    width = _wrap_width(lines)
    blocks: list[Block] = []
    previous = ""
    for number, line in enumerate(lines, 1):
        if line and previous and _continues(previous, line, width, soft=soft):
            blocks[-1].lines.append(_QUOTED.sub("", line, count=1) if _depth(previous) else line)
        elif line:
            blocks.append(Block(number, [line]))
        previous = line
    return blocks


def _depth(line: str) -> int:
    match = _QUOTED.match(line)
    return match[0].count(">") if match else 0


def _wrap_width(lines: list[str]) -> int:
    """Return the width at which the text was wrapped, or 0 if it was not.

    A width explains a text if most lines that are followed by another could not have held its first
    word, and if sentences often go on there.
    """
    lengths = sorted((len(line) for line in lines if line), reverse=True)
    if not lengths:
        return 0
    spared = lengths[: int(len(lengths) * _LONGER) + 1]
    widths = [n for n in dict.fromkeys([*spared, *lengths[:_WIDTHS]]) if _NARROWEST <= n <= _WIDEST]
    pairs = [
        (len(above), len(above) + 1 + len(_first_word(below)), _goes_on(above, below))
        for above, below in pairwise(lines)
        if above and below and _depth(above) == _depth(below) and not _begins(below)
    ]
    best = max(
        widths[:_WIDTHS], key=lambda width: (_explained(pairs, lengths, width), -width), default=0
    )
    return best if best and _explained(pairs, lengths, best) > 0 else 0


def _explained(pairs: list[tuple[int, int, bool]], lengths: list[int], width: int) -> int:
    inside = [pair for pair in pairs if pair[0] <= width]
    longer = sum(length > width + _OVER for length in lengths)
    if width > _BY_HAND and 4 * longer > len(lengths):
        return 0  # nobody wraps by hand there, and a page breaks all its lines alike
    full = [pair for pair in inside if pair[1] > width]
    going_on = sum(pair[2] for pair in full)
    least = 1 if width <= _BY_HAND else 3
    if len(full) < 2 or len(full) * 2 <= len(inside) or going_on * 4 < least * len(full):
        return 0
    return 2 * len(full) - len(inside)


def _goes_on(above: str, below: str) -> bool:
    rest = _QUOTED.sub("", below, count=1)
    return rest[:1].islower() or not _ENDS.search(above)


def _first_word(line: str) -> str:
    return _QUOTED.sub("", line, count=1).split(" ", 1)[0]


def _begins(line: str) -> bool:
    return bool(_BEGINS.match(_QUOTED.sub("", line, count=1)))


def _continues(above: str, below: str, width: int, *, soft: bool) -> bool:
    if _RULE.match(above) or _RULE.match(below) or _HEADING.match(above) or _TIMED.search(above):
        return False
    if _depth(above) != _depth(below) or _begins(below):
        return False
    goes_on = _goes_on(above, below)
    if not goes_on and (above.endswith("?") or len(above) > width):
        return False  # a question ends its paragraph, even where the answer could stand beside it
    if soft and (below[:1].islower() or (width and _MIDWAY.search(above))):
        return True
    full = len(above) + 1 + len(_first_word(below)) > width
    return bool(width) and len(above) <= width + _OVER and full
