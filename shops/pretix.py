"""What a pretix shop sells of an event: its tiers with price, tax, window and what is left.

Reads pretix's REST API (https://docs.pretix.eu/dev/api/), tried with pretix 2026.8. The token of a
team needs the right to view the event's settings; orders and attendees are never asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from events.models import TicketOffer
from shops.reading import Reader, ShopFailure, aware
from shops.sync_plan import Thing, Value
from shops.values import fit, moment, money, rate

FEW = 10  # tickets left, or a tenth of the quota: then few are left
Availability = TicketOffer.Availability
_SCARCE = (Availability.AVAILABLE, Availability.FEW, Availability.SOLD_OUT)
# How much is left of products and variations, each by its kind and number.
type Left = dict[tuple[str, int], Availability]


@dataclass(frozen=True)
class Pretix:
    """An event in a pretix shop."""

    address: str
    organizer: str
    event: str
    token: str = field(repr=False)
    language: str = "de"
    reader: Reader = field(default_factory=Reader, repr=False)

    def tiers(self) -> list[Thing]:
        """Return what anybody can buy without a voucher, in the shop's order. Raises ShopFailure.

        A tier is a product or one variation of it, told as `item:12` or `item:12:variation:3`. Its
        price is what the buyer pays, tax included; `url` leads to the shop's page of the event.
        Without admission, hidden, voucher-only, bundled and add-on products are no tiers.
        """
        event = self._read("")
        quotas = self._rows("quotas/?with_availability=true")
        try:
            items = sorted(self._rows("items/"), key=lambda item: (item["position"], item["id"]))
            left = _left(quotas)
            addons = _addon_categories(self._rows("categories/"))
            return [
                tier
                for item in items
                if _offered(item) and item["category"] not in addons
                for tier in self._tiers_of(item, event, left)
            ]
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
            raise ShopFailure(f"{self._home()} describes its products in a strange way") from error

    def _tiers_of(
        self, item: Mapping[str, Any], event: Mapping[str, Any], left: Left
    ) -> Iterator[Thing]:
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
        left: Left,
    ) -> Thing:
        name = self._in_language(item["name"])
        external_id, price = f"item:{item['id']}", item["default_price"]
        counted = ("items", item["id"])
        starts = [event["presale_start"], item["available_from"]]
        ends = [event["presale_end"], item["available_until"]]
        if variation is not None:
            name = f"{name} – {self._in_language(variation['value'])}"
            external_id += f":variation:{variation['id']}"
            price = variation["price"]
            counted = ("variations", variation["id"])
            starts.append(variation["available_from"])
            ends.append(variation["available_until"])
        values: dict[str, Value] = {
            "name": fit(TicketOffer, "name", name),
            "price": money(Decimal(price)),
            "currency": event["currency"],
            "sales_start": moment(max(map(aware, filter(None, starts)), default=None)),
            "sales_end": moment(min(map(aware, filter(None, ends)), default=None)),
            # pretix sells nothing that is in no quota.
            "availability": str(left.get(counted, Availability.SOLD_OUT)),
            "url": event["public_url"],
        }
        if item["tax_rate"] is not None:
            values["vat_rate"] = rate(Decimal(item["tax_rate"]))
        return Thing("tier", external_id, name, values)

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


def _left(quotas: Iterable[Mapping[str, Any]]) -> Left:
    """Return how much is left of everything: the least of all quotas that it counts in."""
    left: Left = {}
    for quota in quotas:
        state = _state(quota)
        for kind in ("items", "variations"):
            for pk in quota[kind]:
                left[kind, pk] = max(left.get((kind, pk), state), state, key=_SCARCE.index)
    return left


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
