"""What the clients of pretix and pretalx return, as plain values that can be compared and kept.

Money is "490.00", a rate "19.0", a moment ISO 8601 in UTC, a text its plain words with a line per
paragraph; every value fits into our field. A field of which a system says nothing is left out.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html_join

from prose.sanitising import plain_text, sanitise
from shops.sync_plan import Thing, Value

PLACES = (
    "name title bio abstract price net_price currency vat_rate sales_start sales_end availability url"
    " starts_at ends_at room language speakers kind"
).split()


def moment(when: datetime | None) -> str | None:
    """Return a moment in UTC."""
    return when.astimezone(UTC).isoformat() if when else None


def money(amount: Decimal) -> str:
    """Return an amount with its cents."""
    return f"{amount:.2f}"


def rate(per_cent: Decimal) -> str:
    """Return a rate of tax with its tenth."""
    return f"{per_cent:.1f}"


def fit(model: type[Any], name: str, text: str) -> str:
    """Return a text cut to what our field holds."""
    length: int = model._meta.get_field(name).max_length
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def paragraphs(text: str) -> str:
    """Return plain words as HTML, a paragraph per line."""
    return format_html_join("", "<p>{}</p>", ((line,) for line in text.splitlines()))


def settled(text: str) -> str:
    """Return plain words as they come back out of our own field."""
    return plain_text(sanitise(paragraphs(text), "simple"))


def written(things: Iterable[Thing]) -> list[list[Any]]:
    """Return things as JSON keeps them."""
    return [[one.kind, one.external_id, one.label, dict(one.values)] for one in things]


def read(kept: Sequence[Sequence[Any]]) -> list[Thing]:
    """Return things as they were written."""
    return [
        Thing(kind, external_id, label, dict(sorted(values.items(), key=_place)))
        for kind, external_id, label, values in kept
    ]


def _place(value: tuple[str, Value]) -> int:
    """Return where a field stands: PostgreSQL keeps the fields of JSON in an order of its own."""
    return PLACES.index(value[0])
