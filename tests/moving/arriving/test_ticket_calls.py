"""A call to buy a ticket becomes the event's box: offered, never done unasked, and nothing else is touched."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from blog.editions.edition import Edition
from blog.models import Post
from moving.arriving.records import Arrival, Line
from moving.arriving.ticket_calls import ticket_call_in
from tests.making import make_event
from tests.moving.arriving.exports import export, item, written
from tests.moving.arriving.site import bring

pytestmark = pytest.mark.django_db
CALL = "Jetzt kostengünstiges Ticket zum Sommergipfel sichern! Mehr Infos!"


@pytest.fixture
def gipfel():
    past = datetime(2014, 6, 1, 9, tzinfo=UTC)
    return make_event("Sommergipfel", hashtag="#d2m14", starts_at=past, ends_at=past.replace(day=2))


@pytest.fixture
def chief():
    user = User.objects.create_user("chef", is_staff=True)
    user.groups.add(Group.objects.get(name="Chefredaktion"))
    client = Client()
    client.force_login(user)
    return client


def moved(tmp_path, *texts):
    items = [item(number, f"Text {number}", text) for number, text in enumerate(texts, start=1)]
    bring(written(tmp_path, export(*items)))
    return Arrival.objects.get()


def test_the_box_takes_the_place_of_the_call_once_somebody_wants_it(tmp_path, gipfel, chief):
    run = moved(tmp_path, f"Der Anfang.\n\n{CALL}\n\nDas Ende.", "Ein Ticket kostet viel.")
    line = Line.objects.get(kind="ticket")
    assert (line.outcome, line.title) == ("offer", "Text 1")
    post = Post.objects.get(slug="stueck-1")
    assert CALL in post.body
    assert post.event is None
    page = chief.get(reverse("admin:moving_arrival", args=[run.pk]))
    address = reverse("admin:moving_ticket", args=[run.pk, line.pk])
    assert address in page.text
    assert chief.get(address).status_code == 405
    assert chief.post(address).status_code == 302
    post.refresh_from_db()
    assert post.event == gipfel
    assert (CALL in post.body, "Der Anfang" in post.body, "Das Ende" in post.body) == (
        False,
        True,
        True,
    )
    assert CALL in Edition.objects.live().get(slug="stueck-1").piece.body  # until it is published
    assert address not in chief.get(reverse("admin:moving_arrival", args=[run.pk])).text
    assert chief.post(address).status_code == 404


def test_what_was_changed_meanwhile_stays(tmp_path, gipfel, chief):
    run = moved(tmp_path, f"Der Anfang.\n\n{CALL}")
    line = Line.objects.get(kind="ticket")
    Post.objects.update(event=make_event("Wintergipfel"))
    answer = chief.post(reverse("admin:moving_ticket", args=[run.pk, line.pk]), follow=True)
    assert "bleibt" in answer.text
    assert CALL in Post.objects.get().body
    assert Line.objects.get(pk=line.pk).outcome == "offer"


def test_the_event_is_the_one_that_is_named_and_never_guessed(gipfel):
    other = make_event("Wintergipfel", hashtag="#d2m15")
    buy = "<p>Jetzt Tickets sichern!</p>"
    assert ticket_call_in(buy) is None
    assert ticket_call_in(f"<p>Beim #D2M14.</p>{buy}").event == gipfel
    assert ticket_call_in(f"<p>Beim Wintergipfel.</p>{buy}").event == other
    assert ticket_call_in(f"<p>#d2m14 und #d2m15</p>{buy}") is None
    assert ticket_call_in(f"<p>Beim Sommergipfel und beim Wintergipfel.</p>{buy}") is None
    assert ticket_call_in("<p>Die Sommergipfeltreffen</p>" + buy) is None
    assert ticket_call_in("<p>Hast Du schon ein Ticket für den Sommergipfel?</p>") is None


@pytest.mark.parametrize("text", ["", "<p>", "<p>ticket</p>" * 2000, "<p>Ticket sichern" * 2000])
def test_odd_texts_are_looked_at_in_time(text, gipfel):
    ticket_call_in(text)
