"""What holds for every text: nothing is lost, nothing moves, nothing takes long."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from random import Random
from time import thread_time

import pytest
from hypothesis import given, reject, strategies as st

from interviews.importing.formats.documents import paragraphs_of, paragraphs_of_text
from interviews.importing.formats.paragraphs import visible
from interviews.importing.recognition.pieces import NEW_QUESTION, Part
from interviews.importing.recognition.reading import NotAnInterview, read, regroup
from interviews.importing.recognition.splitting import split_paragraphs

NEWSROOM = ("Podium",)
FRAGMENTS = (
    "1) Was ist neu?", "2. ", "(3) Und dann?", "Frage: Wie?", "Antwort: So.", "A: Nein", "Q:",
    "Podium: Warum?",
    "Anna Berg: Darum.", "Anna Berg", "**Was tun?**", "**Warum?** Weil es geht.", "## Wer?",
    "- Punkt: eins",
    "> Zitat?", "---", "Vielen Dank für das Gespräch!", "Jetzt Ticket sichern!",
    "Diskutiert mit uns!",
    "Hinweise", "- Quellenangaben: keine", "Frage: Wo? Antwort: Hier.", "Ich weiß es nicht.",
    "\u00a0x\u200b",
    "Beschreib Dein Büro!", "Wir lesen gern und viel.", "Über uns", "<b>&amp;",
    "Das Interview führte Max Roth.",
)  # fmt: skip
lines = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=40), st.just("")), max_size=25
)
CORE = ["Frage: Was ist neu?", "Antwort: Alles.", "Frage: Und was bleibt?", "Antwort: Nichts."]
interviews = st.tuples(lines, lines).map(lambda around: [*around[0], *CORE, *around[1]])
MARKUP = str.maketrans("", "", "*_")


def ink(text: str) -> str:
    """Return the visible characters."""
    return "".join(visible(text).split())


@given(lines)
def test_no_character_of_a_text_is_lost_or_moved(written: list[str]) -> None:
    text = "\n".join(line for line in written if "](" not in line and not line.endswith("#"))
    paragraphs = paragraphs_of_text(text)
    assert ink("".join(p.everything() for p in paragraphs)).translate(MARKUP) == ink(
        text
    ).translate(MARKUP)


@given(lines, st.randoms(use_true_random=False))
def test_whatever_the_editor_chooses_all_text_stands_in_one_piece_in_order(
    written: list[str], random: Random
) -> None:
    paragraphs = split_paragraphs(paragraphs_of_text("\n".join(written)))
    parts = [random.choice([*Part, NEW_QUESTION]) for _paragraph in paragraphs]
    reading = regroup(paragraphs, parts, NEWSROOM)
    assert ink(reading.everything()) == ink("".join(p.everything() for p in paragraphs))
    assert [piece.paragraph.line for piece in reading.pieces] == [p.line for p in paragraphs]
    assert regroup(paragraphs, reading.choices, NEWSROOM) == reading


@given(interviews)
def test_reading_loses_nothing_and_gives_the_same_again(written: list[str]) -> None:
    paragraphs = paragraphs_of_text("\n".join(written))
    try:
        reading = read(paragraphs, NEWSROOM)
    except NotAnInterview:
        reject()
    assert ink(reading.everything()) == ink("".join(p.everything() for p in paragraphs))
    assert read(paragraphs, NEWSROOM) == reading
    assert regroup(paragraphs, reading.choices, NEWSROOM) == reading
    # Each choice is for one split paragraph: splitting again changes nothing.
    assert split_paragraphs([p.paragraph for p in reading.pieces]) == [
        p.paragraph for p in reading.pieces
    ]


@given(interviews)
def test_all_answers_questions_and_the_rest_hold_every_letter(written: list[str]) -> None:
    try:
        reading = read(paragraphs_of_text("\n".join(written)), NEWSROOM)
    except NotAnInterview:
        reject()
    shown = [
        reading.title,
        reading.intro,
        reading.closing,
        reading.discuss,
        *reading.tickets,
        *reading.asides,
        reading.notice_intro,
    ]
    shown += [text for e in reading.exchanges for text in (e.question, e.answer)]
    shown += [text for n in reading.notices for text in (n.heading, n.text)]
    letters = Counter(filter(str.isalnum, "".join(piece.text for piece in reading.pieces)))
    assert letters - Counter("".join(shown)) == Counter()


PATHS = {
    "stars": "**a " * 12_000,
    "brackets": "[a](" * 12_000,
    "names": "Interview mit " + "A-Aa" * 12_000,
    "numbers": "".join(f"{i % 999 + 1}. Was?\n1. x\n" for i in range(4_000)),
    "speakers": "".join(f"Xy{i:05} Berg: Was?\nNein.\n" for i in range(2_500)).translate(
        str.maketrans("0123456789", "abcdefghij")
    ),
    "answers": "Anna Berg: a\n" * 4_000,
    "colons": "A:" * 25_000,
    "spaces": "\u00a0" * 50_000,
    "question marks": "?" * 50_000,
    "wrapped": ("wort " * 14 + "\n") * 700,
}


@pytest.mark.parametrize("text", PATHS.values(), ids=PATHS.keys())
def test_a_text_made_to_be_slow_is_read_quickly(text: str) -> None:
    begun = thread_time()
    for data, name in ((text, "x.txt"), (f"<p>{text}".replace("\n", "<p>"), "x.html")):
        with suppress(NotAnInterview):
            read(paragraphs_of(data.encode(), name))
    assert thread_time() - begun < 10
