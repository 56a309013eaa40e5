"""Examples for the page of components: the plain ones of the file beside it, and those that are worked out."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace as Made
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import mark_safe

from blog.editions.teaser import Teaser, TeaserPerson
from blog.models import Discussion
from disclosures.decisions import Label
from events.models import Event, TicketOffer
from events.ticket_state import state
from media.frozen import FrozenImage
from media.models import Image
from pages.events.ticket_call import TicketCall
from people.models import Person

type Examples = dict[str, dict[str, dict[str, Any]]]

PLAIN = Path(__file__).with_suffix(".toml")
PASSAGE = mark_safe("Erst der <mark>Saal</mark>, dann das Licht.")


class Rows(list[Any]):
    """What a related manager gives, without a database."""

    def all(self) -> list[Any]:
        """Return the rows."""
        return self


def examples() -> Examples:
    """Return by component the cases worth seeing and what the template takes in each.

    `header` and `footer` have none: they stand at the ends of the page itself.
    """
    found: Examples = tomllib.loads(PLAIN.read_text(encoding="utf-8"), parse_float=Decimal)
    now = timezone.now()
    person = found["person_line"]["with a portrait"]["person"]
    person["portrait"] = _portrait()
    found["face"] = {
        "a portrait": {"portrait": person["portrait"], "initials": "AB", "sizes": "4rem"},
        "initials": {"initials": "AB"},
    }
    for day in found["programme"]["a talk and a break"]["programme"]:
        day["items"] = [_item(row) for row in day["items"]]
    labels = {row["key"]: Label(**row) for row in found["labels"]["all of them"]["labels"]}
    return {
        **found,
        **_of_pictures(),
        **_of_events(now),
        **_of_tickets(now),
        **_of_ambassadors(now),
        **_of_pieces(now, labels),
    }


def _item(row: dict[str, Any]) -> Made:
    """Return an item of a programme on the clock of the site."""
    event = Made(zone=timezone.get_default_timezone())
    return Made(**({"starts_at": None, "ends_at": None, "event": event} | row))


def _portrait() -> FrozenImage | None:
    """Return the first portrait of the library, if it has one."""
    pictured = Person.objects.exclude(portrait=None).select_related("portrait").first()
    return pictured.portrait.frozen() if pictured and pictured.portrait else None


def _of_pictures() -> Examples:
    logo = {"url": static("site/favicon.svg"), "width": 32, "height": 32}
    captioned = FrozenImage(
        id=1,
        file="",
        width=3,
        height=2,
        ppoi=(0.5, 0.5),
        alt="",
        caption="Die Kattunhalle am Vorabend.",
        credit="Foto: Ada Beispiel",
        copyright="Saallicht eG",
    )
    return {
        "site_logo": {"the only one": {"logo": {"light": logo, "alt": "Podium"}}},
        "figcaption": {"caption and credit": {"image": captioned}},
    }


def _event(now: datetime, key: int = 1, **changes: Any) -> Any:
    starts = now.replace(hour=8, minute=30, second=0) + timedelta(days=60)
    values: dict[str, Any] = {
        "pk": key,
        "name": "Saallicht 2027",
        "own": True,
        "city": "Kassel",
        "status": Event.Status.SCHEDULED,
        "starts_at": starts,
        "ends_at": starts + timedelta(days=1, hours=8),
        "all_day": False,
        "open_end": False,
        "from_elsewhere": False,
        "zone": timezone.get_default_timezone(),
        "days": Rows(),
        "previous_dates": Rows(),
        "series_id": None,
        "waiting_list_url": "",
        "offers": Rows(),
        "get_absolute_url": "/events/",
    }
    return Made(**values | changes)


def _of_events(now: datetime) -> Examples:
    evening = (now + timedelta(days=60)).replace(hour=20, minute=0)
    night = _event(now, starts_at=evening, ends_at=evening + timedelta(hours=5))
    days = _event(now)
    day = Made(
        event=days,
        starts_at=days.starts_at,
        ends_at=days.starts_at + timedelta(hours=8),
        name="Werkstatttag",
    )
    several = _event(now, days=Rows([day]))
    next_one = _event(now, 2, name="Saallicht 2028", starts_at=evening, ends_at=evening)
    both = [next_one, days]
    status = Event.Status
    kinds = (status.CANCELLED, status.POSTPONED, status.MOVED_ONLINE)
    return {
        "hours": {
            "a night": {"event": night},
            "one span": {"event": days},
            "hours by day": {"event": several},
        },
        "past_events": {"two events": {"past": both}},
        "editions": {"two editions": {"event": days, "editions": both}},
        "event_status": {str(kind.label): {"event": _event(now, status=kind)} for kind in kinds},
    }


def _of_tickets(now: datetime) -> Examples:
    few, gone = TicketOffer.Availability.FEW, TicketOffer.Availability.SOLD_OUT
    soon = now + timedelta(days=20)
    early = TicketOffer(name="Frühbucherkarte", price=Decimal(320), sales_end=soon)
    regular = TicketOffer(name="Reguläre Karte", price=Decimal(420), sales_start=soon)
    last = TicketOffer(name="Tageskarte", price=Decimal(190), availability=few)
    none = TicketOffer(name="Werkstatt", price=Decimal(90), availability=gone)
    firms = TicketOffer(
        name="Firmenkarte",
        price=Decimal(500),
        audience=TicketOffer.Audience.BUSINESS,
        vat_rate=Decimal(19),
    )
    on_sale = _event(now, 10, offers=Rows([early, regular]))
    scarce = _event(now, 11, name="Saallicht 2028", offers=Rows([last]))
    out = _event(now, 12, name="Saallicht 2029", offers=Rows([none]))
    over = _event(now, 13, name="Saallicht 2024", ends_at=now)
    tiers = _event(now, offers=Rows([early, regular, last, none, firms]))
    return {
        "event_box": {
            "early bird": {"box": TicketCall(on_sale, state(on_sale, now))},
            "few left": {"box": TicketCall(scarce, state(scarce, now))},
            "sold out": {"box": TicketCall(out, state(out, now))},
            "over, with a way on": {"box": TicketCall(over, state(over, now), on_sale)},
        },
        "offers": {"every state": {"event": tiers, "tickets": state(tiers, now)}},
        "call_line": {"in a teaser": {"call": TicketCall(on_sale, state(on_sale, now))}},
    }


def _of_ambassadors(now: datetime) -> Examples:
    person = Made(
        full_name="Ada Beispiel",
        role_line="Inspizientin",
        sort_key="beispiel",
        portrait=None,
        get_absolute_url="/personen/",
    )
    stands = Made(
        pk=1,
        public=True,
        starts_on=None,
        ends_on=None,
        person=person,
        role_line="Botschafterin von Saallicht 2027",
        statement="Ich habe noch keinen Kongress erlebt, auf dem so wenig gehetzt wird.",
        benefit="Eintrittskarte für beide Tage",
    )
    event = _event(now, ambassadorships=Rows([stands]))
    return {"ambassadors": {"with a statement and a benefit": {"event": event, "now": now}}}


def _edition(now: datetime, title: str, *labels: Label, **changes: Any) -> Any:
    values: dict[str, Any] = {
        "kind": "post",
        "path": "/blog/",
        "language": "de",
        "title": title,
        "standfirst": "Wie man die Stühle stellt, entscheidet über das Gespräch.",
        "labels": labels,
        "people": (TeaserPerson("author", 1, "Ada Beispiel", "ada-beispiel"),),
    }
    return Made(
        pk=title,
        teaser=Teaser(**values | changes),
        published_at=now,
        post_id=None,
        call=None,
        language="de",
        get_absolute_url="/blog/",
    )


def _of_pieces(now: datetime, labels: Mapping[str, Label]) -> Examples:
    picture = Image.objects.order_by("pk").first()
    talk = _edition(
        now,
        "„Ein Saal hat Ohren“",
        labels["interview"],
        kind="interview",
        image=picture.frozen() if picture else None,
        people=(TeaserPerson("interviewee", 2, "Ben Muster", "ben-muster", "Gast"),),
    )
    paid = _edition(now, "Acht Karten, ein Preis", labels["ad"])
    long = _edition(
        now, "Barrierefreiheitsstärkungsgesetz und Veranstaltungstechnikermeisterprüfungsordnung"
    )
    guest = _edition(now, "Die Pause", labels["guest"])
    said = {"anchor": "frage-1", "question": "Was hört man zuerst?", "passage": PASSAGE}
    why = "Auch zum Thema Bühne"
    places = "https://chaos.social/@saallicht/1", "https://www.linkedin.com/posts/saallicht-1"
    discussions = [Discussion(address=address) for address in places]
    return {
        "teaser": {
            "an interview": {"heading": "h3", "edition": talk},
            "a guest post": {"heading": "h3", "edition": guest},
            "an advertisement": {"heading": "h3", "edition": paid},
            "a long word, no picture": {"heading": "h3", "edition": long},
            "a hit of a search": {"heading": "h3", "edition": paid, "passage": PASSAGE},
        },
        "teaser_opening": {"of an interview": {"heading": "h3", "edition": talk}},
        "teaser_closing": {"of an interview": {"edition": talk}},
        "piece_title": {"of an advertisement": {"edition": paid}},
        "responding": {
            "both ways": {"answer": "mailto:a@b.example", "discussions": discussions},
        },
        "mistake": {"by mail": {"mistake": "mailto:a@b.example"}},
        "pieces": {
            "a list": {"heading": "h3", "page": {"items": [talk, paid]}},
            "nothing yet": {"page": {"items": []}},
        },
        "related": {
            "two pieces": {"related": [{"piece": talk, "why": why}, {"piece": paid, "why": why}]}
        },
        "neighbours": {"in the middle of a series": {"before": guest, "after": long}},
        "answer_hit": {"of a search": {"edition": talk, "answer": said}},
    }
