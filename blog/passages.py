"""What a hit shows: the stretch of a text that says most of what was asked for, marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.editions import Edition
from blog.search_query import Part
from blog.stems import roots

PASSAGE = 240  # letters
_SPOKEN = re.compile(r"[^\W_]+(?:[\u00ad\u0300-\u036f][^\W_]*)*(?:[*:_·/]innen?\b)?")


@dataclass(frozen=True)
class Answer:
    """A question that was answered with what somebody looks for, and where it stands."""

    anchor: str
    question: SafeString
    passage: SafeString


def answers(edition: Edition, asked: Sequence[Part]) -> list[Answer]:
    """Return the answers of an interview that say all that was asked for, in their order."""
    sections = edition.search_text.split("\n\n")[1:]
    found = []
    for anchor, section in zip(edition.teaser.get("anchors", ()), sections, strict=False):
        question, _line, text = section.partition("\n")
        if anchor and asked and all(_says(section, part) for part in asked):
            found.append(Answer(anchor, marked(question, asked), passage(text, asked)))
    return found


def passage(text: str, asked: Sequence[Part]) -> SafeString:
    """Return the stretch of `text` that says most of what was asked for, words in <mark>."""
    first, last = _best(text, asked)
    begin = max(0, first - PASSAGE // 3) if first else 0
    if begin:
        begin = max(text.find(" ", begin, first), begin - 1) + 1
    end = min(len(text), begin + PASSAGE)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), last, begin)
    return marked(text, asked, begin, end)


def marked(text: str, asked: Sequence[Part], begin: int = 0, end: int | None = None) -> SafeString:
    """Return a stretch of `text` with the words that were asked for in <mark>."""
    end = len(text) if end is None else end
    shown = SafeString("… " if begin else "")
    at = begin
    for match in _SPOKEN.finditer(text, begin, end):
        if next(_parts_of(match.group(), asked), None) is not None:
            shown += format_html("{}<mark>{}</mark>", text[at : match.start()], match.group())
            at = match.end()
    return shown + format_html("{}{}", text[at:end], " …" if end < len(text) else "")


def spelt(texts: Sequence[str], stems: frozenset[str]) -> list[str]:
    """Return how texts spell words with these stems, each once."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _SPOKEN.finditer(text):
            for root in roots(match.group()):
                if root in stems:
                    found.setdefault(root, match.group())
        if len(found) == len(stems):
            break
    return list(found.values())


def _parts_of(word: str, asked: Sequence[Part]) -> Iterator[int]:
    return (
        number
        for number, part in enumerate(asked)
        if any(part.matches(root) for root in roots(word))
    )


def _best(text: str, asked: Sequence[Part]) -> tuple[int, int]:
    """Return begin and end of the first word of the stretch with the most different ones."""
    spots = [(*m.span(), n) for m in _SPOKEN.finditer(text) for n in _parts_of(m.group(), asked)]
    best, most = (0, 0), 0
    for place, (start, end, _number) in enumerate(spots):
        reach = start + PASSAGE * 2 // 3
        said = {number for at, _end, number in spots[place : place + 50] if at < reach}
        if len(said) > most:
            best, most = (start, end), len(said)
        if most == len(asked):
            break
    return best


def _says(text: str, part: Part) -> bool:
    """Say whether a text says one of the phrases of a part, word after word."""
    said = [root for match in _SPOKEN.finditer(text) for root in roots(match.group())]
    if part.unfinished and len(part.words) == 1 and any(map(part.matches, said)):
        return True
    stood = set(said)
    return any(
        phrase[0] in stood
        and any(
            tuple(said[at : at + len(phrase)]) == phrase
            for at, root in enumerate(said)
            if root == phrase[0]
        )
        for phrase in part.phrases()
    )
