"""What is offered: what a visitor could buy now, at the price he would pay."""

import json
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone
from lxml import html

from blog.models import Series
from blog.publishing.publish import publish
from delivery import generation
from events.models import Event, EventSeries, TicketOffer
from events.ticket_state import State, state
from pages.events.ticket_call import call
from shops.models import Connection
from shops.sync_apply import arrive
from shops.sync_plan import Thing
from tests.making import berlin, make_event, make_offer, make_post, take_for_committed
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
NOW = berlin(2026, 11, 1, 12)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def event():
    return make_event("Tanz", starts_at=berlin(2027, 5, 1, 20), ends_at=berlin(2027, 5, 1, 23))


def button(event: Event) -> str:
    return call(Event.objects.get(pk=event.pk), timezone.now()).action.replace("\xa0", " ")


def everywhere(read, event: Event) -> dict[str, str]:
    """What page, lists, cards, piece, topic, series and feeds say of the event."""
    row = EventSeries.objects.create(name="Tänze", slug="taenze")
    Event.objects.filter(pk=event.pk).update(series=row)
    series = Series.objects.create(name="Reihe", slug="reihe", event=event)
    publish(make_post(slug="vorfreude", event=event, series=series), by=None)
    take_for_committed()
    generation.begin()
    return told_in(read, event)


def told_in(read, event: Event) -> dict[str, str]:
    page = event.get_absolute_url()
    places = ("/", "/events/", page, f"{page}karte/", "/blog/", "/blog/vorfreude/")
    told = {
        place: read(place).text for place in (*places, "/serien/reihe/", "/events/reihe/taenze/")
    }
    told["feed"] = json.loads(read("/feeds/feed.json").text)["items"][0]["content_html"]
    told |= {form: unescape(read(f"/feeds/{form}.xml").text)[40:] for form in ("rss", "atom")}
    return {place: words(html.fromstring(text)) for place, text in told.items()}


def test_what_is_free_is_free(read, event):
    """A free ticket was called "Kostenloses Ticket inkl. MwSt."."""
    make_offer(event, price="0")
    said = everywhere(read, event)
    assert [place for place, text in said.items() if "MwSt" in text] == []
    assert [place for place, text in said.items() if "Kostenloses Ticket" not in text] == []


def test_nobody_names_a_tax_that_is_not_raised(read, event):
    """A small organiser who raises no VAT told readers that it was included."""
    make_offer(event, price="20", vat_rate="0")
    assert [text for text in everywhere(read, event).values() if "MwSt" in text] == []


@pytest.mark.parametrize(
    ("tiers", "wanted"),
    [
        ([("100", "EUR"), ("90", "USD")], "Ticket für 100 €"),
        ([("90", "USD"), ("100", "EUR")], "Ticket für 90 $"),
        ([("100", "EUR"), ("90", "USD"), ("120", "EUR")], "Tickets ab 100 €"),
        ([("100", "EUR"), ("0", "USD")], "Kostenloses Ticket"),
        ([("100", "EUR"), ("80", "EUR")], "Tickets ab 80 €"),
    ],
)
def test_prices_of_two_currencies_are_never_ranked(read, event, tiers, wanted):
    """90 dollars were called cheaper than 100 euros, and "ab" was said of both."""
    for price, currency in tiers:
        make_offer(event, price=price, currency=currency)
    assert button(event) == wanted
    assert [place for place, said in everywhere(read, event).items() if wanted not in said] == []


def test_a_tier_in_another_currency_makes_no_early_bird(event):
    """100 euros until December and 110 dollars afterwards are no reduction of anything."""
    make_offer(event, price="100", sales_end=NOW + timedelta(days=30))
    make_offer(event, price="110", currency="USD")
    assert state(event, NOW).state == State.ON_SALE


@pytest.mark.parametrize("changed", [{"currency": "CHF"}, {"audience": "business"}])
def test_a_price_in_other_money_is_no_reduction(event, changed, time_machine):
    """100 € that become 90 CHF, or 84 € without tax, were struck through as "instead of 100"."""
    offer = make_offer(event, price="100")
    time_machine.move_to(NOW + timedelta(days=20), tick=False)
    for name, value in ({"price": Decimal(84)} | changed).items():
        setattr(offer, name, value)
    offer.save()
    assert offer.struck_through(timezone.now()) is None
    time_machine.move_to(NOW + timedelta(days=40), tick=False)
    offer.price = Decimal(70)
    offer.save()
    assert offer.struck_through(timezone.now()) == Decimal(84)


def test_what_is_withheld_by_hand_is_offered_nowhere(read, event):
    """A shop that is closed for a while: its tickets are neither sold out nor to be had."""
    make_offer(event, name="Abendkasse", availability=TicketOffer.Availability.WITHHELD)
    said = everywhere(read, event)
    assert [text for text in said.values() if "Abendkasse" in text or "Ticket" in text] == []
    assert state(Event.objects.get(pk=event.pk), NOW).state == State.NO_TICKETS


def test_what_a_shop_takes_off_sale_leaves_kept_pages(read, event):
    """A page that was kept a moment ago must not sell what is withheld."""
    offer = make_offer(event, name="Abendkasse", price="20")
    assert [place for place, said in everywhere(read, event).items() if "20 €" not in said] == []
    offer.availability = TicketOffer.Availability.WITHHELD
    offer.save()
    generation.begin()  # as the commit would
    assert [place for place, said in told_in(read, event).items() if "20 €" in said] == []


class TestAShopThatTakesSomethingOffSale:
    """It was offered until an editor looked: box-office-only now, hidden, or the shop not live."""

    @pytest.fixture
    def connection(self, event):
        connection = Connection.objects.create(
            event=event, kind="pretix", address="https://pretix.example", organizer="o", slug="e"
        )
        offer = make_offer(event, name="Karte", price="30.00")
        connection.mappings.create(kind="tier", external_id="item:1", label="Karte", offer=offer)
        return connection

    def says(self, connection, *things: Thing) -> str:
        arrive(connection, things, timezone.now())
        return connection.event.offers.get().availability

    def tier(self, availability: str) -> Thing:
        return Thing("tier", "item:1", "Karte", {"price": "30.00", "availability": availability})

    def test_is_followed_at_once_and_back_again(self, connection):
        assert self.says(connection, self.tier("available")) == "available"
        assert self.says(connection) == "withheld"
        assert button(connection.event) == ""
        assert self.says(connection, self.tier("few")) == "few"
        assert self.says(connection, self.tier("withheld")) == "withheld"

    def test_but_not_where_an_editor_has_locked_it(self, connection):
        connection.mappings.update(locked=["availability"])
        assert self.says(connection) == "available"

    def test_and_what_only_businesses_buy_keeps_its_net_price(self, connection):
        connection.event.offers.update(audience="business", price="25.21")
        connection.automatic = True
        connection.save()
        values = {"price": "30.00", "net_price": "25.21", "availability": "available"}
        arrive(connection, [Thing("tier", "item:1", "Karte", values)], timezone.now())
        assert connection.event.offers.get().price == Decimal("25.21")
        connection.event.offers.update(audience="consumer")
        arrive(connection, [Thing("tier", "item:1", "Karte", values)], timezone.now())
        assert connection.event.offers.get().price == Decimal("30.00")
