"""The demo's people, organisations, pictures, pages and two events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from blog.models import Series, Tag
from blog.publishing.publish import publish
from demo.manuscripts import HERE, filled, manuscripts, table
from events.models import (
    Ambassadorship,
    Event,
    EventSeries,
    ProgrammeItem,
    Sponsorship,
    TicketHost,
    TicketOffer,
)
from media.models import DigitalSourceType, Image
from media.uploads import clean_upload
from pages.models import LegalPage, Page, Site
from pages.own.page import Place
from people.models import Organisation, Person, ProfileLink

CREDIT = "Saallicht"
THURSDAY = 3


@dataclass(frozen=True)
class World:
    """Everything pieces refer to, by the keys of `world.toml`."""

    images: dict[str, Image]
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    events: dict[str, Event]
    series: Series

    @property
    def words(self) -> dict[str, str]:
        """The words that texts leave open: the hashtags of the two events."""
        return {key: event.hashtag or event.name for key, event in self.events.items()}


def load_world(now: datetime) -> World:
    """Create what is missing; what is there stays as editors left it."""
    data = table("world.toml")
    images = {row["key"]: _image(row) for row in data["images"]}
    organisations = {row["key"]: _organisation(row) for row in data["organisations"]}
    people = {row["key"]: _person(row, organisations) for row in data["people"]}
    events = _events(data, now, images, organisations["saallicht"])
    _programme(data, people, events)
    _relations(data, people, organisations, events)
    world = World(images, organisations, people, events, _series(data, events["next"]))
    _questions(data, world)
    for row in data["topics"]:
        Tag.objects.get_or_create(name=row["name"], defaults={"description": row["description"]})
    _pages(events, images["hall"])
    _site(data["site"], organisations["saallicht"].logo, images["hall"])
    return world


def _series(data: dict[str, Any], event: Event) -> Series:
    row = {name: data["series_of_posts"][name] for name in ("name", "slug", "description")}
    return Series.objects.get_or_create(slug=row["slug"], defaults=row | {"event": event})[0]


def _questions(data: dict[str, Any], world: World) -> None:
    """Give a new series its questions."""
    if world.series.questions.exists():
        return
    for wording in data["series_of_posts"]["questions"]:
        world.series.questions.create(wording=filled(wording, world.words))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an hour of a day on the site's clock."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _image(row: dict[str, Any], kind: str = "") -> Image:
    """Return a picture of the demo; `kind` is `person`, `logo` or empty for a scene."""
    name = f"{kind}-{row['key']}.webp" if kind else f"{row['key']}.webp"
    content = (HERE / "images" / name).read_bytes()
    known = Image.objects.filter(sha256=sha256(content).hexdigest()).first()
    return known or Image.objects.add(
        clean_upload(ContentFile(content, name=name)),
        title=row["name"] if kind else row["title"],
        alternative_text=row["alt"],
        caption=row.get("caption", ""),
        credit=CREDIT,
        copyright_notice="© Saallicht eG",
        digital_source_type=DigitalSourceType.CREATION,
        focal_y=45 if kind == "person" else 50,
    )


def _organisation(row: dict[str, Any]) -> Organisation:
    values = {name: row[name] for name in ("name", "url", "description")}
    values["logo"] = partial(_image, row, "logo")  # asked for only if it is missing
    return Organisation.objects.get_or_create(slug=row["key"], defaults=values)[0]


def _person(row: dict[str, Any], organisations: dict[str, Organisation]) -> Person:
    names = ("name", "honorific", "gender", "role_line", "newsroom", "bio", "email")
    values: dict[str, Any] = {name: row[name] for name in names if name in row}
    values["affiliation"] = organisations.get(row.get("affiliation", ""))
    known = Person.objects.filter(name=row["name"]).first()
    if known:
        return known
    person = Person.objects.create(portrait=_image(row, "person"), **values)
    for url in row.get("links", []):
        ProfileLink.objects.create(person=person, url=url)
    return person


def _events(
    data: dict[str, Any], now: datetime, images: dict[str, Image], organiser: Organisation
) -> dict[str, Event]:
    row = data["series_of_events"]
    series, _new = EventSeries.objects.get_or_create(slug=row["slug"], defaults=row)
    there = list(series.events.order_by("starts_at")[:2])
    if len(there) == 2:
        return dict(zip(("last", "next"), there, strict=True))
    events = {}
    for key, first_day in zip(("last", "next"), _days(timezone.localdate(now)), strict=True):
        values = data["event"] | data["event"][key]
        del values["last"], values["next"]
        values["image"] = images[values["image"]]
        events[key] = Event.objects.create(
            **values,
            name=f"Saallicht {first_day.year}",
            slug=f"saallicht-{first_day.year}",
            hashtag=f"#saal{first_day:%y}",
            series=series,
            organiser=organiser,
            starts_at=at(first_day, 9, 30),
            ends_at=at(first_day + timedelta(days=1), 16, 30),
            url="https://saallicht.example/kongress/",
        )
        _offers(data["offers"][key], events[key], now)
        events[key].days.create(starts_at=at(first_day, 9, 30), ends_at=at(first_day, 18))
        second = first_day + timedelta(days=1)
        events[key].days.create(
            starts_at=at(second, 9), ends_at=at(second, 16, 30), name="Werkstatttag"
        )
    return events


def _days(today: date) -> tuple[date, date]:
    """Return the Thursdays of the event that is over and of the one about four months ahead."""
    ahead = today + timedelta(days=116)
    ahead += timedelta(days=(THURSDAY - ahead.weekday()) % 7)
    over = ahead - timedelta(weeks=52)
    while over.year == ahead.year:  # the year is part of the name
        over -= timedelta(weeks=1)
    return over, ahead


def _offers(rows: list[dict[str, Any]], event: Event, now: datetime) -> None:
    today = timezone.localdate(now)
    early_end = at(today + timedelta(days=21), 23, 59)
    day_after = at(today + timedelta(days=22), 0)
    windows = {
        "early": (at(today - timedelta(days=60), 10), early_end),
        "regular": (day_after, event.starts_at),
        "open": (at(today - timedelta(days=60), 10), event.starts_at),
        "past": (event.starts_at - timedelta(days=150), event.starts_at),
    }
    TicketHost.objects.get_or_create(host="karten.saallicht.example")
    for number, row in enumerate(rows, start=1):
        start, end = windows[row["window"]]
        TicketOffer.objects.create(
            event=event,
            ordering=number,
            name=row["name"],
            includes=row.get("includes", ""),
            price=row["price"],
            availability=row.get("availability", TicketOffer.Availability.AVAILABLE),
            sales_start=start,
            sales_end=end,
            url=f"https://karten.saallicht.example/{event.slug}/{number}/",
        )


def _programme(data: dict[str, Any], people: dict[str, Person], events: dict[str, Event]) -> None:
    for key, event in events.items():
        if event.programme.exists():
            continue
        first_day = timezone.localdate(event.starts_at)
        for row in data["programme"][key]:
            hour, minute = map(int, row["time"].split(":"))
            starts_at = at(first_day + timedelta(days=row["day"] - 1), hour, minute)
            item = event.programme.create(
                title=row["title"],
                kind=row.get("kind", ProgrammeItem.Kind.TALK),
                abstract=row.get("abstract", ""),
                room=row.get("room", ""),
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=row["minutes"]),
            )
            for number, speaker in enumerate(row.get("speakers", []), start=1):
                item.speaker_rows.create(person=people[speaker], ordering=number)


def _relations(
    data: dict[str, Any],
    people: dict[str, Person],
    organisations: dict[str, Organisation],
    events: dict[str, Event],
) -> None:
    for row in data["ambassadors"]:
        event = events[row["event"]]
        Ambassadorship.objects.get_or_create(
            person=people[row["person"]],
            event=event,
            defaults={
                "code": row["code"],
                "benefit": row["benefit"],
                "statement": row.get("statement", ""),
            },
        )
    for row in data["sponsors"]:
        event = events[row["event"]]
        Sponsorship.objects.get_or_create(
            organisation=organisations[row["organisation"]],
            event=event,
            defaults={
                "level": row["level"],
                "starts_on": event.starts_at.date() - timedelta(days=300),
            },
        )


def _site(row: dict[str, Any], logo: Image | None, hall: Image) -> None:
    """Set up the site, unless somebody has."""
    if Site.objects.exists():
        return
    lists = {name: row.pop(name) for name in ("menu_links", "social_links")}
    site = Site(**row, logo=logo, icon=logo, share_image=hall)
    site.full_clean()
    site.save()
    for name, links in lists.items():
        for number, link in enumerate(links, start=1):
            if slug := link.pop("own", ""):
                link["own"] = Page.objects.get(slug=slug)
            made = getattr(site, name).model(site=site, ordering=number, **link)
            made.full_clean()
            made.save()


def _pages(events: Mapping[str, Event], hall: Image) -> None:
    """Write and publish the pages of the house, and what stands on the one of transparency."""
    numbers = {key: event.pk for key, event in events.items()}
    for text in manuscripts("pages", figures=numbers):
        title, place = text.front["title"], text.key if text.key in Place.values else ""
        if text.key == LegalPage.Kind.TRANSPARENCY:
            LegalPage.objects.get_or_create(
                kind=text.key, defaults={"title": title, "body": text.body}
            )
            continue
        slug = Page.FIXED.get(place, text.key)
        if Page.objects.filter(slug=slug).exists():
            continue
        page = Page.objects.create(
            title=title,
            slug=slug,
            place=place,
            standfirst=text.front.get("standfirst", ""),
            body=text.body,
            image=None if place else hall,
            no_external_sources=True,
        )
        publish(page, by=None)
