"""What the clients of pretix and pretalx return, as plain values that can be compared and kept.

Money is "490.00", a rate "19.0", a moment ISO 8601 in UTC, a text its plain words with a line per
paragraph; every value fits into our field. A field of which a system says nothing is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html_join

from events.models import ProgrammeItem, TicketOffer
from people.models import Person
from prose.sanitising import plain_text, sanitise
from shops.pretalx import Programme
from shops.pretix import Tier
from shops.sync_plan import Thing, Value

LANGUAGES = frozenset({"de", "en"})
PLACES = (
    "name title bio abstract price currency vat_rate sales_start sales_end availability url"
    " starts_at ends_at room language speakers kind"
).split()
# What pretalx calls a kind of talk is the organisers' own word.
KINDS = {
    "keynote": ProgrammeItem.Kind.KEYNOTE,
    "panel": ProgrammeItem.Kind.PANEL,
    "podium": ProgrammeItem.Kind.PANEL,
    "workshop": ProgrammeItem.Kind.WORKSHOP,
}


def of_programme(programme: Programme) -> list[Thing]:
    """Return speakers, then talks; a talk names its speakers by their codes."""
    speakers = [
        Thing(
            "speaker",
            speaker.code,
            speaker.name,
            _said({"name": fit(Person, "name", speaker.name), "bio": settled(speaker.biography)}),
        )
        for speaker in programme.speakers
    ]
    talks = [
        Thing(
            "talk",
            talk.external_id,
            talk.title,
            _said(
                {
                    "title": fit(ProgrammeItem, "title", talk.title),
                    "abstract": settled(talk.abstract),
                    "starts_at": moment(talk.starts),
                    "ends_at": moment(talk.ends),
                    "room": fit(ProgrammeItem, "room", talk.room),
                    "language": talk.language if talk.language in LANGUAGES else "",
                }
            )
            | {"speakers": list(talk.speakers), "kind": _kind(talk.kind)},
        )
        for talk in programme.talks
    ]
    return [*speakers, *talks]


def of_tiers(tiers: Iterable[Tier]) -> list[Thing]:
    """Return the tiers of a shop."""
    return [Thing("tier", tier.external_id, tier.name, dict(_tier(tier))) for tier in tiers]


def _kind(words: str) -> str:
    """Return our kind of programme item for the organisers' word."""
    found = (kind for word, kind in KINDS.items() if word in words.lower())
    return str(next(found, ProgrammeItem.Kind.TALK))


def _tier(tier: Tier) -> Iterator[tuple[str, Value]]:
    yield "name", fit(TicketOffer, "name", tier.name)
    yield "price", money(tier.price)
    yield "currency", tier.currency
    if tier.vat_rate is not None:
        yield "vat_rate", rate(tier.vat_rate)
    yield "sales_start", moment(tier.sales_start)
    yield "sales_end", moment(tier.sales_end)
    yield "availability", str(tier.availability)
    yield "url", tier.url


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


def _said(values: dict[str, Value]) -> dict[str, Value]:
    """Leave out what is empty: whoever writes no biography there does not want ours to go."""
    return {name: value for name, value in values.items() if value not in ("", None)}
