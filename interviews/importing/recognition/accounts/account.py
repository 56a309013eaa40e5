"""A complete account of a text: which paragraphs ask and which answer, and what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from statistics import fmean

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import addresses, asks, is_personal
from interviews.importing.recognition.voices.names import role_of
from interviews.importing.recognition.voices.speakers import Cast

ENOUGH = 0.35  # how much a paragraph must ask to be no mere statement
BARE = 0.6  # how much a line without any mark must ask to be a question
_MARKED = 0.4  # how much questions that are numbered, bold … must ask on average
_SPOKEN = 0.2  # the same for those of named speakers, who may also just say something
_UNMISTAKABLE = 0.75  # asks somebody, and ends with it
_STANDING_OUT = {"question", "bold", "italic"}
_ASKING = 2  # questions beside what is only said to the guest
_FEW = 3  # names before what is said must be more than two headings of a list
_MANY = 4  # people who answer, each of whom would be asked
_LONG = 20  # turns of a talk with two hosts
_DENSE = 6  # paragraphs for each turn, where hardly anybody speaks
_LEFT_OVER = 0.4  # what such a line costs an account that takes it for part of an answer


class Role(Enum):
    """What a paragraph does between the first question and the end."""

    OUTSIDE = 0
    ASKS = 1  # begins a question
    ASKS_ON = 2  # belongs to the question before it
    ANSWERS = 3


@dataclass
class Account:
    """A way to read all paragraphs, its worth, and what it is unsure of."""

    way: str
    roles: list[Role]
    worth: float = 0.0
    asked: list[float] = field(default_factory=list)
    answered: bool = False  # something is said that does not ask itself
    said: list[bool] = field(default_factory=list)  # … of which each only states it, to somebody
    unanswered: int = 0
    personal: int = 0  # questions that speak to somebody, or whose answer speaks of somebody's own
    cast: Cast = field(default_factory=Cast)
    doubts: dict[int, str] = field(default_factory=dict)

    @property
    def starts(self) -> list[int]:
        """The indices at which questions begin."""
        return [index for index, role in enumerate(self.roles) if role is Role.ASKS]

    @property
    def spoken(self) -> bool:
        """Whether names or labels say who speaks."""
        return self.way in {"turns", "opening"}

    @property
    def holds(self) -> bool:
        """Whether this is enough to call the text an interview."""
        needed = 1 if self.spoken else 2
        enough = len(self.starts) >= needed and self.worth > 0
        enough = enough and (self.spoken or self.unanswered * 2 <= len(self.starts))
        return enough and self.answered and self._is_good() and not self._is_form()

    def _is_good(self) -> bool:
        quality = self._quality()
        if self.cast.labelled and self.spoken:
            return True
        if self.spoken and not self._says_who_asks() and self._is_topics():
            return False
        if not (self.spoken and any(turn.asking for turn in self.cast.turns.values())):
            asking = sum(score >= ENOUGH for score in self.asked)
            # What stands out like the questions may state something; a number tells less.
            meant = asking + (asking > 0) * sum(self.said)
            stands_out = self.way in _STANDING_OUT and meant * 2 >= len(self.asked) > 0
            return quality >= _MARKED or stands_out
        asks_at_all = max(self.asked, default=0) >= ENOUGH or self._says_who_asks()
        talks = len(self.starts) >= 3 and asks_at_all
        return quality >= _SPOKEN or (talks and self._alternates())

    def _quality(self) -> float:
        """Return how much is asked on average.

        Bare lines that state something are taken only where they speak to the guest; they do not count
        against the others, if two of those ask.
        """
        others = [score for score, said in zip(self.asked, self.said, strict=True) if not said]
        enough = self.way == "bare" and sum(score >= ENOUGH for score in others) >= _ASKING
        counted = others if enough else self.asked
        return fmean(counted) if counted else 0.0

    def _is_topics(self) -> bool:
        """Tell whether the names are rather what lines are about: „Tools: …“ in a list of news."""
        talk = sum(role is not Role.OUTSIDE for role in self.roles)
        if self.personal * 3 < len(self.starts) and talk > 3 * len(self.cast.turns):
            return True
        if len(self.starts) >= _FEW:
            return False
        return max(self.asked, default=0) < BARE or talk > _DENSE * len(self.cast.turns)

    def _alternates(self) -> bool:
        """Tell whether two people speak in turn, or three for long, which is a talk even if it asks little."""
        turns = [turn.speaker for _index, turn in sorted(self.cast.turns.items())]
        double = sum(one == other for one, other in pairwise(turns))
        if len(set(turns)) == 2:
            return not double
        return len(set(turns)) == 3 and len(turns) >= _LONG and double * 20 <= len(turns)

    def _is_form(self) -> bool:
        """Tell whether the names are rather the labels of a form: ever new ones, and hardly a question."""
        spoken = {i: turn.speaker for i, turn in self.cast.turns.items() if not turn.asking}
        names = set(spoken.values())
        if not self.spoken or len(names) < _MANY or len(self.starts) * 2 >= len(names):
            return False
        unasked = {name for index, name in spoken.items() if index < self.starts[0]}
        return not self._says_who_asks() and (len(unasked) > 2 or fmean(self.asked) < BARE)

    def _says_who_asks(self) -> bool:
        """Tell whether the name of who asks says so: „Redaktion“, „Moderatorin“."""
        return any(t.asking and role_of(t.speaker) == "asks" for t in self.cast.turns.values())

    def weigh(self, paragraphs: Sequence[Paragraph], weight: float) -> None:
        """Add up what it explains, and take off what it leaves unanswered or unexplained.

        Each question counts for how surely its kind of mark tells a question (`weight`) and for how
        much it asks; each line within an answer that unmistakably asks counts against it.
        """
        self.asked, self.said, self.personal, self.unanswered = [], [], 0, 0
        for start, end in pairwise([*self.starts, len(paragraphs)]):
            self.personal += self._is_personal(paragraphs, start, end)
            score = asks(paragraphs[start].text)
            index = start + 1
            while index < len(paragraphs) and self.roles[index] is Role.ASKS_ON:
                score = max(score, asks(paragraphs[index].text))
                index += 1
            self.asked.append(score)
            self.said.append(score < ENOUGH and addresses(paragraphs[start].text))
            answered = index < len(paragraphs) and self.roles[index] is Role.ANSWERS
            self.unanswered += not answered
            self.worth += weight + score - (0.5 if answered else 0.7)
        self.answered = any(
            role is Role.ANSWERS and paragraph.text and asks(paragraph.text) < BARE
            for role, paragraph in zip(self.roles, paragraphs, strict=True)
        )
        left = _LEFT_OVER * sum(self._is_left_over(paragraphs, i) for i in range(len(paragraphs)))
        self.worth -= min(left, max(self.worth, 0.0) / 2)

    def _is_personal(self, paragraphs: Sequence[Paragraph], start: int, end: int) -> bool:
        """Tell whether a question speaks to somebody, or somebody of themselves in its answer."""
        return any(
            is_personal(paragraphs[i].text)
            if self.roles[i] is Role.ANSWERS
            else addresses(paragraphs[i].text)
            for i in range(start, min(end, start + _DENSE))
        )

    def _is_left_over(self, paragraphs: Sequence[Paragraph], index: int) -> bool:
        """Tell whether a line of an answer would surely be a question in another account."""
        if self.roles[index] is not Role.ANSWERS or index in self.cast.turns:
            return False
        if index + 1 >= len(paragraphs) or self.roles[index + 1] is not Role.ANSWERS:
            return False
        text = paragraphs[index].text
        follows = index + 1 not in self.cast.turns
        return follows and len(text) <= 300 and addresses(text) and asks(text) >= _UNMISTAKABLE


def asks_shortly(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may go on with the question before it: short, and it asks."""
    return asks(paragraph.text) >= 0.55 and len(paragraph.text) <= 400 and paragraph.style == "text"
