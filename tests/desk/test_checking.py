"""Editorial checks: each finds its case, leaves its neighbour alone, and is as strict as the house says."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.publishing.publish import publish
from desk.checking.check import Level
from desk.checking.house import CHECKS, check
from desk.checking.levels import AvoidedWord, CheckLevel
from media.frozen import FrozenImage
from pages.own.page import Page, Place
from tests.making import make_event, make_interview, make_person, make_post

pytestmark = pytest.mark.django_db
LONG = "Die Veranstaltungstechnikverantwortlichen koordinieren " + "Bühnenumbaumaßnahmen " * 45


def found(post, **changes):
    """The ids of the checks that find something, with their sentences."""
    content = replace(post.content(), **changes)
    return {one.check: str(one.finding.message) for one in check(post, content, timezone.now())}


@pytest.mark.parametrize(
    ("check_id", "wrong", "right"),
    [
        ("to_come", "<p>Preis TK erfragen.</p>", "<p>Der FTK-Saal.</p>"),
        ("blanks", "<p>Ein Blank , hier.</p>", "<p>Ein Blank, hier.</p>"),
        ("quotation_marks", "<p>Er sagt „ja.</p>", "<p>Er sagt „ja“.</p>"),
        ("heading_order", "<h3>Klein</h3><p>Text</p>", "<h2>Groß</h2><h3>Klein</h3><p>Text</p>"),
        (
            "link_text",
            '<p>Mehr <a href="https://example.org/">hier</a>.</p>',
            '<p>Mehr im <a href="https://example.org/">Programm</a>.</p>',
        ),
        (
            "link_text",
            '<p><a href="https://example.org/">https://example.org/</a></p>',
            '<p><a href="https://example.org/">Die Seite hier</a></p>',
        ),
        ("readability", f"<p>{LONG}.</p>", "<p>Ein Satz. Noch einer.</p>"),
        (
            "other_language",
            "<p>This is a passage that was written in another language and it is not German.</p>",
            "<p>Das ist ein Absatz, der mit „the show must go on“ ein wenig spielt.</p>",
        ),
    ],
)
def test_a_check_of_the_text_finds_its_case_and_leaves_the_neighbour_alone(check_id, wrong, right):
    assert check_id in found(make_post(body=wrong))
    assert check_id not in found(make_post(body=right))


def test_titles_and_standfirsts_are_measured():
    said = found(make_post("Ein Titel, " * 9, standfirst="Kurz."))
    assert {"title_for_search", "standfirst_length"} <= set(said)
    fine = found(
        make_post("Ein Titel", standfirst="Ein Satz, der sagt, warum man weiterliest. " * 3)
    )
    assert not {"title_for_search", "standfirst_length"} & set(fine)


def test_pictures_want_words_a_maker_and_pixels():
    post = make_post()
    small = FrozenImage(id=1, file="b.jpg", width=600, height=800, ppoi=(0.5, 0.5), alt="")
    assert {"alternative_text", "picture_credit", "teaser_crop"} <= set(found(post, image=small))
    fine = replace(small, width=1600, alt="Eine Bühne", credit="Foto: Rita Rehberg")
    assert not {"alternative_text", "picture_credit", "teaser_crop"} & set(found(post, image=fine))


def test_guests_want_a_role_line_and_our_own_people_do_not():
    assert "role_line" in found(make_interview(guest=make_person("Ada Berg")))
    assert "role_line" not in found(make_post(author=make_person("Rita", newsroom=True)))


def test_a_piece_about_an_event_that_is_over_is_asked_whether_it_looks_back():
    past = make_event(starts_at=timezone.now() - timedelta(days=9))
    assert "event_over" in found(make_post(event=past))
    assert "event_over" not in found(make_post(event=past, recap=True))
    assert "event_over" not in found(make_post(event=make_event()))


def test_words_of_the_house_are_offered_in_the_place_of_those_it_avoids():
    AvoidedWord.objects.create(word="Event", better="Veranstaltung")
    post = make_post(body="<p>Das Event war gut. Eventuell kommt noch eins.</p>")
    (finding,) = [
        f for f in check(post, post.content(), timezone.now()) if f.check == "avoided_words"
    ]
    assert (finding.finding.remedy.find, finding.finding.remedy.put) == ("Event", "Veranstaltung")
    assert "avoided_words" not in found(make_post(body="<p>Eventuell.</p>"))


def test_the_house_says_how_strictly_a_check_is_meant():
    post = make_post(body="<p>Ein Blank , hier.</p>")
    CheckLevel.objects.create(check_id="blanks", level=Level.REQUIRED)
    first = check(post, post.content(), timezone.now())[0]
    assert (first.check, first.required) == ("blanks", True)
    CheckLevel.objects.update(level=Level.OFF)
    assert "blanks" not in found(post)


def test_whoever_publishes_is_asked_for_an_imprint_until_there_is_one():
    post = make_post()
    (one,) = [f for f in check(post, post.content(), timezone.now()) if f.check == "imprint"]
    assert (one.finding.field, one.finding.at) == ("", "")  # it is nowhere in the piece
    assert one.finding.remedy.href == reverse("admin:pages_legalpage_guide", args=["imprint"])
    imprint = Page.objects.create(place=Place.IMPRINT, title="Impressum", body="<p>Verein</p>")
    assert "imprint" not in found(imprint)
    publish(imprint, by=None)
    assert "imprint" not in found(make_post("Zweiter"))


def test_every_check_has_an_id_of_its_own_and_a_name():
    assert len({one.id for one in CHECKS}) == len(CHECKS)
    assert all(str(one.name) for one in CHECKS)
