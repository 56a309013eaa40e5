"""The frozen content: one reader for every schema so far, one writer, and the hash that people sign."""

import json
from dataclasses import replace
from datetime import date

import pytest

from blog.editions.content import Content, FrozenTie, Held, Wording, read, same, write
from blog.editions.question import Answer, Question
from blog.editions.texts import text_hash
from disclosures.canonical import canonical_json
from media.frozen import AILabel

IMAGE = {
    "id": 5,
    "file": "images/halle.jpg",
    "width": 1200,
    "height": 800,
    "ppoi": [0.5, 0.4],
    "alt": "Eine volle Halle",
    "caption": "",
    "credit": "",
    "copyright": "",
    "licence": "",
    "digital_source_type": "trainedAlgorithmicMedia",
    "generated_by": "Bildner 3",
    "photorealistic": True,
    "depicts_real": "event",
}
SOURCE = {
    "number": 1,
    "kind": "study",
    "kind_name": "Studie",
    "title": "Wer zuhört",
    "author": "",
    "publisher": "",
    "published_on": "2026-03-04",
    "url": "",
    "accessed_on": "",
}
TOLD = {
    "notice": "quellen",
    "version": 3,
    "number": 1,
    "heading": "Quellen",
    "text": "<p>Wir nennen unsere Quellen.</p>",
    "sha256": "",
    "position": "bottom",
}
FIRST = {
    "schema": 1,
    "kind": "post",
    "slug": "ein-abend",
    "language": "de",
    "title": "Ein Abend",
    "standfirst": "Kurz gesagt.",
    "body": "<p>Text mit „Zitat“.</p>",
    "image": IMAGE,
    "images": {"5": IMAGE},
    "credits": [],
    "discuss": "",
    "event": {"id": 2, "slug": "d2m26", "name": "Kongress", "hashtag": "#d2m26"},
    "series": None,
    "tags": [{"id": 1, "slug": "buehne", "name": "Bühne"}],
    "sources": [SOURCE],
    "labels": [],
    "notices": [TOLD],
}
SECOND = FIRST | {
    "schema": 2,
    "image": IMAGE | {"ai_label": {"key": "deepfake", "text": "Damals so gesagt"}},
    "images": {},
    "notices_intro": {
        "notice": "einleitung",
        "version": 1,
        "heading": "Hinweise",
        "text": "<p>x</p>",
    },
    "live_notices": {"alter": {"version": 2, "number": 1, "heading": "Stand", "text": "<p>y</p>"}},
    "press_release_of": {"name": "Klang GmbH"},
}
THIRD = SECOND | {
    "schema": 3,
    "kind": "interview",
    "exchanges": [
        {
            "number": 1,
            "anchor": "frage-1",
            "question": "Warum?",
            "answers": [{"person": None, "name": "", "html": "<p>Darum.</p>"}],
        }
    ],
    "series_questions": [{"id": 4, "slug": "warum", "question": "Warum?", "anchor": "frage-1"}],
    "closing": "",
    "interview": {
        "mode": "",
        "mode_name": "",
        "held_on": "",
        "shortened": None,
        "authorised": False,
        "line": "",
        "answers_by_ai": False,
    },
    "press_release_of": None,
}


def interview():
    return Content(
        kind="interview",
        slug="gespraech",
        language="de",
        title="Ein Gespräch",
        standfirst="",
        body="<p>Vorweg.</p>",
        exchanges=(
            Question(1, "frage-1", "Warum?", (Answer("<p>Darum.</p>"),)),
            Question(
                2,
                "frage-2",
                "Und nun?",
                (Answer("<p>Weiter.</p>", 7, "Anna Berg"), Answer("<p>Genug.</p>", 9, "Ben Celik")),
            ),
        ),
        closing="<p>Bis bald.</p>",
    )


def test_images_of_the_first_schema_get_the_label_that_their_facts_allow():
    content = read(canonical_json(FIRST))
    assert content.image.ai_label.key == "deepfake"
    assert content.images[5] == content.image
    assert content.sources[0].published_on == date(2026, 3, 4)
    assert content.sources[0].accessed_on is None
    assert content.notices_below[0].heading == "Quellen"
    assert content.notices_above == []


def test_what_the_second_schema_said_of_an_image_stays():
    content = read(canonical_json(SECOND))
    assert content.image.ai_label == AILabel("deepfake", "Damals so gesagt")
    assert content.press_release_of == "Klang GmbH"
    assert content.notices_intro == Wording(1, "Hinweise", "<p>x</p>", notice="einleitung")
    assert content.wordings == {1, 2, 3}


def test_the_third_schema_knew_questions_of_a_series_and_neither_recap_nor_ties():
    content = read(canonical_json(THIRD))
    assert content.interview == Held(line="")
    assert [asked.id for asked in content.series_questions] == [4]
    assert content.press_release_of == ""
    assert (content.recap, content.ties) == (None, None)


@pytest.mark.parametrize("values", [FIRST, SECOND, THIRD])
def test_writing_and_reading_keeps_everything(values):
    content = read(canonical_json(values))
    assert read(write(content)) == content
    assert json.loads(write(content))["schema"] == 6


def test_what_is_written_is_canonical():
    whole = replace(interview(), ties=(FrozenTie(3, "Klang & Ton GmbH", paid=True),), recap=True)
    text = write(whole)
    assert text == canonical_json(json.loads(text))
    assert "Klang & Ton GmbH" in text
    assert read(text) == whole


def test_what_is_no_content_is_refused():
    with pytest.raises(ValueError, match="title"):
        read(canonical_json({"schema": 6, "kind": "post", "slug": "x", "language": "de"}))


def test_what_one_of_two_contents_was_not_asked_yet_is_no_difference():
    before = read(canonical_json(THIRD))
    assert same(before, replace(before, recap=True, ties=()))
    assert not same(replace(before, recap=False), replace(before, recap=True))
    assert not same(before, replace(before, title="Anders"))


def test_a_sign_off_of_the_same_words_holds_for_ever():
    post = read(canonical_json(FIRST))
    assert text_hash(post) == "47682f5c8374b90ca6cb0b5f89707ab276de03d1ba9f347b502dccb7b91819b6"
    assert text_hash(interview()) == (
        "33ee427578459910611c3c5cea5cf3cafcf70a9c7b536045cbe6c3b69b7740fb"
    )
