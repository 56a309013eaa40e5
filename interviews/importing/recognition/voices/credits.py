"""Lines of credit: who asked, who answered, as they stand above and below an interview."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from interviews.importing.recognition.voices.names import NAME

_AND = r"(?:\s?,\s|\s(?:und|and|sowie|&)\s)"
_NAMES = rf"(?P<asker>{NAME}(?:{_AND}{NAME}){{0,3}})"
_FOR = r"(?:für\s[^.:\n]{1,40}?\s)?"
_TALK = r"(?:[Ii]nterview|[Gg]espräch|INTERVIEW|GESPRÄCH)"
_GUEST = rf"(?P<guest>{NAME})"
_OF = r"(?:\s?\([^()\n]{0,60}\))?"
_CREDITS = (
    rf"\b[Mm]it\s(?:\w+\s){{0,3}}?{_GUEST}{_OF}\ssprach(?:en)?\s{_FOR}{_NAMES}",
    rf"\b{_TALK}\smit\s(?:\w+\s){{0,3}}?{_GUEST}{_OF}\sführten?\s{_FOR}{_NAMES}",
    rf"{_NAMES}{_OF}\s(?:sprach(?:en)?|unterhielt(?:en)? sich)\s(?:\w+\s){{0,3}}?mit\s(?:\w+\s){{0,3}}?{_GUEST}",
    rf"{_NAMES}{_OF}\s(?:hat|haben)\s(?:\w+\s){{0,3}}?mit\s(?:\w+\s){{0,3}}?{_GUEST}\s[^.]{{0,80}}?gesprochen",
    rf"{_NAMES}\s(?:spoke|talked)\s(?:to|with)\s(?:\w+\s){{0,3}}?{_GUEST}",
    rf"{_TALK}\s(?:führten?|führte für [\w\s]{{1,30}}?)\s?:?\s{_FOR}{_NAMES}",
    rf"[Ff]ragen\s(?:an\s\w+\s)?(?:stellten?|kamen von)\s?:?\s{_FOR}{_NAMES}",
    rf"(?:^|\n|[|–—•]\s?)(?:Ein\s)?{_TALK}\s?(?:by|von|:|/)\s?{_NAMES}",
    rf"{_TALK}(?:\swurde)?\s(?:geführt|aufgezeichnet)\s?(?:von|:)\s{_NAMES}",
    rf"(?:[Cc]onducted|[Ii]nterviewed|[Ii]nterview|[Qq]uestions)\sby:?\s{_NAMES}",
    rf"(?:[Gg]eführt|[Ii]nterviewt|[Aa]ufgezeichnet|[Gg]efragt)\s(?:hat|haben|von|wurde es von)\s(?:es\s)?{_NAMES}",
    rf"(?:[Ee]s\sfragten?|[Ff]ragen|[Mm]oderation|[Aa]ufzeichnung)\s?:?\s{_NAMES}\s?\.?(?:\n|$)",
)
_BYLINE = re.compile(
    rf"(?:[Vv]on|[Bb]y|Text|Autor(?:in)?|Fragen|Redaktion)\s?:?\s{_NAMES}(?:\s?[,|•·(–-].{{0,60}})?\.?\Z"
)
_SPLIT = re.compile(_AND)
_FAR = 20_000


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    """Return what names who asked; to compile it takes a tenth of the time in which a process starts."""
    return tuple(re.compile(pattern) for pattern in _CREDITS)


def _found(text: str) -> Iterable[re.Match[str]]:
    for pattern in _credits():
        yield from pattern.finditer(text[:_FAR])


def asked_by(text: str) -> tuple[str, ...]:
    """Return who asked, as the lines of credit in a text say it."""
    for match in _found(text):
        return tuple(_SPLIT.split(match["asker"]))
    return ()


def answered_by(text: str) -> str:
    """Return who answered, as the lines of credit in a text say it, or nothing."""
    for match in _found(text):
        if guest := match.groupdict().get("guest"):
            return guest
    return ""


def written_by(line: str) -> str:
    """Return the name in a byline, or the names with commas between, or nothing."""
    match = _BYLINE.match(line)
    return ", ".join(_SPLIT.split(match["asker"])) if match else ""


def is_credit(line: str) -> bool:
    """Tell whether a short line is one of credit for the conversation."""
    return len(line) <= 250 and bool(asked_by(line) or written_by(line))
