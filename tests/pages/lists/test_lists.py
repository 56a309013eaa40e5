from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from blog.publishing.publish import publish, withdraw
from people.models import Person
from tests.making import (
    make_ambassador,
    make_event,
    make_interview,
    make_offer,
    make_person,
    make_post,
)
from tests.media.pictures import saved_image
from tests.worlds import know

pytestmark = pytest.mark.django_db


@pytest.fixture
def short_pages(monkeypatch):
    """Pages as long as a few pieces fill: each is published in full, and that takes its time."""
    monkeypatch.setattr("pages.lists.pagination.PAGE_SIZE", 2)
    monkeypatch.setattr("pages.people.phonebook.PAGE_SIZE", 5)


def published(number, **fields):
    for count in range(number):
        publish(make_post(f"Stück {count}", **fields), by=None)


def publish_by(*names):
    """A piece by each of some new people."""
    people = [make_person(name) for name in names]
    for person in people:
        publish(make_post(author=person), by=None)
    return people


def links(page):
    return html.fromstring(page.text).xpath("//a")


class Places:
    """One of everything, with as many pieces as wanted."""

    def __init__(self, pieces):
        self.event = make_event("Kongress")
        make_offer(self.event)
        self.series = self.event.series_of_posts.create(name="Reihe")
        self.person = make_person("Anna Berg", newsroom=True)
        for count in range(pieces):
            post = make_post(
                f"Stück {count}", author=self.person, event=self.event, series=self.series
            )
            post.tags.add("Bühne")
            publish(post, by=None)
            publish(make_interview(event=self.event), by=None)


LISTS = {
    "/": 6,
    "/blog/": 4,
    "/interviews/": 4,
    "/thema/buehne/": 6,
    "/themen/": 1,
    "/serien/reihe/": 5,
    "/personen/": 4,
    "/personen/anna-berg/": 9,
    "/events/": 3,
    "/events/kongress/": 11,
    "/korrekturen/": 1,
    "/transparenz/": 12,
}


@pytest.mark.parametrize("pieces", [1, 3])
def test_a_list_needs_the_same_few_queries_however_long_it_is(client, pieces):
    Places(pieces)
    asked = {}
    for address in LISTS:
        know()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked[address] = len(queries)
    assert asked == LISTS


@pytest.mark.parametrize("address", ["/", "/blog/", "/thema/buehne/", "/personen/anna-berg/"])
def test_lists_show_what_is_live_and_nothing_else(client, address):
    person = make_person("Anna Berg", newsroom=True)
    states = {}
    for title in ("Entwurf", "Geplant", "Zurückgezogen", "Sichtbar"):
        states[title] = make_post(title, author=person)
        states[title].tags.add("Bühne")
    publish(states["Geplant"], by=None, starts_at=timezone.now() + timedelta(days=1))
    publish(states["Zurückgezogen"], by=None)
    withdraw(states["Zurückgezogen"])
    publish(states["Sichtbar"], by=None)
    page = client.get(address).text
    assert [title for title in states if title in page] == ["Sichtbar"]


def test_a_topic_a_series_and_a_guest_of_drafts_alone_stay_a_secret(client):
    row = make_event().series_of_posts.create(name="Reihe")
    draft = make_post(author=make_person("Geheimer Gast"), series=row)
    draft.tags.add("Geheim")
    for address in ("/thema/geheim/", "/serien/reihe/", "/personen/geheimer-gast/"):
        assert client.get(address).status_code == 404


def leafed_through(client, address):
    """The headlines of a list, page by page."""
    seen, older = [], ""
    while True:
        response = client.get(address, {"vor": older} if older else {})
        titles = html.fromstring(response.text).find_class("teaser-headline")
        seen += [title.text for title in titles]
        older = response.context["page"].older
        if not older:
            return seen


@pytest.mark.usefixtures("short_pages")
def test_older_pieces_follow_page_by_page_without_a_gap(client):
    published(7)
    assert leafed_through(client, "/blog/") == [f"Stück {n}" for n in reversed(range(7))]


@pytest.mark.usefixtures("short_pages")
def test_pieces_with_several_topics_and_people_stand_once_in_each_list(client):
    ada, ben = make_person("Ada Berg"), make_person("Ben Ahl")
    for count in range(5):
        post = make_interview(f"Stück {count}", guest=ada)
        post.credits.create(person=ben, role="interviewee", ordering=3)
        post.tags.add("Ton", "Licht", "Bühne")
        publish(post, by=None)
    all_of_them = [f"Stück {n}" for n in reversed(range(5))]
    for address in ("/thema/licht/", "/personen/ada-berg/", "/personen/ben-ahl/"):
        assert leafed_through(client, address) == all_of_them


def test_a_cursor_that_was_tampered_with_answers_404(client):
    assert client.get("/blog/?vor=unsinn").status_code == 404


def test_people_stand_in_phonebook_order(client):
    for name in ("Otto Muller", "Anna Müller", "Eva Öztürk", "Ben Ostermann", "Ida Mugler"):
        publish(make_post(author=make_person(name)), by=None)
    people = client.get("/personen/").context["page"].items
    names = [person.name for person in people]
    assert names == ["Anna Müller", "Ida Mugler", "Otto Muller", "Eva Öztürk", "Ben Ostermann"]


@pytest.mark.usefixtures("short_pages")
def test_pages_of_people_hold_everyone_once_namesakes_too(client):
    publish_by("Anna Berg", "Anna Berg", "Anna Berg", "Eva Öztürk", "Ida Öl", "Ömer Zorn")
    publish_by(*(f"Ada M{letter}" for letter in "abcdef"))
    seen, address = [], "/personen/"
    while address:
        page = client.get(address).context["page"]
        seen += [person.pk for person in page.items]
        address = f"/personen/?nach={page.further}" if page.further else ""
    assert seen == list(Person.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen)) == 12


def test_a_letter_leads_to_the_first_name_from_it_on(client):
    publish_by("Anna Berg", "Otto Muller", "Eva Öztürk")
    for letter, first in {"b": "Anna Berg", "c": "Otto Muller", "o": "Eva Öztürk"}.items():
        page = client.get(f"/personen/?ab={letter}")
        assert page.context["page"].items[0].name == first
        assert [link.text for link in links(page) if link.get("aria-current") == "true"] == [
            letter.upper()
        ]
    assert "Ab diesem Buchstaben gibt es keine Namen." in client.get("/personen/?ab=z").text


@pytest.mark.usefixtures("short_pages")
def test_letters_stand_only_where_there_is_more_than_a_page(client):
    publish_by("Anna Berg")
    assert "?ab=" not in client.get("/personen/").text
    publish_by(*(f"Ada M{letter}" for letter in "abcdz"), "Zoe Zorn")
    page = client.get("/personen/").text
    assert "?ab=z" in page
    assert "Weitere Personen" in page


@pytest.mark.parametrize("query", ["ab=%C3%B6", "ab=abc", "nach=unsinn"])
def test_an_address_that_leads_to_no_people_answers_404(client, query):
    assert client.get(f"/personen/?{query}").status_code == 404


def test_people_with_portraits_need_as_many_queries_for_many(client, django_assert_num_queries):
    client.get("/impressum/")  # the settings of the site are known from now on
    portrait = saved_image()
    for count in (1, 2):
        for person in publish_by(*(f"Ada {count}{number}" for number in range(count))):
            person.portrait = portrait
            person.save()
        with django_assert_num_queries(4):
            assert client.get("/personen/").text.count('class="portrait"') == (count**2 + count) / 2


def test_an_empty_site_says_so_kindly(client):
    for address in ("/", "/blog/", "/interviews/", "/personen/", "/events/", "/korrekturen/"):
        assert client.get(address).status_code == 200


@pytest.mark.usefixtures("short_pages")
def test_a_series_counts_its_pieces_from_the_first(client):
    row = make_event().series_of_posts.create(name="Reihe")
    published(3, series=row)
    newest = client.get("/serien/reihe/")
    assert [number for number, _ in newest.context["numbered"]] == [3, 2]
    assert '<li value="3">' in newest.text
    older = client.get(f"/serien/reihe/?vor={newest.context['page'].older}")
    assert [number for number, _ in older.context["numbered"]] == [1]


def test_the_front_page_lists_the_newest_pieces_of_a_series_with_it(client):
    row = make_event().series_of_posts.create(name="Reihe")
    published(2, series=row)
    publish(make_post("Allein"), by=None)
    [(shown, newest)] = client.get("/").context["strips"]
    assert (shown, [piece.teaser.title for piece in newest]) == (row, ["Stück 1", "Stück 0"])


@pytest.mark.usefixtures("short_pages")
def test_the_way_to_older_pieces_has_the_same_address_whenever_it_is_written(client):
    published(3)
    publish_by(*"abcdef")
    for path in ("/blog/", "/personen/"):
        with time_machine.travel(timezone.now() + timedelta(seconds=5)):
            before = client.get(path).text
        with time_machine.travel(timezone.now() + timedelta(seconds=50)):
            assert client.get(path).text == before


def test_the_list_of_people_begins_with_newsroom_and_ambassadors(client):
    editor, stands, guest = publish_by("Anna Berg", "Otto Muller", "Dr. Eva Öztürk")
    Person.objects.filter(pk=editor.pk).update(newsroom=True)
    make_ambassador(make_event("Kongress"), person=stands)
    tree = html.fromstring(client.get("/personen/").text)
    groups = [
        (section.xpath("string(h2)"), section.xpath(".//strong/text()"))
        for section in tree.xpath("//main//section")
    ]
    assert groups == [
        ("Redaktion", ["Berg"]),
        ("Botschafterinnen und Botschafter", ["Muller"]),
        ("Gäste", ["Öztürk"]),
    ]
    # By a letter everybody is found, whatever they are.
    people = client.get("/personen/?ab=b").context["page"].items
    assert people == [editor, stands, guest]
