"""Quotation marks and apostrophes of German and English for the straight signs of keyboards."""

import re
from collections.abc import Iterator
from typing import NamedTuple

Change = tuple[int, int, str]  # from where up to where in a line, and what takes its place
QUOTES = re.compile("[\"'„“”‚‘’]")
CLOSES = re.compile(r"(?<=\S)'(?![^\W_])")
OPENS_AFTER = "([{–—/-\u00a0\u202f"


class Marks(NamedTuple):
    """Outer and inner quotation marks of a language."""

    outer: tuple[str, str]
    inner: tuple[str, str]


MARKS = {"de": Marks(("„", "“"), ("‚", "‘")), "en": Marks(("“", "”"), ("‘", "’"))}


def quotation_marks(line: str, language: str) -> Iterator[Change]:
    """Yield the quotation marks and apostrophes that take the place of straight signs in a line."""
    marks = MARKS[language]
    signs = [*line, " "]  # so that there is a sign behind the last one, and before the first
    last_close = max((match.start() for match in CLOSES.finditer(line)), default=-1)
    opened: list[tuple[str, str]] = []
    for match in QUOTES.finditer(line):
        index, sign = match.start(), match[0]
        if sign in '"„“”':
            signs[index] = _double(signs, index, opened, marks)
        elif sign == "'":
            signs[index] = _single(signs, index, opened, marks, closes=index < last_close)
        elif opened and sign == opened[-1][1] == marks.inner[1] and not _inside_word(signs, index):
            opened.pop()
        elif sign == marks.inner[0] and _may_open(signs, index):
            opened.append(marks.inner)
        if signs[index] != sign:
            yield index, index + 1, signs[index]


def _double(signs: list[str], index: int, opened: list[tuple[str, str]], marks: Marks) -> str:
    sign = signs[index]
    if sign == "„" or (
        sign != "”" and _may_open(signs, index) and not (opened and sign == opened[-1][1])
    ):
        if sign == "“" and marks.outer[0] == "„" and opened:
            return sign
        pair = marks.inner if opened and sign == '"' else marks.outer
        opened.append(pair)
        return pair[0] if sign != "„" else sign
    if opened:
        return opened.pop()[1]
    return marks.outer[1] if sign in "“”" else sign


def _single(
    signs: list[str], index: int, opened: list[tuple[str, str]], marks: Marks, *, closes: bool
) -> str:
    if closes and _may_open(signs, index):
        opened.append(marks.inner)
        return marks.inner[0]
    if opened and opened[-1] == marks.inner and not _inside_word(signs, index):
        return opened.pop()[1]
    return "’"


def _may_open(signs: list[str], index: int) -> bool:
    """Tell whether a quotation may begin here: after a blank or bracket, before no blank."""
    before, after = signs[index - 1], signs[index + 1]
    outside = before.isspace() or before in OPENS_AFTER or before in "„“‚‘\"'"
    return outside and not after.isspace()


def _inside_word(signs: list[str], index: int) -> bool:
    return signs[index - 1].isalnum() and signs[index + 1].isalnum()
