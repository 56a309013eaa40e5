"""An interview as it was recognised, and what it offers to those who use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviews.importing.formats.document import NOTHING, Proposals
from interviews.importing.recognition.exchanges import (
    ReadExchange,
    ReadNotice,
    exchanges_of,
    notices_of,
    questions_of,
)
from interviews.importing.recognition.pieces import Choice, Doubt, Part, Piece
from interviews.importing.recognition.rendering import html_of, plain_of

_HASHTAG = re.compile(r"(?<![\w/&#])#(?=\w{0,60}[^\W\d_])\w{2,60}")


@dataclass(frozen=True)
class RecognisedInterview:
    """An interview as it was recognised: its pieces in the text's order, and what is unsure."""

    pieces: tuple[Piece, ...]
    warnings: tuple[Doubt, ...]
    interviewees: tuple[str, ...]
    interviewer: str
    way: str = ""
    runner_up: str = ""
    proposals: Proposals = NOTHING

    def of(self, *parts: Part) -> list[Piece]:
        """Return the pieces of some parts."""
        return [piece for piece in self.pieces if piece.part in parts]

    def everything(self) -> str:
        """Return all there is, markers included: the original but for white space."""
        return "\n".join(piece.everything() for piece in self.pieces)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What a form offers as chosen, piece by piece; regroup() takes it back."""
        return tuple(piece.choice for piece in self.pieces)

    @property
    def title(self) -> str:
        """The title of the text, else the one its file proposes, else nothing: it is never made up."""
        return plain_of(self.of(Part.TITLE), " ") or self.proposals.title

    @property
    def interviewee(self) -> str:
        """The guests' names with commas between."""
        return ", ".join(self.interviewees)

    @property
    def intro(self) -> str:
        """What stands before the first question."""
        return plain_of(self.of(Part.INTRO))

    @property
    def intro_html(self) -> str:
        """The introduction with its inline markup."""
        return html_of(self.of(Part.INTRO))

    @property
    def closing(self) -> str:
        """What stands after the last answer and belongs to the interview."""
        return plain_of(self.of(Part.CLOSING))

    @property
    def closing_html(self) -> str:
        """The closing with its inline markup."""
        return html_of(self.of(Part.CLOSING))

    @property
    def discuss(self) -> str:
        """The call to the readers to discuss."""
        return plain_of(self.of(Part.DISCUSS))

    @property
    def tickets(self) -> list[str]:
        """The calls to buy a ticket."""
        return [piece.text for piece in self.of(Part.TICKET) if piece.text]

    @property
    def asides(self) -> list[str]:
        """What stood around the interview on its page, and is not taken over."""
        return [piece.text for piece in self.of(Part.ASIDE) if piece.text]

    @property
    def notice_intro(self) -> str:
        """The sentence that introduces the notices."""
        return plain_of(self.of(Part.NOTICE_INTRO))

    @property
    def hashtags(self) -> list[str]:
        """Each hashtag once, as first written."""
        found: dict[str, str] = {}
        for match in _HASHTAG.finditer(self.everything()):
            found.setdefault(match[0].casefold(), match[0])
        return list(found.values())

    @cached_property
    def exchanges(self) -> list[ReadExchange]:
        """The exchanges; where two people answer one question, the second has an empty one."""
        result: list[ReadExchange] = []
        number = 1 + max((p.exchange for p in self.pieces if p.exchange is not None), default=-1)
        grouped: list[list[Piece]] = [[] for _index in range(number)]
        for piece in self.pieces:
            if piece.exchange is not None:
                grouped[piece.exchange].append(piece)
        for pieces in grouped:
            result.extend(exchanges_of(pieces))
        return result

    @cached_property
    def notices(self) -> list[ReadNotice]:
        """The notices, each with its heading where it has one."""
        return notices_of(self.of(Part.NOTICE))

    def as_json(self) -> dict[str, Any]:
        """Return what `import_interview --dry-run` prints."""
        return {
            "title": self.title,
            "interviewee": self.interviewee,
            "interviewer": self.interviewer,
            "intro": self.intro,
            "exchanges": questions_of(self.exchanges),
            "closing": self.closing,
            "discuss": self.discuss,
            "notice_intro": self.notice_intro,
            "notices": [{"heading": n.heading, "text": n.text} for n in self.notices],
            "tickets": self.tickets,
            "hashtags": self.hashtags,
            "asides": self.asides,
            "proposals": self.proposals.as_json(),
            "read_by": self.way,
            "runner_up": self.runner_up,
            "warnings": [{"line": w.line, "message": w.message} for w in self.warnings],
        }
