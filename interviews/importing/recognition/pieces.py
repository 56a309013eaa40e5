"""The parts an interview is made of, and the pieces of text that were recognised as them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import asks


class Part(StrEnum):
    """What a piece of the text is in the interview."""

    TITLE = "title"
    INTRO = "intro"
    QUESTION = "question"
    ANSWER = "answer"
    CLOSING = "closing"
    DISCUSS = "discuss"
    TICKET = "ticket"
    NOTICE_INTRO = "notice_intro"
    NOTICE = "notice"
    ASIDE = "aside"


class NewQuestion(StrEnum):
    """A choice beside the parts: here begins a question of its own."""

    NEW_QUESTION = "new_question"


NEW_QUESTION = NewQuestion.NEW_QUESTION
Choice = Part | NewQuestion


def choice_of(value: str) -> Choice:
    """Return the choice that a form sent; raises ValueError for anything else."""
    return NEW_QUESTION if value == NEW_QUESTION.value else Part(value)


@dataclass(frozen=True)
class Doubt:
    """Something the reader is unsure of, with the line of the original."""

    line: int
    message: str


@dataclass(frozen=True)
class Piece:
    """A paragraph, or half of one, with its part.

    `marker` and `rest` together are all of the paragraph. `exchange` counts from 0 and is None
    outside questions and answers; `starts` tells where a question begins.
    """

    part: Part
    exchange: int | None
    paragraph: Paragraph
    marker: str
    rest: Paragraph
    speaker: str | None = None
    uncertain: str = ""
    starts: bool = False

    @property
    def text(self) -> str:
        """What is left without the marker, plain."""
        return self.rest.text

    @property
    def html(self) -> str:
        """The same with its inline markup."""
        return self.rest.html

    @property
    def choice(self) -> Choice:
        """What a form offers as chosen for this piece."""
        return NEW_QUESTION if self.starts else self.part

    def everything(self) -> str:
        """Return marker and text, as they stood in the original."""
        return f"{self.marker} {self.text}".strip()


def _is_said(piece: Piece) -> bool:
    """Tell whether a named asker says this, or it stands out as a question and is a whole sentence."""
    sentence = piece.text.rstrip("\"'“”‘’»«) ").endswith((".", "!", "…"))
    return bool(piece.speaker) or (piece.paragraph.bold and sentence and len(piece.text) <= 250)


def doubts_about(pieces: Sequence[Piece], title: str = "") -> list[Doubt]:
    """Return all that is unsure of an interview, in the order of its lines; its file may know a title."""
    found = [Doubt(p.paragraph.line, p.uncertain) for p in pieces if p.uncertain]
    if not title and not any(piece.part is Part.TITLE for piece in pieces):
        found.append(Doubt(1, _("No title was found.")))
    answered = {piece.exchange for piece in pieces if piece.part is Part.ANSWER and piece.text}
    for piece in pieces:
        if piece.starts and piece.exchange not in answered:
            found.append(Doubt(piece.paragraph.line, _("This question has no answer.")))
        elif piece.starts and not (asks(piece.text) or piece.uncertain or _is_said(piece)):
            message = _("This is taken for a question, but asks nothing.")
            found.append(Doubt(piece.paragraph.line, message))
    return sorted(found, key=lambda warning: warning.line)
