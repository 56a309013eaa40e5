from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given, strategies as st

from events.models import Event, TicketOffer
from events.prices import ASKED_FOR, BEFORE, NEWS_FOR, lowest_before
from events.ticket_state import PREFETCH, state
from tests.making import berlin, make_event, make_offer

pytestmark = pytest.mark.django_db
NOW = berlin(2026, 11, 23, 12)
SECOND = timedelta(seconds=1)


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


def test_a_dearer_tier_beside_it_is_no_earlier_price(time_machine):
    early = offer_with(time_machine, (20, "490"))
    make_offer(early.event, price="690")
    tickets = state(early.event, timezone.now())
    assert (tickets.best, tickets.earlier_price) == (early, None)


def test_what_a_draft_cost_is_no_earlier_price(time_machine):
    offer = offer_with(time_machine, (60, "490"), draft=True)
    offer.draft, offer.price = False, "390"
    offer.save()
    assert offer.struck_through(timezone.now()) is None


def test_the_price_of_businesses_follows_the_same_rule(time_machine):
    offer = offer_with(time_machine, (60, "490"), (1, "390"), audience="business")
    assert offer.struck_through(timezone.now()) == 490


@pytest.mark.parametrize(
    ("age", "struck"),
    [(timedelta(0), 490), (NEWS_FOR - SECOND, 490), (NEWS_FOR, None), (-SECOND, None)],
    ids=["at once", "to the last second", "no longer", "not before"],
)
def test_a_strike_price_stands_from_the_reduction_for_thirty_days(age, struck):
    reduced = berlin(2026, 11, 1, 9)
    offer = TicketOffer(price=390, earlier_price=490, reduced_at=reduced)
    assert offer.struck_through(reduced + age) == struck


@pytest.mark.parametrize(
    ("asked_for", "struck"), [(ASKED_FOR, 490), (ASKED_FOR - SECOND, None)], ids=str
)
def test_a_price_must_have_been_asked_for_a_week(asked_for, struck):
    assert lowest_before([(NOW - asked_for, Decimal(490))], Decimal(390), NOW) == struck


@pytest.mark.parametrize(
    ("ago", "struck"), [(BEFORE, 490), (BEFORE - SECOND, 400)], ids=["ended before", "still in it"]
)
def test_the_thirty_days_are_exact(ago, struck):
    history = [(NOW - 2 * BEFORE, Decimal(400)), (NOW - ago, Decimal(490))]
    assert lowest_before(history, Decimal(390), NOW) == struck


@given(
    st.dictionaries(st.integers(1, 90 * 24), st.integers(0, 5), max_size=5),
    st.integers(0, 5),
    st.none() | st.integers(-24, 90 * 24),
)
def test_a_strike_price_is_the_lowest_that_was_asked_in_thirty_days(prices, price, opened):
    history = [
        (NOW - timedelta(hours=ago), Decimal(was)) for ago, was in sorted(prices.items())[::-1]
    ]
    sale = None if opened is None else NOW - timedelta(hours=opened)
    struck = lowest_before(history, Decimal(price), NOW, on_sale_from=sale)
    if struck is None:
        return
    days = [NOW - timedelta(hours=hours) for hours in range(1, 30 * 24 + 1)]
    asked = [[was for since, was in history if since <= day][-1:] for day in days]
    assert struck == min(was for one in asked for was in one)
    assert struck > price
    assert len([one for one in asked if one]) >= 7 * 24
    assert sale is None or NOW - sale >= ASKED_FOR


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


def test_a_page_from_before_a_reduction_is_not_kept_beyond_it(time_machine):
    offer = offer_with(time_machine, (20, "490"), (1, "390"))
    before = state(offer.event, offer.reduced_at - SECOND)
    assert (before.earlier_price, before.changes_at) == (None, offer.reduced_at)
    assert state(offer.event, offer.reduced_at).earlier_price == 490


def test_an_event_with_its_tickets_at_hand_is_asked_nothing(django_assert_num_queries):
    event = make_event()
    for number in range(20):
        make_offer(event, price=100 + number)
    loaded = Event.objects.prefetch_related(PREFETCH).get()
    with django_assert_num_queries(0):
        assert state(loaded, timezone.now()).best.price == 100
