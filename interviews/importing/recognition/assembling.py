"""The pieces of an interview, made from an account of the text and from a choice for each paragraph."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.accounts.account import Account
from interviews.importing.recognition.markers import number_of
from interviews.importing.recognition.pieces import NEW_QUESTION, Choice, Part, Piece
from interviews.importing.recognition.voices.guests import interviewees_of
from interviews.importing.recognition.voices.names import name_key, same_person
from interviews.importing.recognition.voices.speakers import Cast, Turn

_FIRST_QUESTIONS = 3  # in which the guest is addressed


def guests_of(
    paragraphs: Sequence[Paragraph],
    choices: Sequence[Choice],
    cast: Cast,
    title: str = "",
    known: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the interviewees' names; the file may know a title that the text does not have.

    `known` are names in the text that the site has already.
    """
    ours = max((i for i, choice in enumerate(choices) if choice is not Part.ASIDE), default=-1)
    paragraphs, choices = paragraphs[: ours + 1], choices[: ours + 1]
    asked = [i for i, choice in enumerate(choices) if choice is NEW_QUESTION]
    before = asked[0] if asked else 0
    after = min(asked[-1] + 2, len(paragraphs)) if asked else 0
    questions = [_question_text(paragraphs[i], i, cast) for i in asked[:_FIRST_QUESTIONS]]
    spoken = cast.names(asking=False, start=before)
    return interviewees_of(paragraphs, before, after, questions, spoken, title=title, known=known)


def _question_text(paragraph: Paragraph, index: int, cast: Cast) -> str:
    """Return a question without what stands before it."""
    text = cast.bare(paragraph, index).text
    number = number_of(paragraph)
    return (text[number.length :] or text) if number else text


def pieces_of(
    paragraphs: Sequence[Paragraph],
    chosen: Sequence[Choice],
    recognised: Sequence[Choice | None],
    account: Account,
    guests: Sequence[str],
) -> tuple[Piece, ...]:
    """Make the pieces: what is chosen decides the parts, the account knows the markers."""
    starts = [i for i, choice in enumerate(chosen) if choice is NEW_QUESTION]
    numbered = sum(number_of(paragraphs[i]) is not None for i in starts) * 2 >= len(starts)
    pieces: list[Piece] = []
    exchange = -1
    for index, (paragraph, choice) in enumerate(zip(paragraphs, chosen, strict=True)):
        part = choice if isinstance(choice, Part) else Part.QUESTION
        begins = choice is NEW_QUESTION
        inside = part in {Part.QUESTION, Part.ANSWER}
        exchange += begins or (part is Part.ANSWER and exchange < 0)
        length = _marker_length(paragraph, index, part, account.cast, numbered=numbered and begins)
        speaker = _speaker(account.cast.turns.get(index), pieces, part, guests) if inside else None
        pieces.append(
            Piece(
                part=part,
                exchange=exchange if inside else None,
                paragraph=paragraph,
                marker=" ".join(filter(None, (paragraph.marker, paragraph.text[:length].strip()))),
                rest=paragraph.after(length),
                speaker=speaker,
                uncertain=account.doubts.get(index, "") if recognised[index] is choice else "",
                starts=begins,
            )
        )
    return tuple(pieces)


def begun(choices: Sequence[Choice]) -> list[Choice]:
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
