"""A name that stands before the first answer alone, as in newspapers: „Ida Kern: Nie.“ and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.markers import handle_of, speaker_of
from interviews.importing.recognition.voices.introductions import addressed
from interviews.importing.recognition.voices.names import name_key
from interviews.importing.recognition.voices.speakers import Cast, Turn
from interviews.importing.recognition.words import listed

_FIRST_NAMES = listed("first_names")


def named_first(paragraphs: Sequence[Paragraph], start: int, answer: int) -> Cast:
    """Return who speaks in the first question and answer, if the answer says it; else nobody.

    A name needs evidence, as any line may begin with a word and a colon: the question speaks to its
    bearer, or others write of them.
    """
    marker = speaker_of(paragraphs[answer].text)
    if marker is None or marker.length >= len(paragraphs[answer].text):
        return Cast()
    key = name_key(marker.speaker)
    others = [p.text.casefold() for p in [*paragraphs[:start], *paragraphs[answer + 1 :]]]
    question = paragraphs[start]
    if not _is_told_of(key, others) and not addressed(key, question.text):
        return Cast()
    turns = {answer: Turn(marker.length, asking=False, speaker=marker.speaker)}
    paper = speaker_of(question.text) or handle_of(question.text)
    if paper and paper.length < len(question.text):
        turns[start] = Turn(paper.length, asking=True, speaker=paper.speaker)
    return Cast(dict(sorted(turns.items())))


def _is_told_of(key: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether others write of somebody: „Reines Wasser“ is nobody, though water is spoken of."""
    if len(key) < 2:
        return False
    name = key[-1] if key[0] in _FIRST_NAMES else " ".join(key)
    told = re.compile(rf"\b{re.escape(name)}\b")
    return any(told.search(text) for text in others)
