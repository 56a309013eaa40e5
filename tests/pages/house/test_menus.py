"""Menus: what stands in header and footer, how links move, and what the clock does to them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from blog.publishing.publish import publish
from blog.roles import EDITORS
from delivery import generation
from pages.house.menus import moved
from pages.models import MenuLink, Site
from tests.filling import Page
from tests.making import make_page, make_site

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/pages/menulink/"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redaktion", password="secret-word-1", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def menu(client, name="site-nav"):
    """The links of header or footer: each with its address and what is under it."""
    (nav,) = html.fromstring(client.get("/events/").text).xpath(f"//nav[@class='{name}']")
    return [
        (row.find("a").text, row.find("a").get("href"), row.xpath(".//ul//a/@href"))
        for row in nav.xpath("./ul/li")
    ]


def test_an_editor_adds_a_page_and_moves_it_with_buttons_and_readers_follow(editor):
    about, partners = make_page("Über uns"), make_page("Partner")
    assert next(name for name, *_ in menu(editor)) == "Alle Beiträge"  # nothing is set up
    for target in (f"own-{about.pk}", "page-events", f"own-{partners.pk}"):
        editor.post(ADDRESS, {"add": "header", "target": target})
    first, events, last = MenuLink.objects.all()
    page = editor.get(ADDRESS).text
    assert page.count("noch nicht veröffentlicht") == 2
    publish(about, by=None)
    publish(partners, by=None)
    generation.begin()
    answer = editor.post(ADDRESS, {"move": f"in-{last.pk}"}, follow=True)
    assert html.fromstring(answer.text).xpath("//button[@autofocus]/@value") == [f"out-{last.pk}"]
    editor.post(ADDRESS, {"move": f"up-{events.pk}"})
    generation.begin()
    assert menu(editor) == [
        ("Veranstaltungen", "/events/", ["/partner/"]),
        ("Über uns", "/ueber-uns/", []),
    ]
    about.slug = "wir"
    about.save()
    publish(about, by=None)
    generation.begin()
    assert ("Über uns", "/wir/", []) in menu(editor)
    editor.post(ADDRESS, {"move": f"remove-{first.pk}"})
    assert editor.post(ADDRESS, {"move": f"up-{first.pk}"}).status_code == 400
    assert editor.post(ADDRESS, {"add": "header", "target": "own-0"}).status_code == 400


@pytest.mark.parametrize(
    ("pk", "way", "after"),
    [
        (1, "up", "1 2> 3> 4"),
        (1, "down", "4 1 2> 3>"),
        (1, "in", "1 2> 3> 4"),
        (4, "in", "1 2> 3> 4>"),
        (4, "up", "4 1 2> 3>"),
        (2, "down", "1 3> 2> 4"),
        (2, "up", "1 2> 3> 4"),
        (2, "out", "1 3> 2 4"),
        (3, "out", "1 2> 3 4"),
        (4, "out", "1 2> 3> 4"),
    ],
)
def test_a_link_moves_with_what_is_under_it(pk, way, after):
    rows = [SimpleNamespace(pk=number, below=number in (2, 3)) for number in (1, 2, 3, 4)]
    assert (
        " ".join(f"{row.pk}{'>' if below else ''}" for row, below in moved(rows, pk, way)) == after
    )


def test_what_is_dragged_goes_to_its_place_unless_somebody_changed_the_menus_meanwhile(editor):
    make_site(navigation=[{"page": "blog"}, {"page": "events"}, {"page": "people"}])
    blog, events, people = MenuLink.objects.all()
    order = f"header:{people.pk}>,{blog.pk}> footer:{events.pk}"
    assert editor.post(ADDRESS, {"order": order}).status_code == 302
    generation.begin()
    assert menu(editor) == [("Personen", "/personen/", ["/blog/"])]
    assert [row[1] for row in menu(editor, "footer-nav")] == ["/events/"]
    for stale in (f"header:{people.pk}", f"header:{people.pk},{blog.pk},{events.pk},99", "x:1", ""):
        assert editor.post(ADDRESS, {"order": stale}).status_code == 400
    assert Site.objects.get().menu_links.filter(menu="footer").count() == 1


def test_a_page_comes_into_the_menu_by_the_clock_and_its_parent_may_not_be_there(
    client, time_machine
):
    now = timezone.now()
    parent, child = make_page("Mitmachen"), make_page("Gastautor werden")
    rows = [{"own": parent}, {"own": child, "below": True}, {"page": "events"}]
    make_site(navigation=rows)
    publish(child, by=None)
    publish(parent, by=None, starts_at=now + timedelta(hours=1))
    generation.begin()
    assert [row[1] for row in menu(client)] == ["/gastautor-werden/", "/events/"]
    with CaptureQueriesContext(connection) as asked:
        client.get("/impressum/")
    assert not [q for q in asked if "pages_menulink" in q["sql"] or "blog_post" in q["sql"]]
    time_machine.move_to(now + timedelta(hours=2))
    assert menu(client)[0] == ("Mitmachen", "/mitmachen/", ["/gastautor-werden/"])


def test_a_link_leads_to_one_place_in_the_database_too():
    site, page = make_site(), make_page()
    for wrong in ({}, {"page": "blog", "address": "/x/"}, {"page": "blog", "own": page}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MenuLink.objects.create(site=site, **wrong)


def test_the_page_of_the_menus_asks_as_little_for_thirty_links_as_for_three(editor):
    def asked():
        assert editor.get(ADDRESS).status_code == 200  # the site is known from now on
        with CaptureQueriesContext(connection) as queries:
            editor.get(ADDRESS)
        return len(queries)

    make_site(navigation=[{"own": make_page()} for _each in range(3)])
    first = asked()
    make_site(navigation=[{"own": make_page()} for _each in range(27)])
    assert asked() == first <= 8


def test_a_link_that_goes_to_the_other_menu_stands_at_its_end(editor):
    make_site(navigation=[{"page": "blog"}], footer=[{"page": "people"}])
    blog = MenuLink.objects.get(page="blog")
    Page(editor, f"{ADDRESS}{blog.pk}/change/").fill(menu="footer", label="Alles").press("_save")
    footer = MenuLink.objects.filter(menu="footer")
    assert [str(row) for row in footer] == ["Personen", "Alles"]
