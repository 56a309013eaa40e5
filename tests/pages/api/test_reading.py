"""What the API tells of pieces, events and people, and that it is what its description says."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Correction, Tie
from blog.publishing.publish import publish
from delivery import generation
from pages.api.openapi import document
from people.models import Organisation
from tests.making import (
    make_ambassador,
    make_event,
    make_interview,
    make_offer,
    make_page,
    make_person,
    make_post,
    make_site,
    take_for_committed,
)
from tests.media.pictures import saved_image
from tests.pages.api.reading import faults, pages_of, read, resolve, schema_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    """An advertisement of an interview, with all that an interview can have."""
    event = make_event("Kongress", slug="kongress", city="Kassel", description="<p>Zwei Tage.</p>")
    make_offer(event, price="490.00")
    guest = make_person("Gesa Gast", slug="gesa", role_line="Ärztin")
    make_ambassador(event, person=guest, benefit="")
    series = event.series_of_posts.create(name="Reihe", slug="reihe")
    interview = make_interview(
        "Was geblieben ist",
        guest=guest,
        slug="geblieben",
        series=series,
        event=event,
        standfirst="Ein Gespräch.",
        exchanges=(
            ("Was bleibt?", '<p>Vieles, <a href="/blog/">hier</a>.</p>'),
            ("Und?", "<p>Ja.</p>"),
        ),
        promotes_event=True,
        reports_because="",
    )
    interview.tags.add("Klima")
    row = Organisation.objects.create(name="Muster GmbH")
    Tie.objects.create(post=interview, organisation=row, consideration="money", influence="none")
    return interview


def replied(interview, edition):
    return Correction.objects.create(
        post_id=interview.pk,
        edition=edition,
        published_at=timezone.now() - timedelta(minutes=1),
        kind=Correction.Kind.RIGHT_OF_REPLY,
        text="Das habe ich so nicht gesagt.",
        by="Kai Kran",
    )


def test_what_must_stand_with_a_piece_stands_in_list_and_detail_alike(client, talk):
    replied(talk, publish(talk, by=None))
    (listed,) = read(client, "/api/v1/pieces/")["items"]
    whole = read(client, "/api/v1/pieces/geblieben/")
    assert listed["disclosed"] == whole["disclosed"]
    told = listed["disclosed"]
    assert told["labels"][0]["text"] == "Anzeige"
    assert "Interview" in [one["text"] for one in told["labels"]]
    assert "Muster GmbH hat für diesen Beitrag bezahlt." in json.dumps(
        told["notices"], ensure_ascii=False
    )
    assert [(one["kind"], one["by"]) for one in told["replies"]] == [("right_of_reply", "Kai Kran")]
    assert listed["title"] == "[Anzeige] Was geblieben ist"
    assert whole["html"].startswith("<p><strong>Anzeige</strong></p>")
    assert "Das habe ich so nicht gesagt." in whole["html"]


def test_a_piece_is_told_as_its_page_shows_it(client, talk):
    publish(talk, by=None)
    whole = read(client, "/api/v1/pieces/geblieben/")
    assert whole == read(client, f"/api/v1/pieces/id/{talk.pk}/")
    assert [one["question"] for one in whole["exchanges"]] == ["Was bleibt?", "Und?"]
    first = whole["exchanges"][0]["answers"][0]
    assert (first["name"], first["slug"]) == ("Gesa Gast", "gesa")
    assert 'href="http://testserver/blog/"' in first["html"]
    assert whole["url"] == "http://testserver/interviews/geblieben/"
    assert whole["series"]["url"] == "http://testserver/serien/reihe/"
    assert whole["event"]["name"] == "Kongress"
    assert whole["tickets"]["action"] == "Ticket für 490,00\xa0€" or whole["tickets"]["action"]
    assert f"von={talk.pk}" in whole["tickets"]["url"]
    assert [one["name"] for one in whole["topics"]] == ["Klima"]


def test_every_answer_is_what_the_description_says(client, talk):
    replied(talk, publish(talk, by=None))
    publish(make_page("Über uns", slug="ueber-uns"), by=None)
    asked = {
        "/api/v1/pieces/": "/api/v1/pieces/",
        "/api/v1/pieces/?q=geblieben": "/api/v1/pieces/",
        "/api/v1/pieces/geblieben/": "/api/v1/pieces/{slug}/",
        "/api/v1/pieces/ueber-uns/": "/api/v1/pieces/{slug}/",
        f"/api/v1/pieces/id/{talk.pk}/": "/api/v1/pieces/id/{id}/",
        "/api/v1/events/": "/api/v1/events/",
        "/api/v1/events/kongress/": "/api/v1/events/{slug}/",
        "/api/v1/people/": "/api/v1/people/",
        "/api/v1/people/gesa/": "/api/v1/people/{slug}/",
    }
    assert {*asked.values()} == {*document("Blog")["paths"]}
    for address, path in asked.items():
        value = read(client, address)
        assert value.get("items") != [], address
        assert faults(value, schema_of(path)) == [], address
    assert (
        faults(read(client, "/api/v1/pieces/x/", 404), schema_of("/api/v1/pieces/{slug}/", "404"))
        == []
    )
    wrong = read(client, "/api/v1/pieces/?limit=0", 400)
    assert faults(wrong, schema_of("/api/v1/pieces/", "400")) == []


def test_the_check_against_the_description_finds_what_is_wrong(client, talk):
    publish(talk, by=None)
    whole, schema = read(client, "/api/v1/pieces/geblieben/"), schema_of("/api/v1/pieces/{slug}/")
    for change in (
        {"id": "7"},
        {"kind": "roman"},
        {"more": 1},
        {"published_at": "gestern"},
        {"disclosed": {}},
        {"topics": [{}]},
    ):
        assert faults(whole | change, schema)
    assert faults({name: whole[name] for name in whole if name != "url"}, schema)


def test_the_description_is_whole(client):
    told = read(client, "/api/openapi.json")
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "http://testserver"}]
    names = [one["get"]["operationId"] for one in told["paths"].values()]
    assert len(set(names)) == len(names) == 7
    for path, one in told["paths"].items():
        parameters = [resolve(each) for each in one["get"]["parameters"]]
        assert {p["name"] for p in parameters if p["in"] == "path"} == {
            part.strip("{}") for part in path.split("/") if part.startswith("{")
        }
        assert all(p["required"] for p in parameters if p["in"] == "path")
        for status in one["get"]["responses"]:
            assert resolve(one["get"]["responses"][status])["description"]
    text = json.dumps(told)
    used = {part.partition('"')[0] for part in text.split("#/components/")[1:]}
    there = {f"{kind}/{name}" for kind, of in told["components"].items() for name in of}
    assert used == there


def test_the_lists_are_narrowed_down_by_what_the_search_knows(client, talk):
    publish(talk, by=None)
    publish(make_post("Etwas anderes", slug="anderes"), by=None)
    year = timezone.localtime().year
    for asked in ("q=geblieben", "art=interview", "thema=klima", "person=gesa", "event=kongress"):
        found = read(client, f"/api/v1/pieces/?{asked}")["items"]
        assert [one["slug"] for one in found] == ["geblieben"], asked
    found = read(client, f"/api/v1/pieces/?jahr={year}&art=beitrag")["items"]
    assert [one["slug"] for one in found] == ["anderes"]
    assert read(client, f"/api/v1/pieces/?jahr={year - 1}")["items"] == []
    assert read(client, "/api/v1/pieces/?q=unauffindbar")["items"] == []


@pytest.mark.parametrize("narrow", ["", "q=wort", "art=beitrag", "q=wort&art=beitrag"])
def test_pages_follow_each_other_without_gap_and_double(client, narrow):
    now = timezone.now()
    for number in range(7):
        post = make_post(f"Wort {number}", slug=f"wort-{number}")
        publish(post, by=None, now=now - timedelta(seconds=20 * (number // 2)))
    whole = [one["slug"] for one in read(client, f"/api/v1/pieces/?{narrow}")["items"]]
    assert len(set(whole)) == 7
    paged = pages_of(client, f"/api/v1/pieces/?limit=3&{narrow}")
    assert [len(page) for page in paged] == [3, 3, 1]
    assert [one["slug"] for page in paged for one in page] == whole


def test_what_is_published_meanwhile_moves_nothing_on_the_pages_that_follow(client):
    now = timezone.now()
    for number in range(4):
        publish(make_post(f"Wort {number}"), by=None, now=now - timedelta(minutes=number))
    first = read(client, "/api/v1/pieces/?limit=2")
    publish(make_post("Neu"), by=None)
    second = read(client, first["next"].removeprefix("http://testserver"))
    assert [one["title"] for one in second["items"]] == ["Wort 2", "Wort 3"]


def test_events_and_people_are_paged_as_well(client):
    for number in range(5):
        starts = timezone.now() + timedelta(days=number + 1)
        make_event(f"Kongress {number}", starts_at=starts)
        publish(make_post(author=make_person(f"Name {number}")), by=None)
    events = pages_of(client, "/api/v1/events/?limit=2")
    assert [one["name"] for page in events for one in page] == [
        f"Kongress {n}" for n in (4, 3, 2, 1, 0)
    ]
    people = pages_of(client, "/api/v1/people/?limit=2")
    assert [one["name"] for page in people for one in page] == [f"Name {n}" for n in range(5)]


def test_an_event_tells_the_state_of_its_tickets_by_the_clock(client, time_machine):
    now = timezone.now()
    event = make_event("Kongress", slug="kongress")
    make_offer(event, name="Früh", price="390.00", sales_end=now + timedelta(days=2))
    make_offer(event, name="Spät", price="490.00", sales_start=now + timedelta(days=2))
    told = read(client, "/api/v1/events/kongress/")["tickets"]
    assert told["state"] == "early_bird"
    assert [(one["name"], one["state"]) for one in told["offers"]] == [
        ("Früh", "on_sale"),
        ("Spät", "not_yet"),
    ]
    assert [bool(one["url"]) for one in told["offers"]] == [True, False]
    assert told["next_price"] == "490.00"
    time_machine.move_to(now + timedelta(days=3), tick=False)
    told = read(client, "/api/v1/events/kongress/")["tickets"]
    assert [one["state"] for one in told["offers"]] == ["closed", "on_sale"]
    time_machine.move_to(event.ends_at + timedelta(days=1), tick=False)
    assert read(client, "/api/v1/events/kongress/")["tickets"]["state"] == "over"


def test_the_way_to_a_piece_that_looks_back_says_what_it_is(client, talk, time_machine):
    talk.recap = True
    talk.save()
    publish(talk, by=None)
    time_machine.move_to(talk.event.ends_at + timedelta(days=1), tick=False)
    told = read(client, "/api/v1/events/kongress/")["tickets"]
    assert (told["action"], told["url"]) == ("", "")
    assert told["recap"]["url"] == "http://testserver/interviews/geblieben/"
    assert told["recap"]["labels"][0]["text"] == "Anzeige"


def test_an_answer_is_kept_no_longer_than_it_is_true(client):
    event = make_event("Kongress", slug="kongress")
    make_offer(event, sales_end=timezone.now() + timedelta(seconds=30))
    for address in ("/api/v1/events/kongress/", "/api/v1/events/"):
        assert "max-age=2" in client.get(address)["Cache-Control"], address


def test_former_addresses_lead_to_the_present_ones(client, talk):
    publish(talk, by=None)
    talk.slug = "umgezogen"
    talk.save()
    publish(talk, by=None)
    event, guest = talk.event, talk.credits.get(role="interviewee").person
    event.slug, guest.slug = "kongress-neu", "gesa-neu"
    event.save()
    guest.save()
    for kind, old, new in (
        ("pieces", "geblieben", "umgezogen"),
        ("events", "kongress", "kongress-neu"),
        ("people", "gesa", "gesa-neu"),
    ):
        moved = client.get(f"/api/v1/{kind}/{old}/")
        assert (moved.status_code, moved["Location"]) == (301, f"/api/v1/{kind}/{new}/")
        assert moved["Access-Control-Allow-Origin"] == "*"
    generation.begin()  # as the commit would
    credit = read(client, "/api/v1/pieces/umgezogen/")["credits"][0]
    assert credit["url"] == "http://testserver/personen/gesa-neu/"
    without_slash = client.get("/api/v1/pieces")
    assert (without_slash.status_code, without_slash["Location"]) == (301, "/api/v1/pieces/")
    assert without_slash["Access-Control-Allow-Origin"] == "*"


def test_who_has_an_answer_already_is_told_so_until_it_changes(client, talk):
    publish(talk, by=None)
    for address in ("/api/v1/pieces/", "/api/v1/pieces/geblieben/", "/api/openapi.json"):
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    tag = client.get("/api/v1/pieces/geblieben/")["ETag"]
    talk.standfirst = "Ein anderes Gespräch."
    talk.save()
    publish(talk, by=None)
    assert (
        client.get("/api/v1/pieces/geblieben/", headers={"if-none-match": tag}).status_code == 200
    )


def test_words_about_a_piece_are_in_its_language(client):
    publish(make_post("Piece", slug="piece", language="en", author=make_person("Ada")), by=None)
    publish(make_post("Beitrag", slug="beitrag", author=make_person("Ida")), by=None)
    english, german = (read(client, f"/api/v1/pieces/{slug}/") for slug in ("piece", "beitrag"))
    assert [english["disclosed"]["labels"][0]["text"], english["credits"][0]["role_name"]] == [
        "Guest post",
        "author",
    ]
    assert german["disclosed"]["labels"][0]["text"] == "Gastbeitrag"


def test_a_reservation_of_mining_is_told_here_as_well(client):
    make_site(reserve_mining=True)
    assert client.get("/api/v1/pieces/")["TDM-Reservation"] == "1"


def _world(many):
    event = make_event("Kongress", slug="kongress")
    for number in range(many):
        starts = timezone.now() + timedelta(days=number + 1)
        make_offer(make_event(f"Anderer {number}", starts_at=starts))
        guest = make_person(f"Gast {number}")
        talk = make_interview(f"Wort {number}", guest=guest, event=event)
        talk.tags.add("Klima", f"Thema {number}")
        publish(talk, by=None)


COSTS = {
    "/api/v1/pieces/?limit=100": 2,
    "/api/v1/pieces/?limit=100&art=interview": 3,
    "/api/v1/pieces/?limit=100&event=kongress&thema=klima": 6,
    "/api/v1/pieces/?limit=100&q=wort": 4,
    "/api/v1/events/?limit=100": 2,
    "/api/v1/people/?limit=100": 1,
}


@pytest.mark.parametrize("many", [2, 12])
def test_how_many_there_are_costs_no_more_queries(client, many):
    _world(many)
    take_for_committed()
    client.get("/api/v1/pieces/")
    for address, cost in COSTS.items():
        with CaptureQueriesContext(connection) as queries:
            found = read(client, address)
        assert len(found["items"]) >= many
        said = [query["sql"][:90] for query in queries if "delivery_" not in query["sql"]]
        assert len(said) == cost, (address, said)


def test_pictures_are_told_with_what_has_to_stand_below_them(client):
    image = saved_image(credit="Foto: Kai Kran", alternative_text="Ein Saal")
    guest = make_person("Gesa Gast", slug="gesa", portrait=image)
    publish(make_interview("Gespräch", slug="gespraech", guest=guest, image=image), by=None)
    for told in (
        read(client, "/api/v1/pieces/gespraech/")["picture"],
        read(client, "/api/v1/pieces/")["items"][0]["picture"],
    ):
        assert told["url"].startswith("http://testserver/media/")
        assert (told["alt"], told["credit"]) == ("Ein Saal", "Foto: Kai Kran")
        assert faults(told, {"$ref": "#/components/schemas/Picture"}) == []
    assert read(client, "/api/v1/people/gesa/")["portrait"]["width"]
