"""Names and phrases that were there and not found."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given, strategies as st

from blog.models import Series
from blog.publishing.publish import publish
from disclosures.models import Notice
from events.models import EventSeries, ProgrammeItem
from media.models import Image
from names.folding import folded, spellings
from people.models import Organisation
from tests.making import make_ambassador, make_editor, make_event, make_person, make_post
from tests.media.pictures import saved_image

TYPED = [
    "özlem",
    "Özlem",
    "ÖZLEM",
    "ozlem",
    "oezlem",
    "OEZLEM",
    "zlem",
    unicodedata.normalize("NFD", "Özl"),
]


@pytest.fixture
def newsroom(client):
    client.force_login(make_editor())
    return client


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.django_db
def test_every_list_and_chooser_finds_a_name_however_it_is_typed(newsroom, typed):
    """Row 11; newsboat/newsboat 585, FreshRSS/FreshRSS 4915: SQLite knows capitals of English only."""
    event = make_event("Özlem-Tag", city="Ö")
    person = make_person("Özlem Straß")
    make_ambassador(event, person=person)
    Organisation.objects.create(name="Özlem AG")
    Series.objects.create(name="Özlems Reihe")
    EventSeries.objects.create(name="Özlem-Tage")
    Notice.objects.create(name="Özlem")
    ProgrammeItem.objects.create(event=event, title="Özlem spricht")
    make_post("Beitrag", author=person).tags.add("Özlem")
    for kind in (
        "people/person",
        "people/organisation",
        "blog/series",
        "blog/tag",
        "events/event",
        "events/eventseries",
        "events/programmeitem",
        "events/ambassadorship",
        "disclosures/notice",
    ):
        assert newsroom.get(f"/admin/{kind}/", {"q": typed}).context["cl"].result_count == 1, kind
    chooser = {"app_label": "blog", "model_name": "credit", "field_name": "person", "term": typed}
    assert [one["text"] for one in newsroom.get("/admin/autocomplete/", chooser).json()["results"]]
    assert newsroom.get("/admin/blog/tag/names/", {"term": typed}).json()["results"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Strauß", "strauss"),
        ("Strauss", "Strauß"),
        ("Mueller", "Müller"),
        ("Müller", "Mueller"),
        ("Manuela", "ela"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("D’Angelo", "d'angelo"),
        ("Çağla Şahin", "cagla sahin"),
        ("GROẞE", "grosse"),
        ("Bühne „Süd“", "“süd”"),
        ("Βορράς", "ΒΟΡΡΑΣ"),  # giowck/symphytum 134
        ("Ägypten", "ägy"),
    ],
)
def test_a_name_is_found_by_another_spelling(name, typed):
    assert folded(typed) in spellings(name)


@given(st.text(max_size=40))
def test_every_name_is_found_by_itself_and_by_what_it_is_folded_to(name):
    assert folded(name) in spellings(name)
    assert folded(folded(name)) == folded(name)


@pytest.mark.django_db
def test_pictures_are_found_in_the_library_and_where_they_are_chosen(newsroom):
    image = saved_image(title="Bühne von oben", credit="Jörg Weiß")
    for typed in ("buhne", "BÜHNE joerg", "weiss"):
        assert [*Image.objects.matching(typed)] == [image]
        assert newsroom.get("/admin/media/image/", {"q": typed}).context["cl"].result_count == 1


@pytest.mark.django_db
def test_what_a_row_is_found_by_follows_its_name():
    person = make_person("Ada")
    person.name = "Öle"
    person.save()
    person.refresh_from_db()
    assert "ole" in person.found_by


@pytest.mark.parametrize("marks", ["„…“", "“…”", "»…«", "«…»", "„…”", '"…"'])
@pytest.mark.django_db
def test_readers_ask_for_a_phrase_with_the_marks_of_their_keyboard(read, marks):
    """Row 26: phones and word processors set “…” by themselves."""
    publish(make_post("Eins", body="<p>Die große Bühne ist leer.</p>"), by=None)
    publish(make_post("Zwei", body="<p>Groß ist die leere Bühne.</p>"), by=None)
    first, last = marks.split("…")
    found = read(f"/suche/?q={quote(first + 'große Bühne' + last)}").text
    assert "/blog/eins/" in found
    assert "/blog/zwei/" not in found


@pytest.mark.parametrize("typed", ["Özlem", "ozlem", "oezlem", "Strauss", "Strauß"])
@pytest.mark.django_db
def test_readers_find_a_name_however_they_type_it(read, typed):
    publish(make_post("Eins", body="<p>Mit Özlem und Strauß.</p>"), by=None)
    assert "/blog/eins/" in read(f"/suche/?q={quote(typed)}").text
