"""The dates of a pretix event – its only one, or those of a series – and what each sells at which price."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from events.models import TicketOffer
from prose.typography import date_range
from shops.reading import aware

FEW = 10  # tickets left, or a tenth of the quota: then few are left
Availability = TicketOffer.Availability
# From what is sold best to what is not: the first of all dates, the last of all quotas counts.
_SCARCE = (Availability.AVAILABLE, Availability.FEW, Availability.SOLD_OUT)
_OVERRIDES = (("items", "item"), ("variations", "variation"))
# A product ("items") or one of its variations ("variations"), by its number.
type Product = tuple[str, int]
# What is sold, and how pretix describes it.
type Part = tuple[Product, Mapping[str, Any]]
# How much is left of products and variations.
type Left = dict[Product, Availability]


@dataclass(frozen=True)
class Sale:
    """A product as one date or more of them sell it; `date` names the one, where they differ."""

    price: Decimal
    starts: datetime | None
    ends: datetime | None
    availability: Availability
    number: int | None = None
    date: str = ""


@dataclass(frozen=True)
class Date:
    """One date on which products are sold."""

    number: int | None
    begins: datetime
    starts: datetime | None
    ends: datetime | None
    overrides: Mapping[Product, Mapping[str, Any]]
    left: Left

    def sale(self, price: Decimal, parts: Sequence[Part], language: str) -> Sale | None:
        """Return how the first of these is sold on this date, if all of them are."""
        counted = parts[0][0]
        own = [self.overrides.get(product, {}) for product, _row in parts]
        if any(one.get("disabled") for one in own):
            return None
        rows = [*(row for _product, row in parts), *own]
        starts = (moment(row.get("available_from")) for row in rows)
        ends = (moment(row.get("available_until")) for row in rows)
        here = own[0].get("price")
        return Sale(
            price if here is None else Decimal(here),
            max(filter(None, (self.starts, *starts)), default=None),
            min(filter(None, (self.ends, *ends)), default=None),
            # pretix sells nothing that is in no quota.
            self.left.get(counted, Availability.SOLD_OUT),
            self.number,
            date_range(self.begins.date(), None, language),
        )


def only_date(event: Mapping[str, Any], quotas: Iterable[Mapping[str, Any]]) -> Date:
    """Return the date of an event that is no series."""
    begins = aware(event["date_from"]).astimezone(ZoneInfo(event["timezone"]))
    starts, ends = moment(event["presale_start"]), moment(event["presale_end"])
    return Date(None, begins, starts, ends, {}, left_of(quotas))


def dates_of_series(
    event: Mapping[str, Any],
    subevents: Iterable[Mapping[str, Any]],
    quotas: Iterable[Mapping[str, Any]],
    now: datetime,
) -> list[Date]:
    """Return the dates that can still be booked, each with its own quotas and prices."""
    by_date: dict[int, list[Mapping[str, Any]]] = {}
    for quota in quotas:
        by_date.setdefault(quota["subevent"], []).append(quota)
    found = []
    for one in subevents:
        ends = _closes(event, one)
        if one["active"] and one["is_public"] and now < ends:
            starts = (moment(each["presale_start"]) for each in (event, one))
            left = left_of(by_date.get(one["id"], ()))
            begins = aware(one["date_from"]).astimezone(ZoneInfo(event["timezone"]))
            opens = max(filter(None, starts), default=None)
            found.append(Date(one["id"], begins, opens, ends, dict(_overrides(one)), left))
    return sorted(found, key=lambda date: date.begins)


def together(sales: list[Sale]) -> list[Sale]:
    """Return what is the same on every date as one, and each date where their prices differ.

    It is to be had as long as one date has any left.
    """
    if len({sale.price for sale in sales}) != 1:
        return sales
    bookable = [sale for sale in sales if sale.availability != Availability.SOLD_OUT] or sales
    starts = [sale.starts for sale in bookable]
    ends = [sale.ends for sale in bookable]
    return [
        Sale(
            sales[0].price,
            min(filter(None, starts)) if all(starts) else None,
            max(filter(None, ends)) if all(ends) else None,
            min((sale.availability for sale in bookable), key=_SCARCE.index),
        )
    ]


def left_of(quotas: Iterable[Mapping[str, Any]]) -> Left:
    """Return how much is left of everything: the least of all quotas that it counts in."""
    left: Left = {}
    for quota in quotas:
        state = _state(quota)
        for kind in ("items", "variations"):
            for pk in quota[kind]:
                left[kind, pk] = max(left.get((kind, pk), state), state, key=_SCARCE.index)
    return left


def moment(text: str | None) -> datetime | None:
    """Return a moment that pretix wrote down, if it did."""
    return aware(text) if text else None


def _closes(event: Mapping[str, Any], one: Mapping[str, Any]) -> datetime:
    """Return when the sale of a date ends: with its presale, or else when it is over."""
    stated = (moment(each["presale_end"]) for each in (event, one))
    if ends := min(filter(None, stated), default=None):
        return ends
    if one["date_to"]:
        return aware(one["date_to"])
    begins = aware(one["date_from"]).astimezone(ZoneInfo(event["timezone"]))
    return datetime.combine(begins.date() + timedelta(days=1), time(), begins.tzinfo)


def _overrides(one: Mapping[str, Any]) -> Iterator[tuple[Product, Mapping[str, Any]]]:
    for kind, name in _OVERRIDES:
        for row in one[f"{name}_price_overrides"]:
            yield (kind, row[name]), row


def _state(quota: Mapping[str, Any]) -> Availability:
    """Return what a quota has left; None is pretix's word for without a limit."""
    if not quota["available"]:
        return Availability.SOLD_OUT
    number, size = quota["available_number"], quota["size"]
    if number is None:
        return Availability.AVAILABLE
    few = number <= FEW or (size is not None and number * 10 <= size)
    return Availability.FEW if few else Availability.AVAILABLE
