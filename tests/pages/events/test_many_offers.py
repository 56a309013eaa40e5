"""However many tickets and pieces an event has, reading one piece costs the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.publishing.publish import publish
from events.models import TicketOffer
from tests.making import make_event, make_post

pytestmark = pytest.mark.django_db


def test_an_article_asks_as_much_for_200_offers_and_50_pieces_as_for_two_and_one(client):
    event = make_event()
    first = publish(make_post(event=event), by=None)
    client.get(first.get_absolute_url())  # the site and what has moved are known from now on
    asked = []
    for offers, pieces in ((2, 0), (200, 49)):
        TicketOffer.objects.bulk_create(
            TicketOffer(
                event=event, ordering=number, name="x", price=number, url="https://x.example"
            )
            for number in range(event.offers.count() + 1, offers + 1)
        )
        for _number in range(pieces):
            publish(make_post(event=event), by=None)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(first.get_absolute_url()).status_code == 200
        asked.append(len(queries))
    assert asked == [asked[0]] * 2
    assert asked[0] <= 5
