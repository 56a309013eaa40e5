from datetime import UTC, timedelta

import pytest
from hypothesis import given, strategies as st

from events.models import Event, TicketOffer
from events.ticket_state import BUYABLE, OfferState, State, state
from tests.making import berlin

START, END = berlin(2027, 3, 23, 9), berlin(2027, 3, 24, 17)
EARLY_UNTIL = berlin(2026, 12, 15, 0)


def event_with(*offers: TicketOffer, **fields) -> Event:
    event = Event(pk=1, name="Kongress", starts_at=START, ends_at=END, **fields)
    event._prefetched_objects_cache = {"offers": list(offers)}
    return event


def early(**fields) -> TicketOffer:
    usual = {"name": "Early Bird", "price": 490, "ordering": 1, "sales_end": EARLY_UNTIL}
    return TicketOffer(**usual | fields)


def regular(**fields) -> TicketOffer:
    usual = {"name": "Regulär", "price": 690, "ordering": 2, "sales_start": EARLY_UNTIL}
    return TicketOffer(**usual | fields)


SOLD_OUT = {"availability": TicketOffer.Availability.SOLD_OUT}
FEW = {"availability": TicketOffer.Availability.FEW}


@pytest.mark.parametrize(
    ("moment", "expected", "best"),
    [
        (EARLY_UNTIL - timedelta(seconds=1), State.EARLY_BIRD, "Early Bird"),
        (EARLY_UNTIL, State.ON_SALE, "Regulär"),
        (START - timedelta(seconds=1), State.ON_SALE, "Regulär"),
        (START, State.RUNNING, None),
        (END - timedelta(seconds=1), State.RUNNING, None),
        (END, State.OVER, None),
        (END + timedelta(days=730), State.OVER, None),
    ],
)
def test_each_boundary_is_exact_to_the_second(moment, expected, best):
    tickets = state(event_with(early(), regular()), moment)
    assert tickets.state == expected
    assert (tickets.best.name if tickets.best else None) == best


def test_the_cheapest_price_is_one_that_can_be_bought_now():
    tickets = state(event_with(early(**SOLD_OUT), regular(sales_start=None)), EARLY_UNTIL)
    assert tickets.lowest_price == 690


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ((), State.NO_TICKETS),
        ((regular(),), State.NOT_YET),
        ((early(**SOLD_OUT),), State.SOLD_OUT),
        ((early(**SOLD_OUT), regular()), State.BETWEEN),
        ((early(sales_start=EARLY_UNTIL - timedelta(hours=1)), regular()), State.NOT_YET),
        ((early(**FEW),), State.FEW_LEFT),
        ((early(**FEW), regular(sales_start=None)), State.EARLY_BIRD),
        ((early(draft=True),), State.NO_TICKETS),
        ((early(), regular(audience="business")), State.ON_SALE),
        ((early(sales_end=berlin(2026, 1, 1)),), State.CLOSED),
    ],
)
def test_the_offers_decide_before_the_event(offers, expected):
    assert state(event_with(*offers), EARLY_UNTIL - timedelta(days=1)).state == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Event.Status.CANCELLED, State.CANCELLED),
        (Event.Status.POSTPONED, State.POSTPONED),
        (Event.Status.RESCHEDULED, State.ON_SALE),
        (Event.Status.MOVED_ONLINE, State.ON_SALE),
    ],
)
def test_a_cancelled_or_postponed_event_offers_nothing(status, expected):
    tickets = state(event_with(regular(sales_start=None), status=status), EARLY_UNTIL)
    assert tickets.state == expected
    assert (tickets.best is None) == (expected != State.ON_SALE)


moments = st.datetimes(
    min_value=berlin(2026, 1, 1).replace(tzinfo=None),
    max_value=berlin(2028, 1, 1).replace(tzinfo=None),
).map(lambda naive: naive.replace(tzinfo=START.tzinfo))
offers = st.builds(
    TicketOffer,
    price=st.integers(0, 999),
    ordering=st.integers(1, 9),
    sales_start=st.none() | moments,
    sales_end=st.none() | moments,
    audience=st.sampled_from(TicketOffer.Audience.values),
    draft=st.booleans(),
    availability=st.sampled_from(TicketOffer.Availability.values),
)


@given(st.lists(offers, max_size=4), moments, st.sampled_from(Event.Status.values))
def test_nothing_is_offered_that_cannot_be_bought(tiers, now, status):
    tickets = state(event_with(*tiers, status=status), now)
    if tickets.best:
        assert now < START or tickets.best.sales_end > now
        assert now < END
        assert not tickets.best.draft
        assert status not in (Event.Status.CANCELLED, Event.Status.POSTPONED)
        assert {id(o): s for o, s in tickets.offers}[id(tickets.best)] in BUYABLE
        assert not (tickets.best.sales_end and now >= tickets.best.sales_end)
        assert not (tickets.best.sales_start and now < tickets.best.sales_start)


@given(st.lists(offers, max_size=4), moments)
def test_nothing_changes_before_the_announced_moment(tiers, now):
    event = event_with(*tiers)
    tickets = state(event, now)
    assert tickets.changes_at is None or tickets.changes_at > now
    until = tickets.changes_at or now + timedelta(days=3650)
    later = state(event, until - timedelta(microseconds=1))
    assert (later.state, later.offers) == (tickets.state, tickets.offers)


def test_a_sold_out_tier_says_so():
    tickets = state(event_with(early(**SOLD_OUT), regular(sales_start=None)), EARLY_UNTIL)
    assert [s for _, s in tickets.offers] == [OfferState.CLOSED, OfferState.ON_SALE]


@given(st.lists(offers, max_size=4), moments, moments)
def test_the_phases_of_a_sale_only_move_forward(tiers, one, other):
    event = event_with(*tiers)
    earlier, later = sorted([one, other])
    assert state(event, earlier).phase <= state(event, later).phase


@given(st.lists(offers, max_size=4), moments)
def test_everything_said_at_one_moment_fits_together(tiers, now):
    tickets = state(event_with(*tiers, waiting_list_url="https://liste.example/"), now)
    assert bool(tickets.waiting_list) == (tickets.state == State.SOLD_OUT)
    assert tickets.opens_at is None or tickets.opens_at > now
    assert tickets.until is None or tickets.until > now
    if tickets.best and tickets.best.audience == "business":
        private = [s for o, s in tickets.offers if o.audience == "consumer"]
        assert not set(private) & set(BUYABLE)


def test_a_sale_without_an_end_ends_when_the_event_begins_and_none_outlasts_it():
    at_the_door = early(name="Tageskasse", sales_end=END + timedelta(days=3))
    event = event_with(early(sales_end=None), at_the_door)
    running = state(event, START)
    assert (running.state, running.best) == (State.RUNNING, at_the_door)
    assert running.until == END
    assert state(event, END).offers == ()


def test_a_postponed_event_does_not_end_when_its_old_date_passes():
    event = event_with(early(), status=Event.Status.POSTPONED)
    assert state(event, END + timedelta(days=30)).state == State.POSTPONED


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_is_told_apart(fold):
    ends = berlin(2026, 10, 25, 2, 30).replace(fold=fold)
    event = event_with(early(sales_end=ends))
    last = (ends.astimezone(UTC) - timedelta(seconds=1)).astimezone(ends.tzinfo)
    assert state(event, last).state == State.ON_SALE
    assert state(event, ends).state == State.CLOSED
