"""Fill a pretix of its own with what the client must read; runs in pretix's environment.

Prints the token as one line of JSON. Every name here is made up.
"""
# ruff: noqa: E402, INP001, T201 - a script; Django is set up before its models are imported

import datetime as dt
import json
import os
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretix_settings")
django.setup()

# pretix's models can be imported once Django is set up.
from django.db import transaction
from django_scopes import scopes_disabled
from i18nfield.strings import LazyI18nString
from pretix.base.models import Event, Item, Order, OrderPosition, Organizer, Quota, Team

BERLIN = ZoneInfo("Europe/Berlin")


def both(german: str, english: str) -> LazyI18nString:
    return LazyI18nString({"de": german, "en": english})


def at(*moment: int) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=BERLIN)


with scopes_disabled():
    organizer = Organizer.objects.create(name="Saallicht", slug="saallicht")
    event = Event.objects.create(
        organizer=organizer,
        name=both("Kongress 2027", "Congress 2027"),
        slug="k27",
        date_from=at(2027, 3, 23, 9),
        date_to=at(2027, 3, 24, 17),
        presale_start=at(2026, 9, 1, 10),
        presale_end=at(2027, 3, 22, 18),
        currency="EUR",
        live=True,
        plugins="",
    )
    event.settings.timezone = "Europe/Berlin"
    event.settings.locales = ["de", "en"]
    full = event.tax_rules.create(name=both("USt.", "VAT"), rate=Decimal("19.00"))
    reduced = event.tax_rules.create(name=both("USt. erm.", "reduced"), rate=Decimal("7.00"))
    extras = event.categories.create(name=both("Extras", "Extras"), is_addon=True)
    numbers = count(1)

    def item(german: str, english: str, price: str, **fields: object) -> Item:
        fields.setdefault("tax_rule", full)
        fields.setdefault("admission", True)
        return event.items.create(
            name=both(german, english),
            default_price=Decimal(price),
            position=next(numbers),
            **fields,
        )

    def quota(size: int | None, *items: Item) -> Quota:
        made = event.quotas.create(name=f"Quota {items[0].pk}", size=size)
        made.items.add(*items)
        made.variations.add(*(one for each in items for one in each.variations.all()))
        return made

    early = item("Früh & günstig", "Early bird", "290.00", available_until=at(2026, 10, 25, 1, 30))
    regular = item("Regulär", "Regular", "490.00", available_from=at(2026, 10, 26, 0))
    business = item("Firmen", "Companies", "590.00", tax_rule=reduced)
    for place, (german, english, price) in enumerate(
        [("Einzeln", "Single", None), ("Team", "Team", Decimal("1490.00"))]
    ):
        business.variations.create(value=both(german, english), default_price=price, position=place)
    business.variations.create(value=both("Alt", "Old"), active=False, position=9)
    free = item("Presse", "Press", "0.00", tax_rule=None)
    nearly = item("Werkstatt", "Workshop", "190.00")
    gone = item("Abend", "Evening", "90.00")
    item("In keinem Kontingent", "In no quota", "10.00")
    hidden = [
        item("Nur mit Gutschein", "Voucher only", "1.00", require_voucher=True),
        item("Versteckt", "Hidden", "1.00", hide_without_voucher=True),
        item("Aus", "Off", "1.00", active=False),
        item("Zugabe", "Extra", "1.00", category=extras),
        item("Tasse", "Mug", "12.00", admission=False),
    ]
    # Net prices: the buyer pays the tax on top.
    net = event.tax_rules.create(name=both("netto", "net"), rate=Decimal("19.00"))
    net.price_includes_tax = False
    net.save()
    plus_tax = item("Netto", "Net", "100.00", tax_rule=net)
    # Only the box office, or only holders of a voucher, can buy these.
    office = organizer.sales_channels.create(
        identifier="api.kasse", label="Kasse", type="api", position=9
    )
    desk = item("Abendkasse", "Box office", "20.00", all_sales_channels=False)
    desk.limit_sales_channels.add(office)
    mixed = item("Tag", "Day", "70.00")
    mixed.variations.create(value=both("Samstag", "Saturday"), position=0)
    mixed.variations.create(value=both("Freunde", "Friends"), position=1, hide_without_voucher=True)
    at_the_desk = mixed.variations.create(
        value=both("An der Kasse", "At the desk"), position=2, all_sales_channels=False
    )
    at_the_desk.limit_sales_channels.add(office)
    quota(50, plus_tax, desk, mixed)
    quota(200, early, regular)
    quota(None, free)
    quota(40, business)
    quota(12, nearly)
    quota(2, gone)
    quota(100, *hidden)

    def sell(what: Item, pieces: int) -> None:
        with transaction.atomic():
            order = Order.objects.create(
                event=event,
                code=f"SOLD{what.pk}",
                email="",
                status=Order.STATUS_PAID,
                datetime=at(2026, 9, 2),
                expires=at(2026, 9, 20),
                total=what.default_price * pieces,
                sales_channel=organizer.sales_channels.get(identifier="web"),
            )
            for place in range(1, pieces + 1):
                OrderPosition.objects.create(
                    order=order, item=what, price=what.default_price, positionid=place
                )
            order.create_transactions()

    sell(nearly, 5)
    sell(gone, 2)

    many = Event.objects.create(
        organizer=organizer, name=both("Viele", "Many"), slug="viele", date_from=at(2027, 5, 1)
    )
    for place in range(60):
        made = many.items.create(
            name=both(f"Stufe {place}", f"Tier {place}"),
            default_price=Decimal(place),
            admission=True,
            position=place,
        )
        many.quotas.create(name=f"Q{place}", size=100).items.add(made)

    def small(slug: str, **fields: object) -> Event:
        """An event with one ticket of 30.00."""
        given = {"currency": "EUR", "live": True, "plugins": "", "date_from": at(2027, 5, 1, 20)}
        made = Event.objects.create(
            organizer=organizer, name=both(slug, slug), slug=slug, **given | fields
        )
        made.settings.timezone = "Europe/Berlin"
        ticket = made.items.create(
            name=both("Karte", "Ticket"), default_price=Decimal(30), admission=True
        )
        if not made.has_subevents:
            made.quotas.create(name="Q", size=100).items.add(ticket)
        return made

    small("zu", live=False)
    small("probe", testmode=True)
    # A series: its first date is sold out, its second has tickets, its third is not active.
    series = small("reihe", has_subevents=True)
    ticket = series.items.get()
    reduced_card = series.items.create(
        name=both("Ermäßigt", "Reduced"), default_price=Decimal(20), admission=True, position=1
    )
    for day, size, active in ((1, 0, True), (8, 50, True), (15, 50, False)):
        date = series.subevents.create(
            name=both(f"Tag {day}", f"Day {day}"),
            date_from=at(2027, 5, day, 20),
            date_to=at(2027, 5, day, 23),
            active=active,
        )
        made = series.quotas.create(name=f"Q{day}", size=size, subevent=date)
        made.items.add(ticket, reduced_card)
        if day == 8:
            date.subeventitem_set.create(item=reduced_card, price=Decimal(25))

    team = Team.objects.create(
        organizer=organizer, name="Blog", all_events=True, all_event_permissions=True
    )
    token = team.tokens.create(name="blog")
    print(json.dumps({"team": token.token}))
