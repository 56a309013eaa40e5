"""No character comes in that no text needs, and no stand-in of the code from outside."""

import pytest
from django.db.models import CharField, TextField

from blog.models import Post, Tag
from blog.publishing.publish import publish
from people.models import Person
from prose.sanitising import sanitise
from prose.unseen import without_unseen
from tests.filling import Page
from tests.making import make_editor, make_interview, make_post

pytestmark = pytest.mark.django_db
UNSEEN = "\x00\x07\x1b\x7f\x9f\u200b\u202e\u2066\ufeff\ufffe\ufdd0\ue000\uf8ff\U000f0000\U0010fffd"


def test_what_people_write_stays_as_it_is():
    for text in ("Grüße,\n\tAnna – 👩🏽‍🚀 🏳️‍🌈", "می‌خواهم", "e\u0301", "a\u00adb", "₀²½", "Ł Ş ñ ẞ"):
        assert without_unseen(text) == text


@pytest.mark.parametrize("character", UNSEEN)
def test_each_is_taken_out_of_plain_and_of_rich_text(character):
    assert without_unseen(f"An{character}na") == "Anna"
    if character != "\x00":  # which is U+FFFD in HTML
        assert sanitise(f"<p>An{character}na</p>") == "<p>Anna</p>"


@pytest.mark.parametrize("character", "\x0b\x0c\x85\u2028\u2029")
def test_what_broke_a_line_is_a_space(character):
    assert without_unseen(f"Anna{character}Berg") == "Anna Berg"
    assert sanitise(f"<p>Anna{character}Berg</p>") == "<p>Anna Berg</p>"


def test_a_form_is_clean_before_it_is_judged(client):
    client.force_login(make_editor())
    page = Page(client, "/admin/blog/tag/add/").fill(name=f"{UNSEEN}").press("_save")
    assert not Tag.objects.exists()
    assert page.status == 200
    page.fill(name=f"Ton{UNSEEN}technik").press("_save")
    assert Tag.objects.get().name == "Tontechnik"


def test_what_comes_in_by_other_ways_is_clean_too():
    person = Person.objects.create(name="Anna\ue000 Berg", slug="anna")
    person.bio = f"<p>{UNSEEN[1:]}x</p>"
    person.name = "Anna\u202e Berg"
    person.save(update_fields=["name"])
    person.refresh_from_db()
    assert person.name == "Anna Berg"


def test_what_is_not_about_to_be_written_is_left_alone():
    person = Person.objects.create(name="Anna", slug="anna")
    person.name = "An\ue000na"
    person.save(update_fields=["slug"])
    assert person.name == "An\ue000na"


@pytest.mark.parametrize("make", [make_post, make_interview])
def test_an_edition_has_none_wherever_the_piece_had_them(make):
    piece = make(f"Ein {UNSEEN[1:]}Titel")
    for model in (Post, type(piece)):
        row = model.objects.get(pk=piece.pk)
        for field in model._meta.concrete_fields:
            value = getattr(row, field.attname)
            if isinstance(field, (CharField, TextField)) and isinstance(value, str):
                assert not set(value) & set(UNSEEN)
    edition = publish(piece, by=None)
    assert not set(edition.content) & set(UNSEEN)
    assert not set(edition.html + edition.search_text) & set(UNSEEN)


def test_no_two_topics_read_the_same():
    topic = Tag.objects.create(name="Caf\u00e9")
    for name in ("Cafe\u0301", "Ca\u00adf\u00e9", "\u200bCaf\u00e9 ", "C\u200da\u200ffé"):
        assert Tag.objects.get_or_create(name=name) == (topic, False)
    assert Tag.objects.create(name="👩\u200d🚀").name == "👩\u200d🚀"


def test_who_types_letter_and_accent_apart_finds_and_writes_the_same(client):
    client.force_login(make_editor())
    page = Page(client, "/admin/people/person/add/").fill(name="Rene\u0301 Mu\u0308ller")
    page.press("_save")
    assert Person.objects.get().name == "Ren\u00e9 M\u00fcller"
    assert Person.objects.filter(name="Rene\u0301 Mu\u0308ller").exists()
