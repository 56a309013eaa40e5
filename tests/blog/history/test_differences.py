from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from blog.editions.content import Topic
from blog.history.comparing import compare
from blog.history.differences import differences, paragraphs, stretches
from blog.history.drafting import drafted_note
from blog.publishing.freezing import freeze
from tests.making import make_interview, make_post

pytestmark = pytest.mark.django_db
TEXT = "<p>Der Saal fasst 300 Menschen.</p><ul><li>Erstens</li><li>Zweitens</li></ul>"


def content(**changes):
    return replace(freeze(make_post("Titel", slug="x", body=TEXT)), **changes)


@pytest.fixture(autouse=True)
def german():
    with translation.override("de"):
        yield


def test_equal_contents_have_no_differences():
    one = content()
    assert differences(one, one) == ()


def test_a_changed_number_is_found_in_its_paragraph():
    before = content()
    after = replace(before, body=TEXT.replace("300", "400"))
    (change,) = differences(before, after)
    (block,) = change.changed
    assert change.what == "Text"
    assert (block.before, block.after) == (
        "Der Saal fasst 300 Menschen.",
        "Der Saal fasst 400 Menschen.",
    )
    assert [(run.kind, run.text.strip()) for run in block.runs if run.kind != "kept"] == [
        ("removed", "300"),
        ("added", "400"),
    ]


def test_a_note_is_drafted_from_the_real_change():
    before = content()
    after = replace(before, body=TEXT.replace("300", "400"))
    assert drafted_note(differences(before, after)) == (
        "In einer früheren Fassung hieß es „Saal fasst 300 Menschen“. "
        "Richtig ist „Saal fasst 400 Menschen“."
    )
    more = replace(before, body=TEXT + "<p>Ein Satz mehr.</p>")
    assert drafted_note(differences(before, more)) == "Ergänzt: „Ein Satz mehr“."


def test_only_the_text_itself_is_of_substance():
    before = content()
    (around,) = differences(before, replace(before, tags=(Topic(1, "buehne", "Bühne"),)))
    (text,) = differences(before, replace(before, standfirst="Neu."))
    assert (around.substance, text.substance) == (False, True)


def test_answers_are_matched_by_the_anchor_of_their_question():
    exchanges = (("Eins?", "<p>Ja.</p>"), ("Zwei?", "<p>Nein.</p>"))
    before = freeze(make_interview("A", slug="a", exchanges=exchanges))
    swapped = replace(before, exchanges=before.exchanges[::-1])
    assert [change.what for change in differences(before, swapped)] == ["Reihenfolge der Fragen"]
    gone = replace(before, exchanges=before.exchanges[:1])
    assert [change.what for change in differences(before, gone)] == ["Frage 2"]


def test_long_unchanged_parts_are_cut_around_a_change():
    body = f"<p>{'Anfang ' * 100}alt {'Ende ' * 100}</p>"
    before = content(body=body)
    (change,) = differences(before, replace(before, body=body.replace("alt", "neu")))
    shown = stretches(change.changed[0])
    assert [part.text for part in shown if part.cut] == ["…", "…"]
    assert sum(len(part.text) for part in shown) < 300


texts = st.lists(st.text("ab .\n", max_size=30), max_size=6)


@given(texts, texts)
def test_nothing_is_lost_in_comparing(before, after):
    blocks = compare(before, after)
    assert "".join(block.before for block in blocks) == "".join(before)
    assert "".join(block.after for block in blocks) == "".join(after)


def test_each_item_of_a_list_is_a_paragraph():
    assert paragraphs(TEXT) == ["Der Saal fasst 300 Menschen.", "Erstens", "Zweitens"]
