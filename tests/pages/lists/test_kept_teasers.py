"""Teasers are kept for everybody: what one visitor brought with them stands on no other's page."""

from decimal import Decimal

import pytest

from blog.publishing.publish import publish
from delivery import generation
from tests.making import make_event, make_offer, make_post

pytestmark = pytest.mark.django_db(transaction=True)  # within a transaction no fragment is kept
PAGES = ["/", "/blog/", "/blog/licht/"]


@pytest.fixture
def offer():
    offer = make_offer(make_event("Kongress"), price="490.00")
    publish(make_post("Bühnenlicht", slug="licht", event=offer.event), by=None)
    publish(make_post("Davor", slug="davor"), by=None)
    generation.known.__init__()  # it is looked at as in a new process
    return offer


def ask(client, path: str, code: str = "") -> str:
    answer = client.get(path, {"b": code} if code else {})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("path", PAGES)
def test_an_ambassadors_code_is_on_the_page_of_who_brought_it_alone(client, offer, path):
    assert "b=ada" in ask(client, path, "ada")
    assert "b=ada" not in ask(client, path)
    other = ask(client, path, "eva")
    assert "b=eva" in other
    assert "b=ada" not in other
    assert "b=eva" not in ask(client, path)


@pytest.mark.parametrize("path", PAGES)
def test_a_price_that_changes_is_told_at_once(client, offer, path):
    assert "490\xa0€" in ask(client, path)
    offer.price = Decimal(250)
    offer.save()
    changed = ask(client, path)
    assert "250\xa0€" in changed
    assert "490\xa0€" not in changed


def test_a_page_without_calls_shows_none_that_another_kept(client, offer):
    assert "490\xa0€" in ask(client, "/blog/")
    found = ask(client, "/suche/?q=Bühnenlicht")
    assert "Bühnenlicht" in found
    assert "490\xa0€" not in found
