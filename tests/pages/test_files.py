from datetime import datetime, timedelta
from pathlib import Path
from urllib.robotparser import RobotFileParser

import icalendar
import pytest
import time_machine
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from lxml import etree, html

from blog.publishing import publish, withdraw
from events.models import EventSeries
from tests.making import make_event, make_interview, make_person, make_post

NOW = "2026-03-01T12:00:00+00:00"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FIXED = ["/", "/blog/", "/interviews/", "/personen/", "/events/", "/transparenz/", "/korrekturen/"]
ALL_FILES = ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/events.ics"]
pytestmark = pytest.mark.django_db


def sitemap(client) -> dict[str, str | None]:
    """The dates of the last change by address."""
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=NS): url.findtext("s:lastmod", namespaces=NS)
        for url in tree.findall("s:url", NS)
    }


def test_the_sitemap_of_an_empty_site_names_its_fixed_pages(client):
    assert sitemap(client) == {f"http://testserver{path}": None for path in FIXED}


def test_the_sitemap_names_live_canonical_pages_only_and_each_answers(client):
    event = make_event("Kongress", slug="kongress")
    post = make_post("Da", slug="erst", author=make_person("Ada Eins", newsroom=True))
    post.tags.add("Licht")
    publish(post, by=None)
    post.slug = "da"
    post.save()
    publish(post, by=None)
    secret = make_post("Entwurf", slug="entwurf", author=make_person("Bea Zwei"))
    secret.tags.add("Geheim")
    later = make_post("Bald", slug="bald", author=make_person("Cem Drei"))
    later.tags.add("Später")
    publish(later, by=None, starts_at=timezone.now() + timedelta(days=1))
    gone = make_post("Weg", slug="weg", author=make_person("Dan Vier"))
    publish(gone, by=None)
    withdraw(gone)
    row = event.series_of_posts.create(name="Reihe")
    interview = make_interview("Gespräch", slug="gespraech", series=row, event=event)
    publish(interview, by=None)
    guests = [f"/personen/{credit.person.slug}/" for credit in interview.credits.all()]
    places = ["/blog/da/", "/interviews/gespraech/", "/thema/licht/", "/personen/ada-eins/"]
    places += [*guests, "/serien/reihe/", "/events/kongress/"]
    assert sorted(sitemap(client)) == sorted(f"http://testserver{p}" for p in FIXED + places)
    for address in sitemap(client):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_the_sitemap_dates_a_page_by_its_last_change_of_substance(client):
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Da", slug="da", author=make_person("Ada Eins", newsroom=True))
        publish(post, by=None)
        clock.shift(3600)
        post.body = "<p>Ein Tippfehler weniger.</p>"
        post.save()
        publish(post, by=None, substantial=False)
        dates = sitemap(client)
    assert dates["http://testserver/blog/da/"] == "2026-03-01T13:00:00+01:00"
    assert dates["http://testserver/personen/ada-eins/"] == "2026-03-01T13:00:00+01:00"


def test_the_sitemap_needs_as_many_queries_for_many_pieces(client, django_assert_max_num_queries):
    for _number in range(10):
        publish(make_post(), by=None)
    with django_assert_max_num_queries(6):
        client.get("/sitemap.xml")


def test_robots_may_read_the_pieces_and_not_the_newsroom(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    readable = ["/", "/blog/da/", "/feeds/rss.xml", "/media/a.jpg", "/static/site.css"]
    closed = ["/admin/", "/admin/blog/post/", "/konto/login/", "/suche/?q=x", "/gast/abc/"]
    assert [path for path in readable if not robots.can_fetch("Any", path)] == []
    assert [path for path in closed if robots.can_fetch("Any", path)] == []
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]


def test_security_txt_names_a_contact_and_expires_within_a_year(client):
    with time_machine.travel(NOW, tick=False):
        answer = client.get("/.well-known/security.txt")
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
        expires = datetime.fromisoformat(fields.pop("Expires"))
        assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert fields == {
        "Contact": settings.SECURITY_CONTACT,
        "Preferred-Languages": "de, en",
        "Canonical": "http://testserver/.well-known/security.txt",
    }
    assert settings.SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:"))


def entries(answer) -> list[str]:
    return [str(e["SUMMARY"]) for e in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]


def test_the_calendar_holds_every_event_and_events_and_series_have_their_own(client):
    series = EventSeries.objects.create(name="Reihe", slug="reihe")
    make_event("Alt", series=series, starts_at=timezone.now() - timedelta(days=400))
    make_event("Neu", slug="neu")
    for address, names, file in (
        ("/events.ics", ["Alt", "Neu"], "events"),
        ("/events/neu.ics", ["Neu"], "neu"),
        ("/events/reihe/reihe.ics", ["Alt"], "reihe"),
    ):
        answer = client.get(address)
        assert entries(answer) == names
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.headers["Content-Disposition"] == f'inline; filename="{file}.ics"'
        assert answer.headers["Cache-Control"].startswith("public, max-age=60, s-maxage=10")
    for address in ("/events/keins.ics", "/events/reihe/keine.ics"):
        assert client.get(address).status_code == 404


def test_calendars_know_nothing_of_events_that_are_not_announced(client):
    series = EventSeries.objects.create(name="Reihe", slug="reihe")
    make_event("Geheim", slug="geheim", series=series, public=False)
    assert client.get("/events/geheim.ics").status_code == 404
    assert (
        entries(client.get("/events.ics")) == entries(client.get("/events/reihe/reihe.ics")) == []
    )


CALENDARS = ["/events.ics", "/events/neu.ics", "/events/reihe/reihe.ics"]


@pytest.fixture
def neu():
    with time_machine.travel(NOW, tick=False):
        series = EventSeries.objects.create(name="Reihe", slug="reihe")
        return make_event("Neu", slug="neu", series=series)


@pytest.mark.parametrize("address", CALENDARS)
def test_who_has_a_calendar_is_told_that_nothing_has_changed(client, neu, address):
    answer = client.get(address)
    assert answer.headers["Last-Modified"] == "Sun, 01 Mar 2026 12:00:00 GMT"
    had = {"If-None-Match": answer.headers["ETag"]}
    dated = {"If-Modified-Since": answer.headers["Last-Modified"]}
    for headers in (had, dated):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == answer.headers["ETag"]
    neu.venue = "Halle"
    neu.save()
    for headers in (had, dated):
        assert client.get(address, headers=headers).status_code == 200


@pytest.mark.parametrize("address", [CALENDARS[0], CALENDARS[2]])
def test_an_event_taken_back_changes_the_date_of_calendars(client, neu, address):
    make_event(series=neu.series)
    dated = {"If-Modified-Since": client.get(address).headers["Last-Modified"]}
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        neu.public = False
        neu.save()
    assert client.get(address, headers=dated).status_code == 200


def test_an_event_leads_to_its_entry_and_to_the_calendar_of_its_series(neu, english):
    def links(**context):
        tree = html.fromstring(
            f"<p>{render_to_string('components/calendar_links.html', context)}</p>"
        )
        return [(link.text, link.get("href")) for link in tree.iter("a")]

    editions = [
        ("Subscribe to all editions", "webcal://testserver/events/reihe/reihe.ics"),
        ("Address of the calendar", "/events/reihe/reihe.ics"),
    ]
    assert links(event=neu) == [("Add to my calendar", "/events/neu.ics"), *editions]
    assert links(series=neu.series) == editions
    assert links() == [
        ("Subscribe to all events", "webcal://testserver/events.ics"),
        ("Address of the calendar", "/events.ics"),
    ]


@pytest.mark.parametrize("address", ALL_FILES)
def test_files_are_read_only_and_set_no_cookie(client, address):
    assert client.get(address).cookies == {}
    assert client.post(address).status_code == 405


@pytest.fixture
def picture() -> str:
    """An uploaded file, and a secret beside the folder of uploads."""
    root = Path(settings.MEDIA_ROOT)
    (root / "bilder").mkdir(exist_ok=True)
    (root / "bilder" / "a b.webp").write_bytes(b"RIFF")
    (root.parent / "secret.txt").write_text("secret")
    return "/media/bilder/a%20b.webp"


def test_an_uploaded_picture_is_served_without_any_right(client, picture):
    answer = client.get(picture)
    assert b"".join(answer) == b"RIFF"
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "bilder/../../secret.txt",
        "bilder/%2e%2e/%2e%2e/secret.txt", "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd",
        "..%5csecret.txt", "....//secret.txt", "", "bilder/", "bilder", ".", "fehlt.webp",
        "%00", "bilder/a%20b.webp%00.txt", "x" * 5_000, "%ff%fe",
    ],
)  # fmt: skip
def test_nothing_but_uploaded_files_is_served(client, picture, path):
    assert client.get(f"/media/{path}").status_code in (400, 404)
