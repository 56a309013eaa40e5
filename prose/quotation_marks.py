"""Quotation marks and apostrophes of German and English for the straight signs of keyboards."""

import re
from collections.abc import Iterator
from typing import NamedTuple

Change = tuple[int, int, str]  # from where up to where in a line, and what takes its place
QUOTES = re.compile("[\"'„“”‚‘’]")
DOUBLE = '"„“”'
CLOSES = re.compile(r"(?<=\S)'(?![^\W_])")
OPENS_AFTER = "([{–—/-\u00a0\u202f"
# Words that begin with what is left out: '90er, 'ne, 's, 'tis; and the n of Rock 'n' Roll.
LEFT_OUT = re.compile(
    r"(?<![^\W_])'(?=(?:\d\d(?:er|s)?|ne[mnr]?|n|s|tis|twas|twere|em|cause|til)(?![^\W_]|['’]))"
)
AND = re.compile(r"(?<!\w)(\w)\w* 'n'(?= (\w))")
# Feet and inches, minutes and seconds.
PRIMES = re.compile(r"(?<=\d)(')(?=\d)(?:\d\d?(?:[.,]\d+)?(\"))?")


class Marks(NamedTuple):
    """Outer and inner quotation marks of a language."""

    outer: tuple[str, str]
    inner: tuple[str, str]


MARKS = {"de": Marks(("„", "“"), ("‚", "‘")), "en": Marks(("“", "”"), ("‘", "’"))}


def quotation_marks(line: str, language: str) -> Iterator[Change]:
    """Yield the signs that take the place of straight ones in a line: quotation marks, apostrophes, primes."""
    marks, reading = MARKS[language], _Reading(line)
    for match in QUOTES.finditer(line):
        index, sign = match.start(), match[0]
        if index in reading.settled:
            set_as = reading.settled[index]
        elif sign in DOUBLE:
            set_as = _double(reading, index, marks)
        elif sign == "'":
            set_as = _single(reading, index, marks)
        else:
            set_as = sign
            if reading.within(marks.inner) == sign and not reading.inside_word(index):
                reading.opened.pop()
            elif sign == marks.inner[0] and reading.may_open(index):
                reading.open(index, marks.inner)
        reading.signs[index] = set_as
        if set_as != sign:
            yield index, index + 1, set_as


class _Reading:
    """A line as far as it is read: its signs as they are set, and the quotations that are open."""

    def __init__(self, line: str) -> None:
        self.signs = [
            *line,
            " ",
        ]  # so that there is a sign behind the last one, and before the first
        self.opened: list[tuple[str, str]] = []
        self.began: set[int] = set()  # where a quotation begins
        self.settled = _settled(line)
        self.doubles = sum(map(line.count, DOUBLE))  # that are still to come
        self.last_close = max((match.start() for match in CLOSES.finditer(line)), default=-1)

    def open(self, index: int, pair: tuple[str, str]) -> str:
        """Begin a quotation."""
        self.opened.append(pair)
        self.began.add(index)
        return pair[0]

    def within(self, pair: tuple[str, str]) -> str:
        """Return what would end the quotation that is open, if it is one of these marks."""
        return pair[1] if self.opened and self.opened[-1] == pair else ""

    def may_open(self, index: int) -> bool:
        """Tell whether a quotation may begin here: after a blank, a bracket, or where one begins."""
        before, after = self.signs[index - 1], self.signs[index + 1]
        outside = before.isspace() or before in OPENS_AFTER or index - 1 in self.began
        return outside and not after.isspace()

    def inside_word(self, index: int) -> bool:
        """Tell whether letters or digits stand on both sides."""
        return self.signs[index - 1].isalnum() and self.signs[index + 1].isalnum()


def _settled(line: str) -> dict[int, str]:
    """Return the signs that are no quotation marks, whatever stands around them."""
    found = {match.start(): "’" for match in LEFT_OUT.finditer(line)}
    for match in AND.finditer(line):
        if match[1].isupper() == match[2].isupper():  # and not "der Buchstabe 'n' fehlt"
            found |= {match.end() - 3: "’", match.end() - 1: "’"}
    for match in PRIMES.finditer(line):
        if match[2]:
            found |= {match.start(1): "′", match.start(2): "″"}
    return found


def _double(reading: _Reading, index: int, marks: Marks) -> str:
    sign, opened = reading.signs[index], reading.opened
    reading.doubles -= 1
    if sign == '"' and opened and reading.signs[index - 1].isdigit() and reading.doubles % 2:
        return sign  # inches within a quotation: one more mark is to come, which ends it
    if sign == "„" or (
        sign != "”" and reading.may_open(index) and not (opened and sign == opened[-1][1])
    ):
        if sign == "“" and marks.outer[0] == "„" and opened:
            return sign
        inner = reading.within(marks.outer) and sign == '"'
        first = reading.open(index, marks.inner if inner else marks.outer)
        return sign if sign == "„" else first
    if opened:
        return opened.pop()[1]
    return marks.outer[1] if sign in "“”" else sign


def _single(reading: _Reading, index: int, marks: Marks) -> str:
    if index < reading.last_close and reading.may_open(index):
        return reading.open(index, marks.inner)
    if reading.within(marks.inner) and not reading.inside_word(index):
        return reading.opened.pop()[1]
    after_number = reading.signs[index - 1].isdigit() and not reading.inside_word(index)
    return "'" if after_number else "’"  # 6' are feet or minutes
