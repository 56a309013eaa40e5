"""What a pretix shop sells of an event: its tiers with price, tax, window and what is left.

Reads pretix's REST API (https://docs.pretix.eu/dev/api/), tried with pretix 2026.8. The token of a
team needs the right to view the event's settings; orders and attendees are never asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from events.models import TicketOffer
from shops.reading import Reader, ShopFailure, aware

FEW = 10  # tickets left, or a tenth of the quota: then few are left
Availability = TicketOffer.Availability


@dataclass(frozen=True)
class Tier:
    """A product of the shop, or one variation of it, that anybody can buy without a voucher.

    `external_id` is `item:12` or `item:12:variation:3`. The price is what the buyer pays, tax
    included. `sales_start` and `sales_end` are aware, None where the shop sets no limit. `url`
    leads to the shop's page of the event.
    """

    external_id: str
    name: str
    price: Decimal
    currency: str
    vat_rate: Decimal | None
    sales_start: datetime | None
    sales_end: datetime | None
    availability: Availability
    url: str


@dataclass(frozen=True)
class Pretix:
    """An event in a pretix shop."""

    address: str
    organizer: str
    event: str
    token: str = field(repr=False)
    language: str = "de"
    reader: Reader = field(default_factory=Reader, repr=False)

    def tiers(self) -> tuple[Tier, ...]:
        """Return what can be bought, in the shop's order. Raises ShopFailure.

        Without admission, hidden, voucher-only, bundled and add-on products are no tiers.
        """
        event = self._read("")
        quotas = self._rows("quotas/?with_availability=true")
        try:
            items = sorted(self._rows("items/"), key=lambda item: (item["position"], item["id"]))
            left = _left(quotas)
            addons = _addon_categories(self._rows("categories/"))
            rows = (
                tier
                for item in items
                if _offered(item) and item["category"] not in addons
                for tier in self._tiers_of(item, event, left)
            )
            return tuple(rows)
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
            raise ShopFailure(f"{self._home()} describes its products in a strange way") from error

    def _tiers_of(
        self, item: Mapping[str, Any], event: Mapping[str, Any], left: "Left"
    ) -> Iterator[Tier]:
        if not item["has_variations"]:
            yield self._tier(item, None, event, left)
        for variation in sorted(item["variations"], key=lambda one: (one["position"], one["id"])):
            if variation["active"] and not variation.get("require_membership"):
                yield self._tier(item, variation, event, left)

    def _tier(
        self,
        item: Mapping[str, Any],
        variation: Mapping[str, Any] | None,
        event: Mapping[str, Any],
        left: "Left",
    ) -> Tier:
        name = self._in_language(item["name"])
        external_id, price = f"item:{item['id']}", item["default_price"]
        starts = [event["presale_start"], item["available_from"]]
        ends = [event["presale_end"], item["available_until"]]
        if variation is not None:
            name = f"{name} – {self._in_language(variation['value'])}"
            external_id += f":variation:{variation['id']}"
            price = variation["price"]
            starts.append(variation["available_from"])
            ends.append(variation["available_until"])
        return Tier(
            external_id,
            name,
            Decimal(price),
            event["currency"],
            Decimal(item["tax_rate"]) if item["tax_rate"] is not None else None,
            max(map(aware, filter(None, starts)), default=None),
            min(map(aware, filter(None, ends)), default=None),
            left.of(item["id"], variation["id"] if variation else None),
            event["public_url"],
        )

    def _in_language(self, words: Mapping[str, str] | str) -> str:
        """Return pretix's words in our language, else in any they are written in."""
        if isinstance(words, str):
            return words
        informal = f"{self.language}-informal"
        named = (words.get(code) for code in (self.language, informal, "en"))
        return next((text for text in (*named, *words.values()) if text), "")

    def _home(self) -> str:
        names = f"organizers/{quote(self.organizer, safe='')}/events/{quote(self.event, safe='')}/"
        return f"{self.address.rstrip('/')}/api/v1/{names}"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Token {self.token}"}

    def _read(self, path: str) -> Any:
        return self.reader.read(self._home() + path, self._headers())

    def _rows(self, path: str) -> list[Any]:
        return list(self.reader.rows(self._home() + path, self._headers()))


@dataclass(frozen=True)
class Left:
    """How much is left of every product and variation: the least of all quotas it counts in."""

    items: Mapping[int, Availability]
    variations: Mapping[int, Availability]

    def of(self, item: int, variation: int | None) -> Availability:
        """Return what is left; pretix sells nothing that is in no quota."""
        known = self.items.get(item) if variation is None else self.variations.get(variation)
        return known or Availability.SOLD_OUT


_SCARCE = (Availability.AVAILABLE, Availability.FEW, Availability.SOLD_OUT)


def _left(quotas: Iterable[Mapping[str, Any]]) -> Left:
    items: dict[int, Availability] = {}
    variations: dict[int, Availability] = {}
    for quota in quotas:
        state = _state(quota)
        for found, ids in ((items, quota["items"]), (variations, quota["variations"])):
            for pk in ids:
                found[pk] = max(found.get(pk, state), state, key=_SCARCE.index)
    return Left(items, variations)


def _state(quota: Mapping[str, Any]) -> Availability:
    """Return what a quota has left; None is pretix's word for without a limit."""
    if not quota["available"]:
        return Availability.SOLD_OUT
    number, size = quota["available_number"], quota["size"]
    if number is None:
        return Availability.AVAILABLE
    few = number <= FEW or (size is not None and number * 10 <= size)
    return Availability.FEW if few else Availability.AVAILABLE


def _offered(item: Mapping[str, Any]) -> bool:
    closed = ("hide_without_voucher", "require_voucher", "require_bundling", "require_membership")
    return bool(item["active"] and item["admission"]) and not any(item.get(name) for name in closed)


def _addon_categories(categories: Iterable[Mapping[str, Any]]) -> set[int]:
    return {category["id"] for category in categories if category["is_addon"]}
