"""What only its place and its neighbours tell to be of the page: banners for consent, names of files.

A title and an introduction may be about data and banners, too, and a title may look like a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.around.asides import is_above_title
from interviews.importing.recognition.words import listed, one_of, whatever_case

_CONSENT = whatever_case(one_of("consent"))
_BESIDE = whatever_case(one_of("consent_beside"))
_BUTTON = whatever_case(rf"(?:{one_of('consent_button')}\s?){{1,4}}\W*\Z")
_FILE = re.compile(r"(?=\S{12})(?=\S*_)(?=\S*\d\d)(?=\S*[^\W\d_])[\w.-]{12,200}")
_QUOTES = set('„“”"»«')
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FIRST_NAMES = listed("first_names")
_LONGEST = 400  # characters of a sentence of a banner


def furniture_of(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the indices of what asks visitors to agree, and of names of files; the first line is neither."""
    texts = [paragraph.text for paragraph in paragraphs]
    first = next((i for i, text in enumerate(texts) if text and not is_above_title(text)), None)
    buttons = {i for i, text in enumerate(texts) if len(text) <= _LONGEST and _BUTTON.match(text)}
    banners = {i for i, text in enumerate(texts) if i != first and _may_be_banner(text)}
    sure = buttons | {i for i in banners if _CONSENT.search(texts[i])}
    # What pages do with data is of a banner only beside a second line of one.
    loose = sure | {i for i in banners if _BESIDE.search(texts[i])}
    beside = {i for i in loose if not loose.isdisjoint({i - 1, i + 1})}
    files = {i for i, text in enumerate(texts) if i != first and _FILE.fullmatch(text)}
    return sure | beside | files


def _may_be_banner(text: str) -> bool:
    """Tell whether a line is short, quotes nobody and names nobody, as who introduces a guest does."""
    if len(text) > _LONGEST or not _QUOTES.isdisjoint(text):
        return False
    words = _WORD.findall(text)
    return not any(
        one.casefold() in _FIRST_NAMES and one[0].isupper() and other[0].isupper()
        for one, other in pairwise(words)
    )
