"""Questions with their answers and notices with their headings, gathered from the pieces."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from interviews.importing.recognition.around.after import heading_length, notice_heading
from interviews.importing.recognition.pieces import Part, Piece
from interviews.importing.recognition.rendering import html_of, plain_of


@dataclass(frozen=True)
class ReadExchange:
    """A question and its answer; an empty question means a further answer to the one before."""

    question: str
    answer: str
    answer_html: str
    answered_by: str | None


@dataclass(frozen=True)
class ReadNotice:
    """A notice: heading and wording."""

    heading: str
    text: str


def exchanges_of(pieces: list[Piece]) -> list[ReadExchange]:
    """Return one exchange for each person who answers the same question."""
    question = plain_of([p for p in pieces if p.part is Part.QUESTION], " ", markers=False)
    answers: list[list[Piece]] = []
    for piece in pieces:
        if piece.part is not Part.ANSWER:
            continue
        if not answers or (piece.speaker and piece.speaker != answers[-1][-1].speaker):
            answers.append([])
        answers[-1].append(piece)
    return [
        ReadExchange(
            "" if position else question,
            plain_of(answer),
            html_of(answer),
            answer[0].speaker if answer else None,
        )
        for position, answer in enumerate(answers or [[]])
    ]


def questions_of(exchanges: list[ReadExchange]) -> list[dict[str, str]]:
    """Return one entry for each question; further answers to it follow with their speaker."""
    result: list[dict[str, str]] = []
    for position, exchange in enumerate(exchanges):
        following = exchanges[position + 1 : position + 2]
        shared = not exchange.question or any(not other.question for other in following)
        name = exchange.answered_by if shared and exchange.answered_by else ""
        answer = f"{name}: {exchange.answer}" if name else exchange.answer
        html = _said_by(name, exchange.answer_html) if name else exchange.answer_html
        if exchange.question or not result:
            result.append({"question": exchange.question, "answer": answer, "answer_html": html})
        else:
            result[-1]["answer"] += f"\n\n{answer}"
            result[-1]["answer_html"] += html
    return result


def _said_by(name: str, html: str) -> str:
    """Return an answer with the name of who gives it, in bold before its first words."""
    said = f"<strong>{escape(name, quote=False)}:</strong> "
    return f"<p>{said}{html[3:]}" if html.startswith("<p>") else f"<p>{said.strip()}</p>{html}"


def notices_of(pieces: list[Piece]) -> list[ReadNotice]:
    """Return the notices; a paragraph that begins none goes on with the one before."""
    listed = any(piece.paragraph.style == "list" and piece.marker for piece in pieces)
    found: list[list[str]] = []
    for piece in pieces:
        heading = notice_heading(piece.paragraph)
        begins = (
            bool(piece.marker) if listed and piece.paragraph.style != "heading" else bool(heading)
        )
        text = piece.text
        if begins or not found:
            length = heading_length(piece.paragraph) if heading else 0
            found.append([heading, text[length:].strip()])
        elif text:
            found[-1][1] = f"{found[-1][1]}\n{text}".strip()
    return [ReadNotice(heading, text) for heading, text in found if heading or text]
