import itertools
from time import thread_time

import pytest
from hypothesis import given, strategies as st

from blog.history.comparing import Kind, compare, runs

words = st.sampled_from("Wir zeigen im Jahr 2024 , . die Größe – 1.234 und alle \u00a0".split(" "))
texts = st.lists(words, max_size=30).map(" ".join) | st.text(max_size=60)
paragraphs = st.lists(texts.filter(bool), max_size=8)


def said(before, after):
    return [(str(run.kind), run.text) for run in runs(before, after)]


@given(texts, texts)
def test_nothing_of_either_paragraph_is_lost(before, after):
    found = runs(before, after)
    assert "".join(run.text for run in found if run.kind != Kind.ADDED) == before
    assert "".join(run.text for run in found if run.kind != Kind.REMOVED) == after


@given(texts)
def test_the_same_paragraph_has_no_change(text):
    assert {run.kind for run in runs(text, text)} <= {Kind.KEPT}


@given(texts, texts)
def test_two_runs_in_a_row_are_never_of_a_kind(before, after):
    kinds = [run.kind for run in runs(before, after)]
    assert all(one != other for one, other in itertools.pairwise(kinds))
    assert all(run.text for run in runs(before, after))


@given(paragraphs, paragraphs)
def test_nothing_of_either_text_is_lost_and_all_stays_in_order(before, after):
    blocks = compare(before, after)
    assert [block.before for block in blocks if block.before] == before
    assert [block.after for block in blocks if block.after] == after


@given(paragraphs)
def test_the_same_text_has_no_change(text):
    assert not any(block.changed for block in compare(text, text))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Im Jahr 2024 war das so.",
            "Im Jahr 2025 war das so.",
            [
                ("kept", "Im Jahr "),
                ("removed", "2024"),
                ("added", "2025"),
                ("kept", " war das so."),
            ],
        ),
        ("Hund bellt.", "Der Hund bellt.", [("added", "Der "), ("kept", "Hund bellt.")]),
        ("Ende.", "Ende. Mehr.", [("kept", "Ende."), ("added", " Mehr.")]),
        ("1.234 Euro", "1.243 Euro", [("removed", "1.234"), ("added", "1.243"), ("kept", " Euro")]),
        ("rot, grün", "gelb, blau", [("removed", "rot, grün"), ("added", "gelb, blau")]),
        ("", "Neu.", [("added", "Neu.")]),
        ("", "", []),
    ],
)
def test_changes_are_told_in_whole_words(before, after, expected):
    assert said(before, after) == expected


def test_a_paragraph_that_moved_down_for_a_new_one_is_the_same_paragraph():
    old = "Wir zeigen hier etwas Großes."
    blocks = compare([old], ["Neu davor.", "Wir zeigen hier etwas Kleines."])
    assert [block.before for block in blocks] == ["", old]
    assert blocks[1].runs[0].text == "Wir zeigen hier etwas "


def test_paragraphs_with_little_in_common_are_two():
    blocks = compare(["Gestern regnete es stark."], ["Morgen scheint die Sonne."])
    assert [(block.before, block.after) for block in blocks] == [
        ("Gestern regnete es stark.", ""),
        ("", "Morgen scheint die Sonne."),
    ]


def long_text(seed, paragraphs=110, length=60):
    number = seed
    for _paragraph in range(paragraphs):
        line = []
        for _word in range(length):
            number = number * 1_103_515_245 + 12_345 & 0x7FFFFFFF
            line.append("der" if number % 7 == 0 else f"wort{number % 1500}")
        yield " ".join(line)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (list(long_text(1)), [text.replace("wort1", "Wort") for text in long_text(1)]),
        (list(long_text(1)), list(long_text(2))),
        ([" ".join(long_text(1))], [" ".join(long_text(1)).replace("wort1", "Wort")]),
        ([" ".join(long_text(1))], [" ".join(long_text(2))]),
        (["ja"] * 3000, ["ja"] * 1500 + ["nein"] + ["ja"] * 1499),
        (["a " * 25_000], ["b a " * 12_500]),
    ],
    ids=["changed", "replaced", "one changed", "one replaced", "lines", "the same word"],
)
def test_fifty_kilobytes_are_compared_in_a_moment(before, after):
    start = thread_time()
    compare(before, after)
    assert thread_time() - start < 2
