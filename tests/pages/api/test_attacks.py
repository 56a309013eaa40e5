"""What the API must never tell, and what it is asked for in bad faith."""

import json
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post
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
from tests.pages.api.reading import read

pytestmark = pytest.mark.django_db
SECRET = "Geheimniskraemer"
LISTS = ("/api/v1/pieces/", "/api/v1/events/", "/api/v1/people/")


@pytest.fixture
def hidden(time_machine):
    """Everything that readers do not see, each with the secret word in its name."""
    now = timezone.now()
    author = make_person(f"Anna {SECRET}", slug="anna", email="anna@geheim.example")
    draft = make_post(f"Entwurf {SECRET}", slug="entwurf", author=author)
    draft.tags.add(SECRET)
    planned = make_post(f"Geplant {SECRET}", slug="geplant", author=author)
    publish(planned, by=None, starts_at=now + timedelta(days=2))
    gone = make_post(f"Weg {SECRET}", slug="weg", author=author)
    publish(gone, by=None)
    withdraw(gone)
    over = make_post(f"Vorbei {SECRET}", slug="vorbei", author=author)
    publish(over, by=None, ends_at=now + timedelta(minutes=1))
    event = make_event(f"Kongress {SECRET}", slug="kongress", public=False)
    make_offer(event, name=SECRET)
    make_ambassador(event, person=author, code=SECRET)
    live = make_post("Sichtbar", slug="sichtbar", event=event)
    publish(live, by=None)
    live.title = f"Neuer {SECRET}"
    live.save()
    time_machine.move_to(now + timedelta(minutes=5), tick=False)
    return {"draft": draft, "planned": planned, "gone": gone, "over": over, "live": live}


def test_nothing_that_readers_do_not_see_is_told(client, hidden):
    asked = [
        *LISTS,
        f"/api/v1/pieces/?q={SECRET}",
        "/api/v1/pieces/?art=beitrag",
        f"/api/v1/pieces/?jahr={timezone.now():%Y}",
        "/api/v1/pieces/sichtbar/",
        f"/api/v1/pieces/id/{hidden['live'].pk}/",
    ]
    for address in asked:
        value = read(client, address)
        assert SECRET.lower() not in json.dumps(value).lower(), address
    assert [one["slug"] for one in read(client, "/api/v1/pieces/")["items"]] == ["sichtbar"]
    assert read(client, "/api/v1/pieces/sichtbar/")["event"] is None
    assert read(client, "/api/v1/pieces/sichtbar/")["tickets"] is None


@pytest.mark.parametrize(
    "path",
    [
        *("pieces/entwurf/", "pieces/geplant/", "events/kongress/", "people/anna/"),
        *("pieces/gibt-es-nicht/", "pieces/id/0/", f"pieces/id/{'9' * 40}/", "people/²/"),
        *("nichts/", "pieces/id/-1/", "pieces/sichtbar/mehr/"),
    ],
)
def test_what_is_not_out_is_as_unknown_as_nonsense(client, hidden, path):
    said = read(client, f"/api/v1/{path}", 404)
    assert said["detail"] == "Unter dieser Adresse gibt es nichts."


def test_drafts_and_plans_are_unknown_by_their_ids(client, hidden):
    for name in ("draft", "planned"):
        read(client, f"/api/v1/pieces/id/{hidden[name].pk}/", 404)


def test_of_what_was_withdrawn_no_more_is_told_than_on_its_page(client, hidden):
    for address in ("/api/v1/pieces/weg/", f"/api/v1/pieces/id/{hidden['gone'].pk}/"):
        said = read(client, address, 410)
        assert said["title"] == "Gone"
        assert said["detail"].startswith(f"„Weg {SECRET}“ wurde hier veröffentlicht")
        assert set(said) == {"type", "title", "status", "detail", "instance"}


def test_somebody_known_from_drafts_alone_is_no_filter(client, hidden):
    for narrow in ({"person": "anna"}, {"event": "kongress"}, {"thema": SECRET.lower()}):
        said = read(client, f"/api/v1/pieces/?{urlencode(narrow)}", 400)
        assert f"„{next(iter(narrow))}“" in said["detail"]


def test_no_mail_address_and_no_code_is_told_of_anybody(client):
    event = make_event("Kongress", slug="kongress")
    guest = make_person("Ada Berg", slug="ada", email="ada@privat.example", aliases="Ada Geheim")
    make_ambassador(event, person=guest, code="ADACODE")
    make_offer(event, code="OFFERCODE", url="https://tickets.example/verborgen")
    talk = make_interview(
        "Gespräch", guest=guest, event=event, promotes_event=False, reports_because="Rückblick."
    )
    publish(talk, by=None)
    for address in (*LISTS, "/api/v1/people/ada/", "/api/v1/events/kongress/"):
        text = json.dumps(read(client, address))
        for never in ("@privat", "Geheim", "ADACODE", "OFFERCODE", "verborgen"):
            assert never not in text, (address, never)


def test_somebody_who_was_deleted_is_gone_and_named_by_the_piece_alone(client):
    guest = make_person("Ada Berg", slug="ada", email="ada@privat.example")
    talk = make_interview("Gespräch", guest=guest, slug="gespraech")
    publish(talk, by=None)
    read(client, "/api/v1/people/ada/")
    withdraw(talk)
    read(client, "/api/v1/people/ada/", 404)
    assert read(client, "/api/v1/people/")["items"] == []
    assert Person.objects.filter(slug="ada").exists()


HOSTILE = [
    "' OR 1=1 --",
    '"; DROP TABLE blog_search; --',
    "<script>alert(1)</script>",
    "NEAR(a b)",
    "title:* AND",
    "\x00",
    "%00",
    "{}" * 90,
    "((((((",
    "a* b* c*",
    "\ud7ff\ufffe\u202e",
    "*",
    '"',
    "kind:page",
    "ſſ" * 90,
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_words_find_nothing_or_something_and_break_nothing(client, query):
    publish(make_post("Sichtbar"), by=None)
    address = f"/api/v1/pieces/?{urlencode({'q': query})}"
    response = client.get(address)
    assert response.status_code in (200, 400)
    assert b"<script" not in response.content or response["Content-Type"].endswith("json")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_query_that_is_too_long_is_told_so(client):
    said = read(client, f"/api/v1/pieces/?q={'wort+' * 60}", 400)
    assert "„q“" in said["detail"]


ODD = [
    "-1",
    "0",
    "101",
    "1e9",
    "999999999999",
    "²",
    "٣",
    "1.5",
    "0x10",
    " 7",
    "7 ",
    "+7",
    "\x00",
    "zehn",
]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("address", LISTS)
def test_an_odd_limit_is_refused_by_name(client, address, odd):
    said = read(client, f"{address}?limit={quote(odd)}", 400)
    assert "„limit“" in said["detail"]


@pytest.fixture
def cursors(client):
    """The cursor of the second page of each list."""
    event = make_event("Kongress", slug="kongress")
    make_event("Anderer")
    for _time in range(3):
        publish(make_interview("Wort", event=event), by=None)
    narrowed = ["/api/v1/pieces/?q=wort", "/api/v1/pieces/?event=kongress"]
    found = {}
    for address in (*LISTS, *narrowed):
        mark = "&" if "?" in address else "?"
        further = read(client, f"{address}{mark}limit=1")["next"]
        found[address] = further.partition("cursor=")[2]
    return found


def test_a_cursor_of_another_list_is_refused(client, cursors):
    for address in cursors:
        mark = "&" if "?" in address else "?"
        for other, cursor in cursors.items():
            status = 200 if other == address else 400
            read(client, f"{address}{mark}cursor={cursor}", status)


def test_a_cursor_that_was_cut_or_forged_is_refused(client, cursors):
    for address, cursor in cursors.items():
        mark = "&" if "?" in address else "?"
        body, _colon, seal = cursor.partition("%3A")
        forged = [cursor[:-3], cursor[3:], f"{body}x%3A{seal}", body, "x", "%00", "%3A", "a" * 900]
        for one in forged:
            said = read(client, f"{address}{mark}cursor={one}", 400)
            assert "„cursor“" in said["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading_is_answered(method):
    client = Client(enforce_csrf_checks=True)  # as outside of tests
    post = make_post("Sichtbar", slug="sichtbar")
    publish(post, by=None)
    for address in ("/api/v1/pieces/", "/api/v1/pieces/sichtbar/", "/api/v1/nichts/"):
        response = getattr(client, method)(address, {"title": "x"} if method == "post" else None)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"
        assert response["Content-Type"] == "application/problem+json"
    assert Post.objects.get().title == "Sichtbar"


def test_a_head_has_the_headers_and_no_body(client):
    publish(make_post("Sichtbar"), by=None)
    head, whole = client.head("/api/v1/pieces/"), client.get("/api/v1/pieces/")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]


def test_nobody_who_is_signed_in_is_told_more(admin_client, client, hidden):
    for address in (*LISTS, "/api/v1/pieces/sichtbar/"):
        assert admin_client.get(address).content == client.get(address).content
    read(admin_client, "/api/v1/pieces/entwurf/", 404)


def test_hostile_markup_that_got_into_a_biography_is_not_passed_on(client):
    guest = make_person("Ada Berg", slug="ada")
    Person.objects.filter(pk=guest.pk).update(
        bio='<p onclick="x()">Gut</p><script>alert(1)</script><a href="javascript:x()">da</a>'
    )
    publish(make_interview("Gespräch", guest=guest), by=None)
    told = read(client, "/api/v1/people/ada/")["html"]
    assert "Gut" in told
    for never in ("script", "onclick", "javascript"):
        assert never not in told


def test_a_cursor_is_no_way_to_make_the_database_work(client, cursors):
    publish(make_post("Sichtbar"), by=None)
    client.get("/api/v1/pieces/")
    with CaptureQueriesContext(connection) as queries:
        read(client, "/api/v1/pieces/?cursor=gefaelscht", 400)
    assert len(queries) == 0
