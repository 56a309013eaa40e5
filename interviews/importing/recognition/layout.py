"""A way to read paragraphs as questions and answers, and what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import fmean

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import asks
from interviews.importing.recognition.speakers import Cast

ENOUGH = 0.35  # how much a paragraph must ask to be no mere statement
BARE = 0.6  # how much a line without any mark must ask to be a question
_MARKED = 0.4  # how much questions that are numbered, bold … must ask on average
_SPOKEN = 0.25  # the same for those of named speakers, who may also just say something


class Role(Enum):
    """What a paragraph does between the first question and the end."""

    OUTSIDE = 0
    ASKS = 1  # begins a question
    ASKS_ON = 2  # belongs to the question before it
    ANSWERS = 3


@dataclass
class Layout:
    """A way to read the paragraphs, its worth, and what it is unsure of."""

    name: str
    roles: list[Role]
    worth: float = 0.0
    quality: float = 0.0
    cast: Cast = field(default_factory=Cast)
    doubts: dict[int, str] = field(default_factory=dict)

    @property
    def starts(self) -> list[int]:
        """The indices at which questions begin."""
        return [index for index, role in enumerate(self.roles) if role is Role.ASKS]

    @property
    def holds(self) -> bool:
        """Whether this is enough to call the text an interview."""
        spoken = self.name == "turns"
        needed = 1 if spoken else 2
        answered = Role.ANSWERS in self.roles
        named = spoken and any(turn.asking for turn in self.cast.turns.values())
        good = self.quality >= (_SPOKEN if named else _MARKED) or self.cast.labelled
        return len(self.starts) >= needed and answered and good and self.worth > 0

    def weigh(self, paragraphs: Sequence[Paragraph], weight: float) -> None:
        """Add up its worth from its questions, each of which `weight` says how it is marked."""
        scores: list[float] = []
        for start in self.starts:
            score = asks(paragraphs[start].text)
            index = start + 1
            while index < len(paragraphs) and self.roles[index] is Role.ASKS_ON:
                score = max(score, asks(paragraphs[index].text))
                index += 1
            scores.append(score)
            answered = index < len(paragraphs) and self.roles[index] is Role.ANSWERS
            self.worth += weight + score - (0.5 if answered else 0.7)
        self.quality = fmean(scores) if scores else 0.0


def asks_shortly(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may go on with the question before it: short, and it asks."""
    return asks(paragraph.text) >= 0.55 and len(paragraph.text) <= 400 and paragraph.style == "text"
