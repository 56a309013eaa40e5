import threading
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction

from blog.models import Series, Tag
from disclosures.models import Notice
from events.models import EventSeries
from people.models import Organisation, Person
from tests.filling import Page
from tests.making import make_editor, make_event, make_person, make_post

pytestmark = pytest.mark.django_db
# Without a letter or digit that an address could be made of, or without any at all.
NAMES_OF_SIGNS = ["🎉🎉", "???", "·", "\N{ZERO WIDTH SPACE}!", "♥ & ♥"]
NAMED = [Person, Organisation, Series, EventSeries, Tag]
ADMIN = {
    "people/person": "person",
    "people/organisation": "organisation",
    "blog/series": "series",
    "blog/tag": "tag",
    "events/eventseries": "series",
}


@pytest.mark.parametrize("name", NAMES_OF_SIGNS)
@pytest.mark.parametrize("model", NAMED)
def test_a_name_of_signs_gets_an_address(model, name):
    assert model.objects.create(name=name).slug


@pytest.mark.parametrize("model", NAMED)
def test_two_names_that_read_alike_get_two_addresses(model):
    names = ("Müller & Co", "Mueller und Co", "🎉", "🎊")
    slugs = [model.objects.create(name=name).slug for name in names]
    assert slugs[:2] == ["mueller-und-co", "mueller-und-co-2"]
    assert len(set(slugs)) == 4


def test_what_has_a_name_of_signs_is_called_by_its_kind():
    assert [make_person("🎉").slug, make_person("🎊").slug] == ["person", "person-2"]
    assert make_event("🎉").slug == "event"
    assert make_post("🎉").slug == "post"
    assert Tag.objects.create(name="🎉").slug == "thema"
    assert Series.objects.create(name="🎉").slug == "serie"
    assert EventSeries.objects.create(name="🎉").slug == "reihe"
    assert Organisation.objects.create(name="🎉").slug == "organisation"


def test_other_scripts_are_written_in_latin_letters():
    assert make_person("王小明").slug == "wang-xiao-ming"
    assert make_person("محمد").slug == "mhmd"


def test_two_events_of_one_name_get_two_addresses():
    assert [make_event("Kongress").slug for _time in range(2)] == ["kongress", "kongress-2"]


def test_a_long_name_leaves_room_for_a_number():
    names = [f"{'Lang' * 40} {number}" for number in range(2)]
    slugs = [Organisation.objects.create(name=name).slug for name in names]
    assert all(len(slug) <= 80 for slug in slugs)


def test_a_given_address_stays_when_the_name_changes():
    person = make_person("Anna Berg")
    person.name = "Anna Tal"
    person.save()
    assert person.slug == "anna-berg"


def test_notices_of_signs_get_different_keys():
    assert Notice.objects.create(name="§").key != Notice.objects.create(name="§§").key


@pytest.mark.parametrize("kind", ADMIN)
def test_names_of_signs_and_names_that_read_alike_save_in_the_newsroom(client, kind):
    client.force_login(make_editor())
    for name in ("🎉🎉", "🎊", "Grüne Bühne", "Gruene Buehne"):
        page = Page(client, f"/admin/{kind}/add/").fill(name=name).press("_continue")
        assert (page.status, page.errors) == (200, [])
        assert page.values["slug"] != [""]


def test_a_taken_address_that_somebody_typed_is_refused_kindly(client):
    client.force_login(make_editor())
    make_person("Anna Berg")
    page = Page(client, "/admin/people/person/add/").fill(name="Otto", slug="anna-berg")
    assert page.press("_save").errors


def test_the_address_of_a_topic_takes_what_an_address_can_hold(client):
    client.force_login(make_editor())
    page = Page(client, "/admin/blog/tag/add/").fill(name="Bühne", slug="bühne").press("_save")
    assert page.errors
    assert not Tag.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_of_one_name_saved_at_once_get_two_addresses():
    """The second looks for a free address before the first is there, and tries again."""
    first_is_saved, second_has_begun = threading.Event(), threading.Event()

    def save_a_second() -> None:
        try:
            first_is_saved.wait(10)
            second_has_begun.set()
            make_person("Anna Berg")
        finally:
            connection.close()

    other = threading.Thread(target=save_a_second)
    other.start()
    with transaction.atomic():
        make_person("Anna Berg")
        first_is_saved.set()
        second_has_begun.wait(10)
        other.join(0.3)  # on PostgreSQL it waits for this transaction, having seen nothing of it
    other.join(30)
    slugs = Person.objects.filter(name="Anna Berg").order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == ["anna-berg", "anna-berg-2"]


@pytest.mark.parametrize(
    ("migration", "model", "before", "after"),
    [
        ("people.migrations.0002_addresses", Person, "", "person"),
        ("people.migrations.0002_addresses", Organisation, "", "organisation"),
        ("events.migrations.0002_addresses", EventSeries, "", "reihe"),
        ("blog.migrations.0002_redrawn", Series, "", "serie"),
        ("blog.migrations.0002_redrawn", Tag, "", "thema"),
        ("blog.migrations.0002_redrawn", Tag, "bühne", "buehne"),
    ],
)
def test_what_was_saved_without_an_address_gets_one(migration, model, before, after):
    row = model.objects.create(name="🎉")
    model.objects.filter(pk=row.pk).update(slug=before)
    import_module(migration).give_addresses(apps, None)
    row.refresh_from_db()
    assert row.slug == after
