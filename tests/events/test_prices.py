from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from events.models import Event
from events.ticket_state import PREFETCH, state
from tests.making import berlin, make_event, make_offer

pytestmark = pytest.mark.django_db


def offer_with(time_machine, *history, **fields):
    """An offer with these prices, each from days before now; the last one is today's."""
    now = berlin(2026, 11, 23, 12, 0)
    offer = None
    for days, price in history:
        time_machine.move_to(now - timedelta(days=days), tick=False)
        if offer is None:
            offer = make_offer(make_event(), price=price, **fields)
        else:
            offer.price = price
            offer.save()
    time_machine.move_to(now, tick=False)
    offer.refresh_from_db()
    return offer


@pytest.mark.parametrize(
    ("history", "struck"),
    [
        ([(60, "490")], None),
        ([(60, "490"), (1, "390")], "490"),
        ([(60, "490"), (20, "450"), (1, "390")], "450"),
        ([(90, "300"), (60, "490"), (1, "390")], "490"),
        ([(60, "380"), (20, "490"), (1, "390")], None),
        ([(60, "390"), (1, "490")], None),
        ([(60, "490"), (29, "390")], "490"),
        ([(60, "490"), (30, "390")], None),
        ([(3, "4900"), (2, "490")], None),
    ],
    ids=[
        "never changed",
        "reduced",
        "the lowest of thirty days before",
        "longer ago does not count",
        "it was cheaper within thirty days",
        "raised",
        "still news",
        "no news any more",
        "a slip of two days",
    ],
)
def test_only_a_real_earlier_price_is_struck_through(time_machine, history, struck):
    offer = offer_with(time_machine, *history)
    assert offer.struck_through(timezone.now()) == (Decimal(struck) if struck else None)


def test_a_price_at_which_nobody_could_buy_is_none(time_machine):
    sale = berlin(2026, 11, 20, 9, 0)
    offer = offer_with(time_machine, (60, "490"), (1, "390"), sales_start=sale)
    assert offer.struck_through(timezone.now()) is None


def test_the_state_knows_when_a_strike_price_ends(time_machine):
    offer = offer_with(time_machine, (60, "490"), (10, "390"))
    event = offer.event
    event.starts_at += timedelta(days=60)
    event.ends_at += timedelta(days=60)
    event.save()
    tickets = state(event, timezone.now())
    assert tickets.earlier_price == Decimal(490)
    assert tickets.changes_at == timezone.now() + timedelta(days=20)
    assert state(event, tickets.changes_at).earlier_price is None


def test_an_event_with_its_tickets_at_hand_is_asked_nothing(django_assert_num_queries):
    event = make_event()
    for number in range(20):
        make_offer(event, price=100 + number)
    loaded = Event.objects.prefetch_related(PREFETCH).get()
    with django_assert_num_queries(0):
        assert state(loaded, timezone.now()).best.price == 100
