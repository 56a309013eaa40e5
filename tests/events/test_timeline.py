from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from events.admin.picture import picture
from events.admin.remarks import gap_in_words, remarks
from events.models import Event, TicketOffer
from events.timeline import gaps, timeline
from events.when import span_in_words
from tests.making import BERLIN, berlin, make_event, make_offer

NOW = berlin(2026, 11, 23, 12)
EVENT = Event(
    name="Kongress", starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 22, 18), own=False
)


def offer(name="Regulär", opens=None, closes=None, **fields):
    fields.setdefault("price", 490)
    return TicketOffer(name=name, sales_start=opens, sales_end=closes, **fields)


def words(*offers, now=NOW):
    return [gap_in_words(EVENT, *gap) for gap in gaps(EVENT, offers, now)]


def test_without_tickets_there_is_no_picture():
    assert timeline(EVENT, [], NOW) is None


def test_tiers_without_end_are_sold_until_the_event_begins():
    assert words(offer()) == []


@pytest.mark.usefixtures("english")
def test_the_days_between_two_tiers_are_named():
    early = offer("Früh", berlin(2026, 12, 1), berlin(2027, 3, 3))
    assert words(early, offer("Regulär", berlin(2027, 3, 10))) == [
        "From March 3 to March 9, 2027 nothing can be bought."
    ]


def test_the_days_between_two_tiers_are_named_in_german():
    early = offer("Früh", berlin(2026, 12, 1), berlin(2027, 3, 2, 23, 59))
    assert words(early, offer("Regulär", berlin(2027, 3, 10))) == [
        "Vom 3. bis 9. März 2027 ist nichts zu kaufen."
    ]
    assert words(early, offer("Regulär", berlin(2027, 3, 4))) == [
        "Am 3. März 2027 ist nichts zu kaufen."
    ]


def test_a_gap_across_months_and_years_says_what_it_must():
    assert span_in_words(berlin(2027, 2, 26), berlin(2027, 3, 4), BERLIN) == (
        "26. Februar bis 3. März 2027"
    )
    assert span_in_words(berlin(2026, 12, 30), berlin(2027, 1, 3), BERLIN) == (
        "30. Dezember 2026 bis 2. Januar 2027"
    )


def test_sales_that_end_a_minute_to_midnight_and_go_on_at_midnight_leave_no_gap():
    early = offer("Früh", berlin(2026, 12, 1), berlin(2027, 2, 28, 23, 59))
    assert words(early, offer("Regulär", berlin(2027, 3, 1))) == []


def test_drafts_fill_no_gap():
    early = offer("Früh", berlin(2026, 12, 1), berlin(2027, 4, 20))
    late = offer("Spät", berlin(2027, 4, 20), draft=True)
    assert gaps(EVENT, [early, late], NOW) == [(berlin(2027, 4, 20), EVENT.starts_at)]


def test_what_is_sold_out_is_gone_from_now_on():
    early = offer("Früh", berlin(2026, 11, 1), berlin(2027, 1, 1), availability="sold_out")
    late = offer("Spät", berlin(2027, 1, 1))
    assert gaps(EVENT, [early, late], NOW) == [(NOW, berlin(2027, 1, 1))]


def test_tiers_for_the_same_buyers_overlap_others_do_not():
    early = offer("Früh", berlin(2026, 12, 1), berlin(2027, 2, 1))
    late = offer("Spät", berlin(2027, 1, 1))
    firms = offer("Firmen", berlin(2026, 12, 1), audience="business")
    found = timeline(EVENT, [early, late, firms], NOW).overlaps
    assert [(one.first.name, one.second.name) for one in found] == [("Früh", "Spät")]
    assert (found[0].span.starts_at, found[0].span.ends_at) == (
        berlin(2027, 1, 1),
        berlin(2027, 2, 1),
    )


def test_today_is_marked_only_where_the_picture_reaches():
    tier = offer(opens=berlin(2026, 12, 1))
    assert timeline(EVENT, [tier], NOW).now.left > 0
    assert timeline(EVENT, [tier], berlin(2029, 1, 1)).now is None


MOMENTS = st.none() | st.integers(-400, 60).map(lambda d: EVENT.starts_at + timedelta(days=d))
OFFERS = st.lists(
    st.builds(
        lambda opens, closes, draft, left: offer(
            "Ticket", *sorted((opens, closes)) if opens and closes else (opens, closes),
            draft=draft, availability=left,
        ),
        MOMENTS, MOMENTS, st.booleans(), st.sampled_from(TicketOffer.Availability.values),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


@given(OFFERS, st.integers(-500, 100))
def test_everything_in_the_picture_lies_within_it(offers, days):
    found = timeline(EVENT, offers, EVENT.starts_at + timedelta(days=days))
    spans = [span for _offer, span in found.rows] + list(found.gaps) + [found.event]
    spans += [overlap.span for overlap in found.overlaps]
    assert all(0 <= span.left <= 100 and span.width >= 0 for span in spans)
    assert all(span.left + span.width <= 100.01 for span in spans)
    assert len(found.months) <= 13


GONE = ("sold_out", "withheld")


@given(OFFERS, st.integers(-500, 100), st.floats(0, 1))
def test_in_a_gap_no_tier_is_on_sale(offers, days, share):
    for starts, ends in gaps(EVENT, offers, EVENT.starts_at + timedelta(days=days)):
        inside = starts + (ends - starts) * share * 0.99
        assert starts < ends <= EVENT.starts_at
        for tier in (one for one in offers if not one.draft and one.availability not in GONE):
            opens, closes = tier.sales_start, tier.sales_end
            assert (opens and inside < opens) or (closes and inside >= closes)


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_what_is_worth_a_look_is_said_in_words():
    event = make_event(
        "Kongress",
        starts_at=berlin(2027, 4, 21, 9),
        ends_at=berlin(2027, 4, 22, 18),
        attendance="OnlineEventAttendanceMode",
    )
    make_offer(event, name="Früh", ordering=1, sales_end=berlin(2027, 4, 1), draft=True)
    make_offer(make_event("Messe"), url="https://tickets.example/messe")
    tier = make_offer(event, name="Spät", ordering=2, draft=True)
    tier.url, tier.sales_end = "https://tickets.example/messe", berlin(2027, 5, 1)
    tier.save()
    assert remarks(event, list(event.offers.all()), NOW) == [
        "All tickets are drafts: readers see none of them.",
        "These are on sale even after the event ends: Spät",
        "These lead to the same address in the shop as tickets of Messe: Spät",
        "It can be attended online, but the address of the online event is missing.",
        "It is our own event, but no organiser is named.",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_when_it_is_over_nobody_is_reminded_of_tickets():
    event = make_event(own=False)
    assert remarks(event, [], NOW) == [
        "There are no tickets yet: readers are told nothing about them."
    ]
    assert remarks(event, [], event.ends_at) == []


@pytest.mark.usefixtures("english")
def test_the_picture_says_every_window_in_words():
    early = offer("Früh", berlin(2026, 12, 1), berlin(2027, 2, 1))
    shown = picture(EVENT, [early, offer("Spät", berlin(2027, 1, 1), draft=True), offer()], NOW)
    assert [bar.window for bar in shown.bars] == [
        "Dec. 1, 2026 to Jan. 31, 2027",
        "from Jan. 1, 2027, 00:00 until the event begins; draft",
        "until the event begins",
    ]
    assert [bar.kind for bar in shown.bars] == ["open", "draft", "open"]
