"""What a hit shows: the stretch of a text that says most of what was asked for, marked."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.editions.edition import Edition
from blog.search.query import QueryPart
from blog.search.stems import roots

PASSAGE = 240  # letters
# The end of a heading, an item of a list, a cell: a line after which no sentence has ended.
_UNENDED = re.compile(r"(?<=[^\s.!?:;,…“”‘’«»\"])\n+")
_SPOKEN = re.compile(r"[^\W_]+(?:[\u00ad\u0300-\u036f][^\W_]*)*(?:[*:_·/]innen?\b)?")


class Sought:
    """What is sought in texts: which parts of a query a word stands for, worked out once per word."""

    def __init__(self, asked: Sequence[QueryPart]) -> None:
        """Take the parts of a query."""
        self.asked = asked
        self._parts: dict[str, tuple[int, ...]] = {}

    def parts_of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the parts that a word, as it stands in a text, stands for."""
        found = self._parts.get(word)
        if found is None:
            found = self._parts[word] = tuple(
                number
                for number, part in enumerate(self.asked)
                if any(part.matches(root) for root in roots(word))
            )
        return found


@dataclass(frozen=True)
class AnswerHit:
    """A question that was answered with what somebody looks for, and where it stands."""

    anchor: str
    question: SafeString
    passage: SafeString


def answers(edition: Edition, sought: Sought) -> list[AnswerHit]:
    """Return the answers of an interview that say all that was asked for, in their order."""
    sections = edition.search_text.split("\n\n")[1:]
    found = []
    for anchor, section in zip(edition.teaser.anchors, sections, strict=False):
        question, _line, text = section.partition("\n")
        if anchor and _says_all(section, sought):
            said = passage(_in_line(text), sought)
            found.append(AnswerHit(anchor, marked(question, sought), said))
    return found


def quotable(search_text: str) -> str:
    """Return what a passage may quote: the text, without its title and the names around it."""
    return _in_line(search_text.rpartition("\n\n")[0].partition("\n")[2])


def _in_line(text: str) -> str:
    """Tell lines apart that no sentence ends, as they follow each other in a passage."""
    return _UNENDED.sub(" · ", text)


def passage(text: str, sought: Sought) -> SafeString:
    """Return the stretch of `text` that says most of what is sought, words in <mark>."""
    first, last = _best(text, sought)
    begin = max(0, first - PASSAGE // 3) if first else 0
    if begin:
        begin = max(text.find(" ", begin, first), begin - 1) + 1
    end = min(len(text), begin + PASSAGE)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), last, begin)
    return marked(text, sought, begin, end)


def marked(text: str, sought: Sought, begin: int = 0, end: int | None = None) -> SafeString:
    """Return a stretch of `text` with the words that are sought in <mark>."""
    end = len(text) if end is None else end
    shown = SafeString("… " if begin else "")
    at = begin
    for match in _SPOKEN.finditer(text, begin, end):
        if sought.parts_of(match.group()):
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


def _best(text: str, sought: Sought) -> tuple[int, int]:
    """Return begin and end of the first word of the stretch with the most different parts."""
    window: deque[tuple[int, int, int]] = deque()
    best, most = (0, 0), 0
    for match in _SPOKEN.finditer(text):
        for number in sought.parts_of(match.group()):
            window.append((*match.span(), number))
            while window[0][0] < match.end() - PASSAGE * 2 // 3 and len(window) > 1:
                window.popleft()
            said = len({part for _start, _end, part in window})
            if said > most:
                best, most = window[0][:2], said
        if most and most == len(sought.asked):
            break
    return best


def _says_all(text: str, sought: Sought) -> bool:
    """Say whether a text says every part: a word in any form, a phrase word after word."""
    spoken = _SPOKEN.findall(text)
    said = {number for word in set(spoken) for number in sought.parts_of(word)}
    if not sought.asked or len(said) < len(sought.asked):
        return False
    phrases = [part for part in sought.asked if len(part.words) > 1]
    stood = [root for word in spoken for root in roots(word)] if phrases else []
    return all(
        any(
            tuple(stood[at : at + len(part.stems)]) == part.stems
            for at, root in enumerate(stood)
            if root == part.stems[0]
        )
        for part in phrases
    )
