"""Turning the paragraphs of a text into an interview.

Three steps, each in its own module: the way in which questions are marked (layouts), what stands
before and after them (endings), who speaks (speakers, naming). Nothing is thrown away: each visible
character of the paragraphs stands in one piece, in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import thanks
from interviews.importing.recognition.endings import parts_after, parts_before
from interviews.importing.recognition.exchanges import (
    ReadExchange,
    ReadNotice,
    exchanges_of,
    notices_of,
    questions_of,
)
from interviews.importing.recognition.layout import Layout, Role
from interviews.importing.recognition.layouts import best_layout
from interviews.importing.recognition.markers import name_key, number_of, same_person
from interviews.importing.recognition.naming import interviewees_of, interviewer_of
from interviews.importing.recognition.pieces import (
    NEW_QUESTION,
    Choice,
    Doubt,
    Part,
    Piece,
    choice_of,
    doubts_about,
)
from interviews.importing.recognition.rendering import html_of, plain_of
from interviews.importing.recognition.speakers import Cast, Turn
from interviews.importing.recognition.splitting import split_paragraphs

_HASHTAG = re.compile(r"(?<![\w/&#])#(?=\w{0,60}[^\W\d_])\w{2,60}")


class NotAnInterview(ValueError):
    """The text is no interview; the message is one sentence for the editor."""


@dataclass(frozen=True)
class RecognisedInterview:
    """An interview as it was recognised: its pieces in the text's order, and what is unsure."""

    pieces: tuple[Piece, ...]
    warnings: tuple[Doubt, ...]
    interviewees: tuple[str, ...]
    interviewer: str

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
        """The title, or nothing: it is never made up."""
        return plain_of(self.of(Part.TITLE), " ")

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
            "warnings": [{"line": w.line, "message": w.message} for w in self.warnings],
        }


def read(paragraphs: Sequence[Paragraph], newsroom: Collection[str] = ()) -> RecognisedInterview:
    """Recognise an interview; `newsroom` are names under which the newsroom asks.

    Raises NotAnInterview with one sentence if the text is none.
    """
    whole = split_paragraphs(paragraphs)
    if not any(paragraph.text for paragraph in whole):
        raise NotAnInterview(_("The text is empty."))
    layout = best_layout(whole, newsroom)
    if layout.starts and Role.ANSWERS not in layout.roles and len(layout.starts) > 1:
        raise NotAnInterview(_("The text holds questions, but not one answer."))
    if not layout.holds:
        raise NotAnInterview(
            _("This is not an interview: no questions followed by answers were found in the text.")
        )
    return _assembled(whole, _choices(whole, layout), layout)


def regroup(
    paragraphs: Sequence[Paragraph], parts: Sequence[str], newsroom: Collection[str] = ()
) -> RecognisedInterview:
    """Rebuild the interview from the same paragraphs and the editor's choice for each piece.

    `parts` holds for each piece of read() a Part or NEW_QUESTION (or their values). Doubts remain
    only where the editor left things as they were. Raises ValueError if the number differs or a
    choice is unknown.
    """
    whole = split_paragraphs(paragraphs)
    choices = [choice_of(str(part)) for part in parts]
    if len(choices) != len(whole):
        message = f"{len(whole)} choices are needed, not {len(choices)}"
        raise ValueError(message)
    return _assembled(whole, choices, best_layout(whole, newsroom))


def _choices(paragraphs: Sequence[Paragraph], layout: Layout) -> list[Choice]:
    """Return the recognised part of each paragraph."""
    first, last = layout.starts[0], layout.starts[-1]
    choices: list[Choice] = list(parts_before(paragraphs[:first]))
    named: dict[Role, Choice] = {
        Role.ASKS: NEW_QUESTION,
        Role.ASKS_ON: Part.QUESTION,
        Role.ANSWERS: Part.ANSWER,
    }
    choices.extend(named[role] for role in layout.roles[first:])
    end = _last_answer(paragraphs, layout, last)
    names = _guests(paragraphs, choices, layout.cast)
    kept = 0 if end == last or _is_farewell(paragraphs, layout, end) else 1
    choices[end:] = parts_after(
        [layout.cast.bare(p, i) for i, p in enumerate(paragraphs)][end:], names, kept
    )
    return choices


def _last_answer(paragraphs: Sequence[Paragraph], layout: Layout, last: int) -> int:
    """Return the index from which on the ending is looked for."""
    if last != layout.starts[0] and _is_farewell(paragraphs, layout, last):
        return last
    turns = [index for index in layout.cast.turns if index > last]
    answers = [i for i in range(last, len(paragraphs)) if layout.roles[i] is Role.ANSWERS]
    if turns and answers:
        return max(turns)
    return answers[0] if answers else len(paragraphs)


def _is_farewell(paragraphs: Sequence[Paragraph], layout: Layout, index: int) -> bool:
    if index >= len(paragraphs):
        return False
    asked = layout.roles[index] is Role.ASKS
    return asked and thanks(layout.cast.bare(paragraphs[index], index).text)


def _guests(
    paragraphs: Sequence[Paragraph], choices: Sequence[Choice], cast: Cast
) -> tuple[str, ...]:
    """Return the interviewees' names."""
    asked = [i for i, choice in enumerate(choices) if choice is NEW_QUESTION]
    before = asked[0] if asked else 0
    first = ""
    if asked:
        first = cast.bare(paragraphs[before], before).text
        if number := number_of(paragraphs[before]):
            first = first[number.length :] or first
    spoken = cast.names(asking=False, start=before)
    return interviewees_of(paragraphs, before, first, spoken)


def _assembled(
    paragraphs: Sequence[Paragraph], chosen: Sequence[Choice], layout: Layout
) -> RecognisedInterview:
    """Make the pieces: what is chosen decides the parts, the layout knows the markers."""
    choices = _begun(chosen)
    recognised = _choices(paragraphs, layout) if layout.starts else [None] * len(choices)
    starts = [i for i, choice in enumerate(choices) if choice is NEW_QUESTION]
    numbered = sum(number_of(paragraphs[i]) is not None for i in starts) * 2 >= len(starts)
    guests = _guests(paragraphs, choices, layout.cast)
    pieces: list[Piece] = []
    exchange = -1
    for index, (paragraph, choice) in enumerate(zip(paragraphs, choices, strict=True)):
        part = choice if isinstance(choice, Part) else Part.QUESTION
        begins = choice is NEW_QUESTION
        inside = part in {Part.QUESTION, Part.ANSWER}
        exchange += begins or (part is Part.ANSWER and exchange < 0)
        length = _marker_length(paragraph, index, part, layout.cast, numbered=numbered and begins)
        pieces.append(
            Piece(
                part=part,
                exchange=exchange if inside else None,
                paragraph=paragraph,
                marker=" ".join(filter(None, (paragraph.marker, paragraph.text[:length].strip()))),
                rest=paragraph.after(length),
                speaker=_speaker(layout.cast.turns.get(index), pieces, part, guests)
                if inside
                else None,
                uncertain=layout.doubts.get(index, "") if recognised[index] is choice else "",
                starts=begins,
            )
        )
    outside = [p.text for p in pieces if p.part in {Part.INTRO, Part.CLOSING}]
    interviewer = interviewer_of(outside, layout.cast.names(asking=True))
    return RecognisedInterview(tuple(pieces), tuple(doubts_about(pieces)), guests, interviewer)


def _begun(choices: Sequence[Choice]) -> list[Choice]:
    """A question begins where it is said, and wherever one follows anything but a question."""
    result: list[Choice] = []
    asked = False
    for choice in choices:
        begins = choice is NEW_QUESTION or (choice is Part.QUESTION and not asked)
        result.append(NEW_QUESTION if begins else choice)
        asked = choice in {NEW_QUESTION, Part.QUESTION}
    return result


def _speaker(
    turn: Turn | None, before: Sequence[Piece], part: Part, guests: Sequence[str]
) -> str | None:
    """Return who speaks, a guest by the full name: the one named here, else the one before."""
    if turn is None:
        return before[-1].speaker if before and before[-1].part is part else None
    key = name_key(turn.speaker)
    return next((g for g in guests if same_person(key, name_key(g))), turn.speaker or None)


def _marker_length(
    paragraph: Paragraph, index: int, part: Part, cast: Cast, *, numbered: bool
) -> int:
    turn = cast.turns.get(index)
    if turn and (part in {Part.QUESTION, Part.ANSWER} or (part is Part.CLOSING and turn.asking)):
        return turn.length
    number = number_of(paragraph)
    return number.length if numbered and number and part is Part.QUESTION else 0
