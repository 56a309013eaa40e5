"""The reader of interviews, tried on texts as people write them.

The cases stand in reading_cases/: each line begins with the part which it must become. A line is
the input without that letter and without „¦“, which ends the marker. A small letter goes on with
the paragraph above (hard wrap), „q“ with the question, `!` is a doubt, `?` an unanswered question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from interviews.documents import paragraphs_of_text
from interviews.reading import NEW_QUESTION, Part, Reading, read, regroup

CASES = Path(__file__).parent / "reading_cases"
NEWSROOM = ("Podium",)
CODES = {
    "T": Part.TITLE, "I": Part.INTRO, "Q": NEW_QUESTION, "q": Part.QUESTION, "A": Part.ANSWER,
    "C": Part.CLOSING, "D": Part.DISCUSS, "K": Part.TICKET, "M": Part.NOTICE_INTRO, "N": Part.NOTICE,
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """An input and what must become of it."""

    name: str
    text: str
    parts: list[tuple[str, str, str]]
    doubts: list[str]
    unanswered: list[str]
    guest: str | None
    by: str | None


def _cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            found.append(_case(path.stem, block))
    return found


def _case(kind: str, block: str) -> Case:
    head, *lines = block.rstrip("\n").split("\n")
    name, *facts = [fact.strip() for fact in head.split("|")]
    known = dict(fact.partition(":")[::2] for fact in facts)
    raw: list[str] = []
    parts: list[tuple[str, str, str]] = []
    doubts: list[str] = []
    unanswered: list[str] = []
    for line in lines:
        code, body = re.match(r"(i|a|q2|[A-Zq-])[!? ]?(.*)", line).groups()
        raw.append(body.replace("¦", ""))
        if code == "-":
            continue
        marker, _bar, text = body.rpartition("¦")
        if code in {"i", "a", "q2"}:
            parts[-1] = (*parts[-1][:2], f"{parts[-1][2]} {plain(text)}")
            continue
        parts.append((str(CODES[code]), plain(marker), plain(text)))
        if line[1:2] == "!":
            doubts.append(plain(text))
        if line[1:2] == "?":
            unanswered.append(plain(text))
    guest, by = known.get("guest"), known.get("by")
    return Case(
        f"{kind}: {name}", "\n".join(raw), parts, doubts, unanswered,
        None if guest is None else guest.strip(), None if by is None else by.strip(),
    )  # fmt: skip


def plain(text: str) -> str:
    """Take off the Markdown that the decoder understands."""
    text = re.sub(r"^(?:#+|>|[-•])\s?", "", text)
    return " ".join(re.sub(r"\*\*|(?<!\w)\*|\*(?!\w)", "", text).split())


def shape(reading: Reading) -> list[tuple[str, str, str]]:
    """Return each piece that has text, or a marker that was typed, as the cases write it."""
    return [
        (str(piece.choice), plain(piece.marker), piece.text)
        for piece in reading.pieces
        if piece.paragraph.style != "rule"
    ]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_a_text_is_read_as_its_author_meant_it(case: Case) -> None:
    paragraphs = paragraphs_of_text(case.text)
    reading = read(paragraphs, NEWSROOM)
    assert shape(reading) == _labels_filled(case.parts)
    doubted = [piece.text for piece in reading.pieces if piece.uncertain and piece.starts]
    assert [text for text in case.doubts if text not in doubted] == []
    lines = {w.line for w in reading.warnings if "no answer" in w.message}
    assert [p.text for p in reading.pieces if p.starts and p.paragraph.line in lines] == case.unanswered
    if case.guest is not None:
        assert reading.interviewee == case.guest
    if case.by is not None:
        assert reading.interviewer == case.by
    assert regroup(paragraphs, reading.choices, NEWSROOM) == reading


def _labels_filled(parts: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """A label or name alone on its line is all marker."""
    labels = {"Frage:", "Antwort:", "Podium", "Kaja Lind"}
    return [(part, text, "") if text in labels else (part, marker, text) for part, marker, text in parts]
