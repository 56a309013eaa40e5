"""Which line above the first question is the title.

A heading that a page is itself named after is the title, else one of the first level. Where there is
none, the lines above the introduction are compared, for menus, sections, captions and bylines stand there
too, and often before the title. What speaks for a line is added up, and of equals the first is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.around.after import is_credit_line, is_ticket_call
from interviews.importing.recognition.around.asides import (
    is_above_title,
    is_address,
    is_trail,
)
from interviews.importing.recognition.around.furniture import furniture_of
from interviews.importing.recognition.asking import addresses, ends_asking
from interviews.importing.recognition.voices.names import NAME
from interviews.importing.recognition.words import listed, one_of, whatever_case

_SENTENCE = re.compile(r"[.:;,!?…]\s*\Z")
_SALUTATION = whatever_case(rf"{one_of('salutation')}\b")
_MAIL_HEAD = whatever_case(rf"{one_of('mail_head')}\s?:")
_ABOUT = whatever_case(one_of("about"))
_TALK = whatever_case(r"\b(?:interviews?|(?:im |ein )gespräch|fragen an|questions (?:for|to))\b")
_QUOTED = re.compile(r"[„“\"»«]\S+(?:\s\S+){2,30}?[“”\"«»]")
_TWO_PARTS = re.compile(r"\S:\s\S|\s[–—|]\s")
_OF_TRAIL = re.compile(r"\s[|»›>/·]\s")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_FIRST_NAMES = listed("first_names")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NAME = re.compile(NAME)
# „Hanna Tamm über das Warten“ stands below a title, even one of a single word.
_BELOW_TITLE = re.compile(
    rf"{NAME}\s(?:über|im Gespräch|im Interview|on|in conversation)\b[^:„“\"»]*\Z"
)
_LONGEST_TITLE = 140
_FEWEST_LETTERS = 4  # where digits and signs prevail
_INTRODUCTION = 140  # characters of a sentence that is no title any more
_SHORTEST = 12  # characters of a line that is found in the title of the page
_FIRST_HEADINGS = 6  # lines among which a heading is the title
_FIRST_LINES = 30  # of a page, among which its menu ends
_ENOUGH = 1.5  # of evidence for a line behind a sentence
_SHORT = 40  # characters of a line that is rather a name or a label than a sentence
_SENTENCE_FIRST = -1
_SAID_AGAIN = 2.0  # what speaks for a line whose words stand in another, with more around them
_NOBODY = 1.5  # what a name costs that stands nowhere else
_MENU = 6  # short lines above each other
_WORDS = 3  # of a title, whereas a section has mostly one or two


def title_index(paragraphs: Sequence[Paragraph], proposed: str = "") -> int | None:
    """Return the index of the title, or None; `proposed` is what a page calls itself.

    A line above a small heading is the title, unless it only says what kind of piece follows.
    """
    if (told := _heading_of(paragraphs, proposed)) is not None:
        return told
    headings = [
        i
        for i, p in enumerate(paragraphs[:_FIRST_HEADINGS])
        if p.style == "heading" and p.text and not is_above_title(p.text)
    ]
    highest = min(headings, key=lambda i: (paragraphs[i].level, i), default=None)
    if highest is not None and paragraphs[highest].level == 1:
        return highest
    line = _best_line(paragraphs[:highest], " ".join(proposed.casefold().split()))
    if line is None and highest is not None and not _ABOUT.match(paragraphs[highest].text):
        return highest
    return line


def _heading_of(paragraphs: Sequence[Paragraph], proposed: str) -> int | None:
    """Return the index of the heading that stands in the title which a page proposes."""
    told = " ".join(proposed.casefold().split())
    parts = [part for part in re.split(r"\s?[:|–]\s", told) if len(part) >= _SHORTEST]
    for index, paragraph in enumerate(paragraphs):
        text = " ".join(paragraph.text.casefold().split())
        heads = paragraph.style == "heading" and _SHORTEST <= len(text) <= _LONGEST_TITLE
        if heads and (text in told or any(part in text for part in parts)):
            return index
    return None


def is_of_page(text: str) -> bool:
    """Tell whether a line is of the page around the text: a way to it, a date, a caption, a credit."""
    around = is_above_title(text) or is_trail(text) or is_address(text)
    return around or is_credit_line(text)


def is_headline(paragraph: Paragraph) -> bool:
    """Tell whether a line looks like a title: short, no sentence, and nothing else that stands there."""
    text = paragraph.text
    if not _is_worded(text) or len(text) > _LONGEST_TITLE:
        return False
    if _SALUTATION.match(text) or _MAIL_HEAD.match(text) or _ABOUT.match(text):
        return False
    if is_ticket_call(text) or paragraph.marker or "://" in text:
        return False
    if paragraph.bold:
        return not text.endswith(".") or len(text) <= 60
    return paragraph.style == "text" and not _SENTENCE.search(text.rstrip("?!"))


def _is_worded(text: str) -> bool:
    """Tell whether a line has letters, and more of them than digits and signs where they are few."""
    letters = sum(map(str.isalpha, text))
    signs = sum(not sign.isspace() for sign in text) - letters
    return letters > 0 and (letters >= _FEWEST_LETTERS or letters > signs)


def _best_line(paragraphs: Sequence[Paragraph], told: str) -> int | None:
    """Return the line above the introduction that most speaks for; `told` is what the page calls itself.

    The first is preferred, unless it begins a menu. Behind a sentence a line must surely be a title.
    """
    furniture = furniture_of(paragraphs)
    own = [
        p.text for i, p in enumerate(paragraphs) if i not in furniture and not is_of_page(p.text)
    ]
    written = [(p.text, _letters(p.text)) for p in paragraphs[:_FIRST_LINES]]
    lines = Counter(word for text in own for word in set(_WORD.findall(text)))
    points: dict[int, float] = {}
    top: int | None = None
    for index, paragraph in enumerate(paragraphs[:_FIRST_LINES]):
        text = paragraph.text
        if not text or index in furniture or is_of_page(text):
            continue
        if is_headline(paragraph):
            nobody = _is_nobody(text, lines)
            points[index] = _evidence(paragraph, told) - _NOBODY * nobody
            points[index] += _SAID_AGAIN * _is_said_again(written, index)
            top = index if top is None and not nobody else top
        elif len(text) > _INTRODUCTION:
            break
        elif len(text) > _SHORT and top is None:
            top = _SENTENCE_FIRST
    least = _ENOUGH if top == _SENTENCE_FIRST else min(points.values(), default=0.0)
    first = top if len(points) <= _MENU else None
    likely = [index for index in points if points[index] >= least]
    return max(likely, key=lambda index: points[index] + (index == first), default=None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_said_again(written: Sequence[tuple[str, str]], index: int) -> bool:
    """Tell whether a trail or caption above or below has the same words and hardly more.

    That „Interview mit …“ is said again in the title makes none of it.
    """
    own, letters = written[index]
    if len(letters) < _SHORTEST or _TALK.search(own):
        return False
    longer = (
        other
        for other, more in written
        if letters in more and len(letters) < len(more) <= 2 * len(letters)
    )
    return any(_repeats(other, own) for other in longer)


def _repeats(other: str, own: str) -> bool:
    """Tell whether a longer line is of the page around the text: „Start > Kultur > Licht im Keller“."""
    divided = any(_letters(part) == _letters(own) for part in _OF_TRAIL.split(other))
    glued = other.endswith(own) and other[-len(own) - 1].isalpha()
    return divided or glued or is_of_page(other)


def _is_nobody(text: str, lines: Counter[str]) -> bool:
    """Tell whether a line is but a name that stands in no other, as of who wrote it."""
    words = _WORD.findall(text)
    named = bool(_NAME.fullmatch(text)) and words[0].casefold() in _FIRST_NAMES
    return named and all(lines[word] == 1 for word in words)


def _evidence(paragraph: Paragraph, told: str) -> float:
    """Return how much a line by itself is like a title; `told` is what the page calls itself.

    „Ida Sander im Gespräch“ mostly stands below the title: it counts for a line of two parts only.
    """
    text = paragraph.text
    words = [word for word in _WORD.findall(_IN_BRACKETS.sub("", text)) if word[0].isalpha()]
    quoted = _QUOTED.search(text)
    parts = 0.5 * bool(quoted) + 0.5 * bool(_TWO_PARTS.search(text))
    points = 1.0 * (len(words) >= _WORDS + text.isupper()) - 0.5 * (len(words) == 1)
    points += parts + 1.0 * (parts > 0 and bool(_TALK.search(text)))
    points += 1.0 * bool(quoted and quoted[0] == text)
    points += 2.0 * (len(text) >= _SHORTEST and text.casefold() in told)
    points -= ends_asking(text) and addresses(text)
    points -= 0.5 * bool(_BELOW_TITLE.match(text))
    return points + 0.5 * paragraph.bold - 0.5 * text.isupper()
