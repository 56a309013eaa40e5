"""Two people named in one breath: „Ida Kern & Bert Holm“, „Ida und Bert Kern“, „Ida/Bert“."""

from __future__ import annotations

import re
from collections.abc import Callable

from interviews.importing.recognition.voices.names import CAPITAL, NAME, WORD, role_of
from interviews.importing.recognition.words import listed

_AND = r"(?:\s?,\s|\s?/\s?|\s(?:und|and|sowie|et|&|\+)\s)"
_SPLIT = re.compile(_AND)
_FIRST_NAMES = listed("first_names")
_SHARED = re.compile(
    rf"\b(?P<first>{WORD})\s(?:und|and|&)\s(?P<second>{WORD})\s(?P<last>{CAPITAL}\w{{1,30}}(?:-\w{{1,30}})?)\b"
)
PAIR = re.compile(rf"\b({NAME})(?:,\s({NAME}))?\s?(?:\s(?:und|and|&)\s|/\s?)({NAME})")


def each_of(speaker: str, fully: Callable[[str], str]) -> list[str]:
    """Return the people that a name before an answer means; `fully` gives somebody's full name.

    „Müller & Sohn“ is one, as is whatever is no two names.
    """
    parts = [part for part in _SPLIT.split(speaker.strip()) if part]
    if len(parts) < 2 or any(role_of(part) for part in parts):
        return [fully(speaker)]
    last = parts[-1].split()
    if len(last) > 1:  # „Ida und Bert Kern“
        parts = [part if " " in part else f"{part} {last[-1]}" for part in parts]
    full = [fully(part) for part in parts]
    people = any(name.split()[0].casefold() in _FIRST_NAMES for name in full)
    return full if people and all(name[0].isupper() for name in full) else [fully(speaker)]


def sharing_surname(text: str) -> list[tuple[str, str]]:
    """Return the pairs that share a surname: „Ida und Bert Kern“."""
    return [
        (f"{found['first']} {found['last']}", f"{found['second']} {found['last']}")
        for found in _SHARED.finditer(text)
        if {found["first"].casefold(), found["second"].casefold()} & _FIRST_NAMES
    ]
