"""What a pretix shop sells of an event to anybody who comes: its tiers with price, tax, window and what is left.

Reads pretix's REST API (https://docs.pretix.eu/dev/api/), tried with pretix 2026.8. The token of a
team needs the right to view the event's settings; orders and attendees are never asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote

from django.utils import timezone

from events.models import TicketOffer
from shops.pretix_dates import Date, Part, Sale, dates_of_series, only_date, together
from shops.reading import Reader, ShopFailure
from shops.sync_plan import WITHHELD, Thing, Value
from shops.values import fit, moment, money, rate

CHANNEL = "web"  # what pretix calls its own shop among its sales channels
# What only some can buy, or nobody by itself.
_CLOSED = ("hide_without_voucher", "require_voucher", "require_bundling", "require_membership")
# The tax rules of an event by their numbers.
type Rules = Mapping[int, Mapping[str, Any]]


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
        """Return what anybody can buy on the web without a voucher, in the shop's order.

        A tier is a product or one variation of it, told as `item:12` or `item:12:variation:3`, of
        a series whose dates cost different prices followed by `:date:7`. Its price is what the
        buyer pays, tax included; `url` leads to the shop's page of the event. Without admission,
        hidden, voucher-only, box-office-only, bundled and add-on products are no tiers. A shop that
        is not live or in test mode sells nothing: its tiers are withheld. Raises ShopFailure.
        """
        event = self._read("")
        quotas = self._rows("quotas/?with_availability=true")
        try:
            dates = self._dates(event, quotas)
            items = sorted(self._rows("items/"), key=lambda item: (item["position"], item["id"]))
            extras = _extras(self._rows("categories/"))
            rules = {rule["id"]: rule for rule in self._rows("taxrules/")}
            return [
                self._tier(offer, sale, event)
                for item in items
                if _offered(item) and item["admission"] and item["category"] not in extras
                for offer in self._offers_of(item, rules)
                for sale in together(list(offer.sales(dates, self.language)))
            ]
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
            raise ShopFailure(f"{self._home()} describes its products in a strange way") from error

    def _dates(self, event: Mapping[str, Any], quotas: Iterable[Mapping[str, Any]]) -> list[Date]:
        if not event["has_subevents"]:
            return [only_date(event, quotas)]
        return dates_of_series(event, self._rows("subevents/"), quotas, timezone.now())

    def _offers_of(self, item: Mapping[str, Any], rules: Rules) -> Iterator["_Offer"]:
        """Yield a product, or each of its variations that anybody can buy."""
        name, number = self._in_language(item["name"]), item["id"]
        whole: Part = (("items", number), item)
        rule = rules.get(item["tax_rule"])
        if not item["has_variations"]:
            yield _Offer(f"item:{number}", name, item["default_price"], (whole,), rule)
        for one in sorted(item["variations"], key=lambda each: (each["position"], each["id"])):
            if _offered(one):
                yield _Offer(
                    f"item:{number}:variation:{one['id']}",
                    f"{name} – {self._in_language(one['value'])}",
                    one["price"],
                    ((("variations", one["id"]), one), whole),
                    rule,
                )

    def _tier(self, offer: "_Offer", sale: Sale, event: Mapping[str, Any]) -> Thing:
        name, external_id = offer.name, offer.external_id
        if sale.number is not None:
            name, external_id = f"{name} – {sale.date}", f"{external_id}:date:{sale.number}"
        values: dict[str, Value] = {
            "name": fit(TicketOffer, "name", name),
            "price": money(offer.gross(sale.price)),
            "net_price": money(offer.net(sale.price)),
            "currency": event["currency"],
            "sales_start": moment(sale.starts),
            "sales_end": moment(sale.ends),
            "availability": str(sale.availability) if _sells(event) else WITHHELD,
            "url": event["public_url"],
            "vat_rate": rate(offer.tax_rate),
        }
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


@dataclass(frozen=True)
class _Offer:
    """A product or a variation; `parts` are what must be on sale for it, the one that counts first."""

    external_id: str
    name: str
    price: str
    parts: tuple[Part, ...]
    rule: Mapping[str, Any] | None

    @property
    def tax_rate(self) -> Decimal:
        return Decimal(self.rule["rate"]) if self.rule else Decimal(0)

    def gross(self, price: Decimal) -> Decimal:
        """Return what the buyer pays."""
        return price if self._includes_tax else _rounded(price * (1 + self.tax_rate / 100))

    def net(self, price: Decimal) -> Decimal:
        """Return the same without tax, for tiers that only businesses buy (PAngV § 3)."""
        return _rounded(price / (1 + self.tax_rate / 100)) if self._includes_tax else price

    @property
    def _includes_tax(self) -> bool:
        return self.rule is None or bool(self.rule["price_includes_tax"])

    def sales(self, dates: Iterable[Date], language: str) -> Iterator[Sale]:
        """Yield how each date sells it."""
        for date in dates:
            if sale := date.sale(Decimal(self.price), self.parts, language):
                yield sale


def _rounded(amount: Decimal) -> Decimal:
    """Round as pretix does."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _sells(event: Mapping[str, Any]) -> bool:
    """Tell whether anybody can buy in this shop at all."""
    return bool(event["live"]) and not event["testmode"] and _on_the_web(event)


def _offered(row: Mapping[str, Any]) -> bool:
    """Tell whether a product or variation is there for everybody who comes to the shop."""
    return bool(row["active"]) and not any(row.get(name) for name in _CLOSED) and _on_the_web(row)


def _on_the_web(row: Mapping[str, Any]) -> bool:
    return bool(row.get("all_sales_channels", True)) or CHANNEL in row["limit_sales_channels"]


def _extras(categories: Iterable[Mapping[str, Any]]) -> set[int]:
    """Return the categories of what is sold only beside something else."""
    return {
        one["id"]
        for one in categories
        if one["is_addon"] or one.get("cross_selling_mode") == "only"
    }
