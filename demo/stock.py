"""What generated pieces draw from: people, topics, yearly events, series, sponsors, pictures."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

from blog.disclosing.notices import Wordings
from blog.disclosing.ties import sponsorings_of
from blog.editions.content import Credited
from blog.models import Credit, Series, Tag
from demo.grammar import Grammar
from demo.world import at
from disclosures.ties import Sponsoring
from events.models import Event, EventSeries
from media.frozen import FrozenImage
from media.models import Image
from people.models import Organisation, Person

PEOPLE = 120
NEWSROOM = 12
YEARS = 9
TOOL = "Satzhilfe"


@dataclass
class Stock:
    """Everything there is to choose from, and what freezing makes of it, worked out once."""

    grammar: Grammar
    newsroom: list[Person]
    guests: list[Person]
    tags: list[Tag]
    events: list[Event]
    series: list[Series]
    sponsors: list[Organisation]
    images: list[Image]
    wordings: Wordings
    _credits: dict[tuple[int, str], Credited] = field(default_factory=dict)

    def frozen_credit(self, credit: Credit) -> Credited:
        """Return what freezing gives for a person in a role."""
        key = (credit.person_id, credit.role)
        if key not in self._credits:
            self._credits[key] = credit.frozen()
        return self._credits[key]

    @cached_property
    def sponsorings(self) -> dict[int | None, dict[int, tuple[Sponsoring, ...]]]:
        """What each sponsor stands behind, for pieces of each event and of none."""
        wanted = [one.pk for one in self.sponsors]
        return {
            event.pk if event else None: sponsorings_of(wanted, event)
            for event in [None, *self.events]
        }

    @cached_property
    def frozen_images(self) -> dict[int, FrozenImage]:
        """What freezing gives for each picture."""
        return {image.pk: image.frozen() for image in self.images}


def stock(now: datetime, seed: int) -> Stock:
    """Create what is missing and return everything generated pieces need."""
    grammar = Grammar(seed)
    people = _people(grammar)
    events = _events(now)
    return Stock(
        grammar,
        people[:NEWSROOM],
        people[NEWSROOM:],
        [Tag.objects.get_or_create(name=name)[0] for name in grammar.texts["tags"]],
        events,
        [_series(event) for event in events],
        list(Organisation.objects.filter(sponsorships__isnull=False).distinct().order_by("pk")),
        list(Image.objects.filter(original_name__endswith=".webp").order_by("pk")[:15]),
        Wordings.in_force(now),
    )


def _people(grammar: Grammar) -> list[Person]:
    first, last, lines = (
        grammar.texts[kind] for kind in ("first_names", "last_names", "role_lines")
    )
    people = []
    for number in range(PEOPLE):  # 26 and 12 names give 156 pairs before one comes again
        values = {
            "name": f"{first[number % len(first)]} {last[number % len(last)]}",
            "newsroom": number < NEWSROOM,
            "role_line": "Redaktion" if number < NEWSROOM else lines[number % len(lines)],
        }
        slug = f"erzeugt-{number + 1}"
        people.append(Person.objects.get_or_create(slug=slug, defaults=values)[0])
    return people


def _events(now: datetime) -> list[Event]:
    row, _new = EventSeries.objects.get_or_create(
        slug="werkstattgespraech", defaults={"name": "Werkstattgespräch"}
    )
    today = timezone.localdate(now)
    events = []
    for years in range(1, YEARS + 1):  # all of them over: the demo's own event is the next one
        day = today.replace(month=6, day=12, year=today.year - years)
        values = {
            "name": f"Werkstattgespräch {day.year}",
            "hashtag": f"#werk{day:%y}",
            "series": row,
            "starts_at": at(day, 10),
            "ends_at": at(day + timedelta(days=1), 17),
            "city": "Kassel",
        }
        slug = f"werkstattgespraech-{day.year}"
        events.append(Event.objects.get_or_create(slug=slug, defaults=values)[0])
    return events


def _series(event: Event) -> Series:
    values = {"name": f"Gespräche zum {event.name}", "event": event}
    return Series.objects.get_or_create(slug=f"gespraeche-{event.slug}", defaults=values)[0]
