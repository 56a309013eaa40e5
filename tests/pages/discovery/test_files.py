from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import sectxt
import time_machine
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from lxml import html
from protego import Protego

from events.models import EventSeries
from pages.discovery.mining import CRAWLERS
from tests.making import make_event, make_site

NOW = "2026-03-01T12:00:00+00:00"
ALL_FILES = ["/robots.txt", "/.well-known/security.txt", "/events.ics"]
pytestmark = pytest.mark.django_db


def test_robots_may_read_the_pieces_and_not_the_newsroom(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    robots = Protego.parse(answer.text)
    readable = ["/", "/blog/da/", "/feeds/rss.xml", "/media/a.jpg", "/static/site.css", "/suche/"]
    closed = ["/admin/", "/admin/blog/post/", "/konto/login/", "/suche/?q=x", "/gast/abc/"]
    assert [path for path in readable if not robots.can_fetch(path, "Any")] == []
    assert [path for path in closed if robots.can_fetch(path, "Any")] == []
    assert list(robots.sitemaps) == ["http://testserver/sitemap.xml"]


def test_a_reservation_of_mining_closes_the_site_to_those_who_train_and_to_nobody_else(client):
    make_site(reserve_mining=True)
    robots = Protego.parse(client.get("/robots.txt").text)
    for crawler in CRAWLERS:
        assert not robots.can_fetch("/blog/da/", crawler), crawler
    for reader in ("Googlebot", "bingbot", "Mozilla/5.0", "facebookexternalhit/1.1"):
        assert robots.can_fetch("/blog/da/", reader), reader
        assert not robots.can_fetch("/admin/", reader), reader


def test_security_txt_is_what_its_standard_asks_for(client, settings):
    settings.SITE_URL = "https://blog.example.org"
    said = sectxt.Parser(client.get("/.well-known/security.txt").content)
    assert said.errors == []
    assert said.is_valid()


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
