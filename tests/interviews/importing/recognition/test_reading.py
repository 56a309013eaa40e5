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

from interviews.importing.formats.documents import paragraphs_of, paragraphs_of_text
from interviews.importing.recognition.pieces import NEW_QUESTION, Part
from interviews.importing.recognition.reading import NotAnInterview, read, regroup
from interviews.importing.recognition.recognised import RecognisedInterview

pytestmark = pytest.mark.usefixtures("english")

CASES = Path(__file__).parent / "reading_cases"
NEWSROOM = ("Podium",)
CODES = {
    "T": Part.TITLE, "I": Part.INTRO, "Q": NEW_QUESTION, "q": Part.QUESTION, "A": Part.ANSWER,
    "C": Part.CLOSING, "D": Part.DISCUSS, "K": Part.TICKET, "M": Part.NOTICE_INTRO,
    "N": Part.NOTICE,
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
        blocks = path.read_text(encoding="utf-8").split("=== ")[1:]
        found.extend(_case(path.stem, block) for block in blocks)
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
    text = re.sub(r"^(?:#+|>+|[-•–])\s?", "", text)
    return " ".join(re.sub(r"\*\*|(?<!\w)\*|\*(?!\w)", "", text).split())


def shape(reading: RecognisedInterview) -> list[tuple[str, str, str]]:
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
    assert [
        p.text for p in reading.pieces if p.starts and p.paragraph.line in lines
    ] == case.unanswered
    if case.guest is not None:
        assert reading.interviewee == case.guest
    if case.by is not None:
        assert reading.interviewer == case.by
    assert regroup(paragraphs, reading.choices, NEWSROOM) == reading


def _labels_filled(parts: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """A label or name alone on its line is all marker."""
    labels = {"Frage:", "Antwort:", "Podium", "Kaja Lind"}
    return [
        (part, text, "") if text in labels else (part, marker, text) for part, marker, text in parts
    ]


REFUSED = (CASES / "refused.md").read_text(encoding="utf-8").split("=== ")[1:]


@pytest.mark.parametrize("block", REFUSED, ids=lambda block: block.partition("\n")[0])
def test_what_is_no_interview_is_refused_with_one_sentence(block: str) -> None:
    _name, _end, text = block.partition("\n")
    with pytest.raises(NotAnInterview, match=r"^[A-Z][^.]*\.\Z"):
        read(paragraphs_of_text(text))


def test_questions_without_one_answer_are_refused_as_such() -> None:
    text = "1) Was ist neu?\n2) Wie geht es weiter?\n3) Wer macht mit?"
    with pytest.raises(NotAnInterview, match="not one answer"):
        read(paragraphs_of_text(text))


def test_a_novel_is_refused() -> None:
    prose = "Der Regen fiel auf die Dächer, und niemand sprach ein Wort. " * 8
    with pytest.raises(NotAnInterview):
        read(paragraphs_of_text("\n".join([prose] * 400)))


SHORT = "Titel der Sache\n1) Was ist neu?\nDer Raum.\n\n2) Was bleibt?\nWir.\nUnd Ihr."


class TestAnEditorsCorrections:
    """regroup() rebuilds everything from the text and one choice for each piece."""

    def choices(self) -> list[str]:
        return [str(choice) for choice in read(paragraphs_of_text(SHORT)).choices]

    def test_the_recognised_choices_change_nothing(self) -> None:
        paragraphs = paragraphs_of_text(SHORT)
        assert regroup(paragraphs, self.choices()) == read(paragraphs)

    def test_a_paragraph_becomes_a_question_of_its_own(self) -> None:
        choices = self.choices()
        choices[-1] = "new_question"
        reading = regroup(paragraphs_of_text(SHORT), choices)
        assert [e.question for e in reading.exchanges] == [
            "Was ist neu?",
            "Was bleibt?",
            "Und Ihr.",
        ]
        assert [w.line for w in reading.warnings if "no answer" in w.message] == [7]

    def test_a_question_becomes_part_of_the_answer_with_its_number(self) -> None:
        choices = self.choices()
        choices[3] = "answer"
        [exchange] = regroup(paragraphs_of_text(SHORT), choices).exchanges
        assert exchange.answer == "Der Raum.\n\n2) Was bleibt?\n\nWir.\n\nUnd Ihr."

    def test_an_answer_becomes_part_of_the_question(self) -> None:
        choices = self.choices()
        choices[4] = "question"
        reading = regroup(paragraphs_of_text(SHORT), choices)
        assert reading.exchanges[1].question == "Was bleibt? Wir."
        assert reading.exchanges[1].answer == "Und Ihr."

    def test_the_title_becomes_introduction(self) -> None:
        reading = regroup(paragraphs_of_text(SHORT), ["intro", *self.choices()[1:]])
        assert (reading.title, reading.intro) == ("", "Titel der Sache")

    def test_an_answer_before_any_question_keeps_its_text(self) -> None:
        reading = regroup(paragraphs_of_text(SHORT), ["answer", *self.choices()[1:]])
        assert [e.question for e in reading.exchanges] == ["", "Was ist neu?", "Was bleibt?"]
        assert reading.exchanges[0].answer == "Titel der Sache"

    def test_a_doubt_is_gone_once_the_editor_decided(self) -> None:
        text = (
            "Was liest Du?\nZeitung, jeden Tag.\nWirklich jeden?\n"
            "Ja, ich lese jeden Tag.\nHast Du ein Abo?\nDrei sogar, ich gebe es zu."
        )
        paragraphs = paragraphs_of_text(text)
        reading = read(paragraphs)
        [doubted] = [i for i, piece in enumerate(reading.pieces) if piece.uncertain]
        choices = list(reading.choices)
        choices[doubted] = Part.ANSWER
        assert [p.uncertain for p in regroup(paragraphs, choices).pieces] == [""] * 6

    def test_a_wrong_number_of_choices_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="6 choices are needed, not 1"):
            regroup(paragraphs_of_text(SHORT), ["intro"])

    def test_an_unknown_choice_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="epilogue"):
            regroup(paragraphs_of_text(SHORT), ["epilogue", *self.choices()[1:]])


class TestTwoGuests:
    """Two people answer the same question."""

    TEXT = (
        "Podium: Wie war es?\nLena Krug: Gut.\nSehr gut.\nOle Brandt: Lang.\n"
        "Podium: Und nun?\nLena Krug: Schlafen."
    )

    def test_each_answer_is_an_exchange_and_the_second_has_no_question(self) -> None:
        reading = read(paragraphs_of_text(self.TEXT), NEWSROOM)
        assert [(e.question, e.answered_by, e.answer_html) for e in reading.exchanges] == [
            ("Wie war es?", "Lena Krug", "<p>Gut.</p><p>Sehr gut.</p>"),
            ("", "Ole Brandt", "<p>Lang.</p>"),
            ("Und nun?", "Lena Krug", "<p>Schlafen.</p>"),
        ]

    def test_first_names_before_answers_mean_the_guests_by_their_full_names(self) -> None:
        text = (
            "Interview mit Lena Krug und Ole Brandt\nWie war es?\nLena: Gut.\nOle: Lang.\n"
            "Und nun?\nOle: Ruhe."
        )
        reading = read(paragraphs_of_text(text))
        assert reading.interviewees == ("Lena Krug", "Ole Brandt")
        answered = [exchange.answered_by for exchange in reading.exchanges]
        assert answered == ["Lena Krug", "Ole Brandt", "Ole Brandt"]

    def test_the_dry_run_keeps_both_under_their_question(self) -> None:
        assert read(paragraphs_of_text(self.TEXT), NEWSROOM).as_json()["exchanges"] == [
            {
                "question": "Wie war es?",
                "answer": "Lena Krug: Gut.\n\nSehr gut.\n\nOle Brandt: Lang.",
                "answer_html": "<p><strong>Lena Krug:</strong> Gut.</p><p>Sehr gut.</p>"
                "<p><strong>Ole Brandt:</strong> Lang.</p>",
            },
            {"question": "Und nun?", "answer": "Schlafen.", "answer_html": "<p>Schlafen.</p>"},
        ]


def test_an_answer_keeps_lists_links_and_emphasis() -> None:
    text = (
        "1) Was braucht man?\nMan *braucht* **viel** & mehr, steht "
        "[hier](https://example.org/a).\n"
        "- Zeit\n- Geld\n1. Erst dies\n2. Dann das\n> Wer wartet, gewinnt.\n2) Sonst noch "
        "etwas?\nNein."
    )
    assert read(paragraphs_of_text(text)).exchanges[0].answer_html == (
        "<p>Man <em>braucht</em> <strong>viel</strong> &amp; mehr, steht "
        '<a href="https://example.org/a">hier</a>.</p>'
        "<ul><li>Zeit</li><li>Geld</li></ul><ol><li>Erst dies</li><li>Dann das</li></ol>"
        "<blockquote><p>Wer wartet, gewinnt.</p></blockquote>"
    )


def test_the_json_has_the_agreed_keys_and_each_hashtag_once() -> None:
    json = read(paragraphs_of_text(SHORT + "\nBis bald bei #kt27 und #KT27!")).as_json()
    assert list(json) == [
        "title", "interviewee", "interviewer", "intro", "exchanges", "closing", "discuss",
        "notice_intro", "notices", "tickets", "hashtags", "asides", "proposals", "read_by",
        "runner_up", "warnings",
    ]  # fmt: skip
    assert json["hashtags"] == ["#kt27"]


SAMPLE = Path(__file__).parents[5] / "shared" / "samples" / "interview-d2m14.txt"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is not here")
class TestTheSample:
    """A real interview, which is kept outside the repository."""

    def reading(self) -> RecognisedInterview:
        return read(paragraphs_of(SAMPLE.read_bytes(), SAMPLE.name))

    def test_has_six_exchanges_with_their_paragraphs(self) -> None:
        answers = [exchange.answer.count("\n\n") + 1 for exchange in self.reading().exchanges]
        assert answers == [2, 2, 1, 2, 1, 1]

    def test_has_everything_around_the_exchanges_in_its_place(self) -> None:
        parts = [piece.part for piece in self.reading().pieces]
        around = [part for part in parts if part not in {Part.QUESTION, Part.ANSWER}]
        assert around == [
            Part.INTRO, Part.CLOSING, Part.DISCUSS, Part.TICKET, Part.NOTICE_INTRO,
            *[Part.NOTICE] * 5,
        ]  # fmt: skip

    def test_names_guest_hashtag_and_notices(self) -> None:
        reading = self.reading()
        assert reading.hashtags == ["#d2m14"]
        assert reading.interviewer == ""
        assert len(reading.interviewee.split()) == 2
        assert reading.closing.startswith(reading.interviewee)
        assert [notice.heading for notice in reading.notices] == [
            "Partnerschaften", "Einsatz von KI-Tools", "Quellenangaben", "Aktualität",
            "Gastbeiträge und Interviews",
        ]  # fmt: skip
        assert [warning.line for warning in reading.warnings] == [1]
