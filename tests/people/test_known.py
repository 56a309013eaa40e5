"""The index of everybody the site knows holds as long as all names stay as they are."""

import pytest
from django.db import connection, transaction

from people.known import known_names
from people.mentions import Passage
from people.models import Organisation, Person

pytestmark = pytest.mark.django_db


def named(text):
    return [m.known.name for m in known_names().find([Passage("text", text)])]


@pytest.fixture
def anna():
    return Person.objects.create(name="Anna Berg", honorific="Dr.", aliases="Anna Tal")


@pytest.fixture
def firm():
    return Organisation.objects.create(
        name="Muster GmbH", url="https://www.muster.example/x", aliases="Musterfirma\nmuster.test"
    )


def test_names_other_names_and_domains_are_known(anna, firm):
    for text in ("Anna Berg", "Anna Tal"):
        assert named(text) == ["Dr. Anna Berg"]
    for text in ("Muster", "Musterfirmas", "www.muster.example", "shop.muster.test"):
        assert named(text) == ["Muster GmbH"]


def test_an_index_is_used_again_after_two_queries_that_ask_for_the_names(
    anna, firm, django_assert_num_queries
):
    before = known_names()
    with django_assert_num_queries(2):
        assert known_names() is before
    Person.objects.update(role_line="Autorin")
    assert known_names() is before


@pytest.mark.parametrize(
    "change",
    [
        lambda: Person.objects.create(name="Ulla Tal"),
        lambda: Person.objects.update(name="Anna Thal"),
        lambda: Person.objects.bulk_create([Person(name="Bo Berg", slug="b", sort_key="b")]),
        lambda: Organisation.objects.update(url="https://anders.example/"),
        lambda: Organisation.objects.all().delete(),
        lambda: connection.cursor().execute("UPDATE people_person SET aliases = 'Anna Thal'"),
    ],
)
def test_any_change_of_a_name_makes_it_anew(anna, firm, change):
    before = known_names()
    change()
    assert known_names() is not before


def test_a_name_is_found_from_its_change_on_and_no_longer(anna):
    Person.objects.update(name="Anna Thal", aliases="")
    assert (named("Anna Thal"), named("Anna Tal")) == (["Dr. Anna Thal"], [])
    Person.objects.all().delete()
    assert named("Anna Thal") == []


def test_a_change_that_is_undone_leaves_nothing_behind(anna):
    with transaction.atomic():
        Person.objects.update(name="Anna Thal", aliases="")
        assert named("Anna Thal") == ["Dr. Anna Thal"]
        transaction.set_rollback(True)
    assert (named("Anna Thal"), named("Anna Berg")) == ([], ["Dr. Anna Berg"])
