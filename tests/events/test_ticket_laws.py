"""What holds for any event, any tiers and any moment (`events/ticket_state.py`).

Moments lie mostly around the nights in which clocks change, told in Berlin (both hours that the
clock shows twice, and the one that it leaves out) or in UTC.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from hypothesis import given, settings, strategies as st

from events.models import Event, TicketOffer
from events.ticket_state import BUYABLE, OfferState, State, Tickets, state
from tests.making import BERLIN

LEAST = timedelta(microseconds=1)
NIGHTS = [datetime(2026, 10, 25, 1), datetime(2027, 3, 28, 1)]
Status, Audience = Event.Status, TicketOffer.Audience


class Phase(IntEnum):
    """How far an event's sale has come; within one phase a state may return, a phase never does."""

    BEFORE = 0
    SALE = 1
    ENDED = 2
    RUNNING = 3
    OVER = 4


PHASES = {
    State.NO_TICKETS: Phase.BEFORE,
    State.NOT_YET: Phase.BEFORE,
    State.EARLY_BIRD: Phase.SALE,
    State.ON_SALE: Phase.SALE,
    State.FEW_LEFT: Phase.SALE,
    State.BETWEEN: Phase.SALE,
    State.SOLD_OUT: Phase.ENDED,
    State.CLOSED: Phase.ENDED,
    State.RUNNING: Phase.RUNNING,
    State.OVER: Phase.OVER,
    State.CANCELLED: Phase.OVER,
    State.POSTPONED: Phase.OVER,
}


# Strategies are built once: building them anew for each example costs more than what is tested.
IN_THE_NIGHTS = st.builds(
    lambda night, minutes: night + timedelta(minutes=minutes),
    st.sampled_from(NIGHTS),
    st.integers(0, 180),
)
IN_THE_YEARS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1))
# Mostly in a night of clock change, on any clock.
MOMENTS = st.builds(
    lambda told, fold, clock: told.replace(tzinfo=BERLIN, fold=fold).astimezone(clock),
    st.one_of(IN_THE_NIGHTS, IN_THE_NIGHTS, IN_THE_YEARS),
    st.integers(0, 1),
    st.sampled_from([BERLIN, UTC]),
)


def second(moment: datetime) -> float:
    """When it is, whatever the clock says."""
    return moment.timestamp()


def in_order(start, end):
    return start is None or end is None or second(start) < second(end)


# A tier as the form and the database accept it.
TIERS = st.builds(
    lambda sales, values, reduction: TicketOffer(
        sales_start=sales[0], sales_end=sales[1], **values, **reduction
    ),
    st.tuples(st.none() | MOMENTS, st.none() | MOMENTS).filter(lambda sales: in_order(*sales)),
    st.fixed_dictionaries(
        {
            "price": st.integers(0, 5),
            "ordering": st.integers(1, 9),
            "audience": st.sampled_from(["consumer", *Audience.values]),
            "draft": st.integers(0, 9).map(lambda number: number == 0),
            "availability": st.sampled_from(["available", *TicketOffer.Availability.values]),
        }
    ),
    st.just({}) | MOMENTS.map(lambda moment: {"earlier_price": 9, "reduced_at": moment}),
)
SEVERAL = st.lists(TIERS, min_size=2, max_size=5)
OFFERS = st.one_of(st.lists(TIERS, max_size=1), SEVERAL, SEVERAL)
ENDS = MOMENTS | st.just(datetime(2027, 6, 1, tzinfo=BERLIN))


def events(statuses=Status.values):
    """An event with up to five tiers, without a database; most sales end before it begins."""
    return st.builds(
        event_of,
        st.tuples(ENDS, ENDS).filter(lambda ends: second(ends[0]) != second(ends[1])),
        st.sampled_from(statuses),
        st.sampled_from(["", "https://liste.example/"]),
        OFFERS,
    )


def event_of(ends, status, waiting_list_url, offers):
    starts_at, ends_at = sorted(ends, key=second)
    event = Event(
        pk=1,
        name="Kongress",
        starts_at=starts_at,
        ends_at=ends_at,
        status=status,
        waiting_list_url=waiting_list_url,
    )
    event._prefetched_objects_cache = {"offers": offers}
    return event


def answer(tickets: Tickets) -> Tickets:
    """All that is said, without how long it holds."""
    return replace(tickets, changes_at=None)


def timeline(event: Event) -> list[tuple[datetime, Tickets]]:
    """Everything that is ever said of an event, each with the moment from which it is said."""
    now: datetime | None = datetime(2020, 1, 1, tzinfo=UTC)
    said = []
    while now is not None:
        said.append((now, state(event, now)))
        now = said[-1][1].changes_at
    return said


def on_sale(event: Event, now: datetime) -> list[TicketOffer]:
    """What can be bought, told anew and by seconds alone."""
    off = (Status.CANCELLED, Status.POSTPONED)
    if event.status in off or second(now) >= second(event.ends_at):
        return []
    return [
        tier
        for tier in event.offers.all()
        if not tier.draft
        and tier.availability not in ("sold_out", "withheld")
        and (tier.sales_start is None or second(tier.sales_start) <= second(now))
        and second(now) < second(tier.sales_end or event.starts_at)
    ]


@given(events(), MOMENTS)
def test_there_is_an_answer_to_everything_and_its_parts_fit_together(event, now):
    said = state(event, now)
    phase = PHASES[said.state]
    assert not any(tier.draft for tier, _ in said.offers)
    assert bool(said.waiting_list) <= (said.state == State.SOLD_OUT)
    assert (said.best is None) <= (said.until is said.earlier_price is None)
    assert (said.opens_at is not None) == (OfferState.NOT_YET in [s for _, s in said.offers])
    assert (phase == Phase.SALE) <= (said.best is not None or said.state == State.BETWEEN)
    assert (said.state == State.EARLY_BIRD) <= (said.until is not None)
    assert said.until is None or second(said.until) <= second(event.ends_at)
    assert (phase in (Phase.BEFORE, Phase.ENDED, Phase.OVER)) <= (said.best is None)
    named = [said.until, said.opens_at, said.changes_at]
    assert all(moment > now and moment.tzinfo is UTC for moment in named if moment)


@settings(max_examples=300)
@given(events(), MOMENTS)
def test_what_is_offered_can_be_bought_and_nothing_that_can_is_left_out(event, now):
    said, there = state(event, now), on_sale(event, now)
    assert [tier for tier, its in said.offers if its in BUYABLE] == there
    private = [tier for tier in there if tier.audience == Audience.CONSUMER]
    assert (said.best in (private or there)) if there else said.best is None
    assert (said.best.price if said.best else None) == min(
        [tier.price for tier in private or there], default=None
    )


@given(events(), MOMENTS, MOMENTS)
def test_the_phases_of_a_sale_only_move_forward(event, one, other):
    earlier, later = sorted([one, other], key=second)
    assert PHASES[state(event, earlier).state] <= PHASES[state(event, later).state]


@settings(max_examples=300)
@given(events(), MOMENTS, st.floats(0, 1))
def test_nothing_changes_before_the_announced_moment(event, now, share):
    said = state(event, now)
    ends = said.changes_at or datetime(2030, 1, 1, tzinfo=UTC)
    between = now.astimezone(UTC) + (ends - now.astimezone(UTC)) * share
    for moment in (min(between, ends - LEAST), ends - LEAST):
        assert state(event, moment) == said


@given(events(), MOMENTS)
def test_something_does_change_at_the_announced_moment(event, now):
    said = state(event, now)
    if said.changes_at:
        assert answer(state(event, said.changes_at)) != answer(said)


@given(events(), MOMENTS)
def test_the_clock_on_the_wall_makes_no_difference(event, now):
    assert state(event, now.astimezone(BERLIN)) == state(event, now.astimezone(UTC))


@given(events([Status.SCHEDULED]))
def test_every_event_runs_and_comes_to_its_end(event):
    states = [said.state for _, said in timeline(event)]
    assert states[-1] == State.OVER
    assert State.RUNNING in states
    assert states.count(State.OVER) == 1


@given(events([Status.SCHEDULED]))
def test_what_is_said_to_open_opens(event):
    for _, said in timeline(event):
        if said.opens_at:
            assert any(its in BUYABLE for _, its in state(event, said.opens_at).offers)


@settings(max_examples=300)
@given(events([Status.SCHEDULED]))
def test_what_has_ended_does_not_begin_again_and_few_do_not_become_many(event):
    said = [one for _, one in timeline(event)]
    for place, one in enumerate(said):
        later = said[place + 1 :]
        if PHASES[one.state] == Phase.ENDED:
            assert {after.best for after in later} == {None}
        if one.state == State.FEW_LEFT:
            assert OfferState.ON_SALE not in {its for after in later for _, its in after.offers}


@settings(max_examples=300)
@given(events([Status.SCHEDULED]))
def test_who_misses_the_early_bird_pays_more(event):
    said = timeline(event)
    for _, early in said:
        if early.state != State.EARLY_BIRD:
            continue
        afterwards = [
            tier.price
            for moment, one in said
            for tier, its in one.offers
            if moment >= early.until and its in BUYABLE and tier.audience == early.best.audience
        ]
        assert min(afterwards) > early.best.price
