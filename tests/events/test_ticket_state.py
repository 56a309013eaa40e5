from datetime import UTC, datetime, timedelta

import pytest

from events.models import Event, TicketOffer
from events.ticket_state import OfferState, State, state
from tests.making import BERLIN, berlin

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
    assert tickets.best.price == 690


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
        ((early(**FEW), regular()), State.EARLY_BIRD),
        ((early(**FEW), regular(**FEW, sales_start=None)), State.FEW_LEFT),
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


def test_a_tier_that_is_sold_out_says_so_until_its_sale_would_have_ended():
    event = event_with(early(**SOLD_OUT), regular(sales_start=None))
    before = state(event, EARLY_UNTIL - timedelta(seconds=1))
    assert [s for _, s in before.offers] == [OfferState.SOLD_OUT, OfferState.ON_SALE]
    after = state(event, EARLY_UNTIL)
    assert [s for _, s in after.offers] == [OfferState.CLOSED, OfferState.ON_SALE]


def test_who_is_too_late_is_led_to_the_waiting_list_only_when_all_is_sold():
    waiting = {"waiting_list_url": "https://liste.example/"}
    sold = state(event_with(early(**SOLD_OUT), **waiting), START - timedelta(days=120))
    assert (sold.state, sold.waiting_list) == (State.SOLD_OUT, "https://liste.example/")
    pause = state(event_with(early(**SOLD_OUT), regular(), **waiting), START - timedelta(days=120))
    assert (pause.state, pause.waiting_list) == (State.BETWEEN, "")


def test_a_tier_for_businesses_is_offered_only_if_there_is_no_other():
    business = regular(name="Firmen", price=190, sales_start=None, audience="business")
    both = state(event_with(regular(sales_start=None, ordering=1), business), EARLY_UNTIL)
    assert (both.best.name, both.best.price, both.several_prices) == ("Regulär", 690, False)
    assert state(event_with(business), EARLY_UNTIL).best == business


def test_prices_are_told_from_the_lowest_only_if_there_are_several():
    now, open_now = EARLY_UNTIL - timedelta(days=1), {"sales_start": None}
    assert state(event_with(early(), regular(**open_now)), now).several_prices
    assert not state(event_with(early(), regular()), now).several_prices
    assert not state(event_with(early(), early(ordering=2)), now).several_prices


def test_it_is_no_early_bird_if_the_same_price_stays_or_has_no_end():
    now, at_the_door = EARLY_UNTIL - timedelta(days=1), regular(sales_start=None, sales_end=END)
    assert state(event_with(early(sales_end=None), at_the_door), now).state == State.ON_SALE
    students = early(name="Studierende", ordering=3, sales_start=EARLY_UNTIL, sales_end=START)
    assert state(event_with(early(), regular(), students), now).state == State.ON_SALE


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


@pytest.mark.parametrize(
    ("ends", "in_utc"),
    [
        (berlin(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (berlin(2026, 10, 25, 2, 30).replace(fold=1), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (berlin(2026, 10, 25, 3), datetime(2026, 10, 25, 2, tzinfo=UTC)),
        (berlin(2027, 3, 28, 1, 59, 59), datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC)),
        (berlin(2027, 3, 28, 2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (berlin(2027, 3, 28, 3), datetime(2027, 3, 28, 1, tzinfo=UTC)),
    ],
    ids=["first 2:30", "second 2:30", "back to 3:00", "last second", "no 2:30", "on to 3:00"],
)
@pytest.mark.parametrize("clock", [UTC, BERLIN], ids=["asked in UTC", "asked in Berlin"])
def test_a_sale_ends_to_the_second_when_clocks_change(ends, in_utc, clock):
    event = event_with(early(sales_end=ends), regular(sales_start=ends))
    event.starts_at, event.ends_at = berlin(2027, 6, 1), berlin(2027, 6, 2)
    before = state(event, (in_utc - timedelta(seconds=1)).astimezone(clock))
    assert (before.state, before.best.name) == (State.EARLY_BIRD, "Early Bird")
    assert before.until == before.opens_at == before.changes_at == in_utc
    after = state(event, in_utc.astimezone(clock))
    assert (after.state, after.best.name) == (State.ON_SALE, "Regulär")


def test_the_hour_that_comes_twice_is_told_apart():
    ends = berlin(2026, 10, 25, 2, 30).replace(fold=1)
    first_time = berlin(2026, 10, 25, 2, 45)  # 45 minutes before, though the clock shows more
    assert state(event_with(early(sales_end=ends)), first_time).best


def test_nothing_is_called_a_change_that_readers_could_not_see():
    later = {"sales_start": START - timedelta(days=90), "sales_end": START - timedelta(days=80)}
    event = event_with(early(**SOLD_OUT | later), regular(draft=True))
    assert state(event, START - timedelta(days=100)).changes_at == later["sales_end"]
