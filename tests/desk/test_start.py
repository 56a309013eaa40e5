"""The start page: where to go on, what waits, what is coming, what is being read."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from blog.models import Reading, Source, Waiver
from blog.publishing.publish import publish
from desk.pieces.listed import Piece
from interviews.models import Manuscript
from shops.models import Connection
from tests.desk.conftest import member
from tests.making import make_event, make_interview, make_offer, make_person, make_post
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db


def shown(desk):
    response = desk.get("/admin/")
    assert response.status_code == 200
    return response.context


def test_an_empty_newsroom_says_what_to_do(desk):
    context = shown(desk)
    assert context["is_new"]
    assert (context["begun"], context["waiting"], context["days"], context["read"]) == (
        [],
        [],
        [],
        [],
    )


def test_ones_own_drafts_and_imports_are_there_to_go_on_with(desk, editor):
    mine = make_post("Meiner", created_by=editor, body="<p>Erster Satz. Der letzte Satz.</p>")
    make_post("Von anderen")
    published = make_post("Fertig", created_by=editor)
    publish(published, by=None)
    Manuscript.objects.create(filename="mail.eml", data=b"x", sha256="0" * 64, uploaded_by=editor)
    begun = shown(desk)["begun"]
    assert {one.title for one in begun} == {"Meiner", "mail.eml"}
    (draft,) = [one for one in begun if one.title == "Meiner"]
    assert (draft.last_sentence, draft.words) == ("Der letzte Satz.", 5)
    assert draft.address == f"/admin/blog/post/{mine.pk}/change/#weiter"


def test_what_a_draft_lacks_is_said_until_it_is_there(desk, editor):
    post = make_post("Leer", created_by=editor, body="")
    (draft,) = shown(desk)["begun"]
    assert "Der Text ist leer." in draft.missing
    post.body = "<p>Da.</p>"
    post.save()
    (draft,) = shown(desk)["begun"]
    assert "Der Text ist leer." not in draft.missing


def test_what_waits_leads_to_where_it_is_done(desk):
    changed = make_post("Anders")
    publish(changed, by=None)
    changed.body = "<p>Anders als zuvor.</p>"
    changed.save()
    make_interview("Ohne Freigabe", authorisation_agreed="full")
    dead = make_post("Toter Link")
    Source.objects.create(
        post=dead, title="Studie", ordering=1, link_status="dead", link_checked_at=timezone.now()
    )
    Waiver.objects.create(
        post=dead,
        rule="P1",
        fingerprint="x",
        legal=True,
        says="Anzeige",
        reason="x" * 20,
        expires_at=timezone.now() + timedelta(days=9),
    )
    Connection.objects.create(
        event=make_event("Kongress"),
        kind="pretix",
        address="https://pretix.example",
        organizer="o",
        slug="s",
        trouble="silent",
    )
    rows = {row.title: row.address for group in shown(desk)["waiting"] for row in group.rows}
    assert rows["Anders"] == f"/admin/blog/post/{changed.pk}/change/"
    assert rows["Ohne Freigabe"].endswith("#authorisations-group")
    assert "Toter Link" in rows
    assert any(title.startswith("Kongress") for title in rows)


def test_the_next_two_weeks_name_pieces_events_and_prices(desk):
    now = timezone.now()
    publish(make_post("Geplant"), by=None, starts_at=now + timedelta(days=2))
    event = make_event("Kongress", starts_at=now + timedelta(days=5))
    make_offer(event, name="Frühbucher", sales_end=now + timedelta(days=3))
    publish(make_post("Zu spät"), by=None, starts_at=now + timedelta(days=40))
    kinds = {entry.kind: entry.words for _day, entries in shown(desk)["days"] for entry in entries}
    assert kinds["scheduled"] == "Geplant"
    assert kinds["event"] == event.hashtag
    assert "Frühbucher" in kinds["price"]


def test_five_pieces_that_are_read_are_named_with_how_often(desk):
    caches["fragments"].clear()
    for number in range(7):
        Reading.objects.create(
            post=make_post(f"P{number}"), day=timezone.localdate(), number=number + 1
        )
    assert [(one.title, one.read) for one in shown(desk)["read"]] == [
        ("P6", 7),
        ("P5", 6),
        ("P4", 5),
        ("P3", 4),
        ("P2", 3),
    ]


def test_staff_without_a_role_see_no_title(client, django_user_model):
    make_post("Geheim")
    client.force_login(django_user_model.objects.create_user("gast", password="x", is_staff=True))
    assert b"Geheim" not in client.get("/admin/").content


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_many_queries_for_many_as_for_one(
    desk, editor, number, django_assert_max_num_queries
):
    for _one in range(number):
        make_post(created_by=editor)
        make_interview(created_by=editor, authorisation_agreed="full")
    shown(desk)
    with django_assert_max_num_queries(30):
        shown(desk)


def test_the_search_finds_each_kind(desk):
    make_post("Über die Bühne")
    make_person("Ada Bühne")
    make_event("Bühne 27")
    kinds = desk.get("/admin/suche/?q=bühne").context["kinds"]
    assert [hit.title for kind in kinds for hit in kind.hits][:2] == ["Über die Bühne", "Ada Bühne"]
    part = desk.get("/admin/suche/?q=bühne&part=1").content.decode()
    assert part.count('role="option"') == 3
    assert "<html" not in part


def test_the_search_offers_only_what_one_may_open(db):
    client = Client()
    client.force_login(member("Redaktion", "rita"))
    names = [
        hit.title
        for kind in client.get("/admin/suche/?q=zugänge").context["kinds"]
        for hit in kind.hits
    ]
    assert names == []
    client.force_login(member("Chefredaktion", "chef"))
    names = [
        hit.title
        for kind in client.get("/admin/suche/?q=zugänge").context["kinds"]
        for hit in kind.hits
    ]
    assert names == ["Zugänge und Rollen"]


def test_rows_of_the_list_follow_from_what_they_list(desk):
    make_post()
    desk.get("/admin/")
    Piece.objects.all().delete()
    desk.get("/admin/")
    assert not Piece.objects.exists()  # nothing noted, nothing asked anew


def test_a_consent_that_was_taken_back_leads_to_where_the_picture_is_taken_off(client):
    refused = saved_image(title="Saal", people_shown="refused")
    make_person("Anna Berg", portrait=refused)
    client.force_login(member("Redaktion"))
    assert f"/admin/media/image/{refused.pk}/uses/" in client.get("/admin/").text
    client.force_login(member("Chefredaktion"))
    page = client.get("/admin/").text
    assert "Einwilligung zu einem Bild fehlt" in page
    assert f"/admin/media/image/{refused.pk}/delete/" in page
    assert "Anna Berg" in client.get(f"/admin/media/image/{refused.pk}/delete/").text
    refused.people_shown = "agreed"
    refused.save()
    assert "Einwilligung zu einem Bild fehlt" not in client.get("/admin/").text


def test_a_shop_to_be_allowed_leads_to_the_next_event_that_needs_it(client):
    now = timezone.now()
    spans = {"Später": 90, "Bald": 9, "Vorbei": -9}
    events = {
        name: make_event(
            name,
            starts_at=now + timedelta(days=days),
            ends_at=now + timedelta(days=days, hours=8),
        )
        for name, days in spans.items()
    }
    for event in events.values():
        make_offer(event, draft=True, url="https://neu.example/a", ordering=1)
        make_offer(event, draft=True, url=f"https://nur-{event.pk}.example/", ordering=2)
    client.force_login(member("Chefredaktion"))
    (group,) = [one for one in shown(client)["waiting"] if "Shop" in str(one.name)]
    assert [(row.title, row.said) for row in group.rows] == [
        (str(events["Bald"]), "neu.example"),
        (str(events["Bald"]), f"nur-{events['Bald'].pk}.example"),
        (str(events["Später"]), f"nur-{events['Später'].pk}.example"),
    ]
