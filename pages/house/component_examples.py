"""Examples for the page of components: invented values, and the first pictures of the library."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace as Made
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import mark_safe

from blog.editions.teaser import Teaser, TeaserPerson
from blog.models import Correction
from disclosures.decisions import Label
from events.models import Event, ProgrammeItem, TicketOffer
from events.programme import Hours, ProgrammeDay
from events.ticket_state import state
from media.frozen import FrozenImage
from media.models import Image
from pages.events.ticket_call import TicketCall
from people.models import Person

Examples = Mapping[str, Mapping[str, Mapping[str, Any]]]
LONG = "Barrierefreiheitsstärkungsgesetz und Veranstaltungstechnikermeisterprüfungsordnung"

PASSAGE = mark_safe("Erst der <mark>Saal</mark>, dann das Licht.")
ANSWER = mark_safe("<p>Die Rückwand. Man hört sie, bevor man sie sieht.</p>")
CAPTIONED = FrozenImage(
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


class Rows(list[Any]):
    """What a related manager gives, without a database."""

    def all(self) -> list[Any]:
        """Return the rows."""
        return self


def examples() -> Examples:
    """Return by component the cases worth seeing and what the template takes in each.

    `header` and `footer` have none: they stand at the ends of the page itself.
    """
    now = timezone.now()
    return {
        **_of_events(now),
        **_of_tickets(now),
        **_of_people(now),
        **_of_pieces(now),
        **_of_notes(now),
    }


def _event(now: datetime, key: int = 1, **changes: Any) -> Any:
    starts = now.replace(hour=8, minute=30, second=0) + timedelta(days=60)
    values: dict[str, Any] = {
        "pk": key,
        "name": "Saallicht 2027",
        "slug": "saallicht-2027",
        "own": True,
        "city": "Kassel",
        "status": Event.Status.SCHEDULED,
        "starts_at": starts,
        "ends_at": starts + timedelta(days=1, hours=8),
        "last_moment": starts + timedelta(days=1, hours=8),
        "time_zone": "Europe/Berlin",
        "zone": timezone.get_default_timezone(),
        "series_id": None,
        "waiting_list_url": "",
        "get_absolute_url": "/events/",
    }
    rows = {name: Rows() for name in ("days", "previous_dates", "offers", "ambassadorships")}
    return Made(**(values | rows | changes))


def _offer(name: str, price: int, **changes: Any) -> TicketOffer:
    return TicketOffer(name=name, price=Decimal(price), **changes)


def _call(event: Any, now: datetime, **ways: Any) -> TicketCall:
    return TicketCall(event, state(event, now), **ways)


def _of_events(now: datetime) -> Examples:
    event, later = _event(now), _event(now, 2, name="Saallicht 2028")
    days = Rows([Made()])
    hours = [Hours(event.starts_at, event.starts_at + timedelta(hours=8), "Werkstatttag")]
    item = ProgrammeItem(pk=1, title="Ein Saal hat Ohren", starts_at=event.starts_at, room="Saal 1")
    pause = ProgrammeItem(pk=2, title="Pause", kind=ProgrammeItem.Kind.BREAK)
    moved = [Event.Status.CANCELLED, Event.Status.POSTPONED, Event.Status.MOVED_ONLINE]
    return {
        "hours": {
            "one span": {"event": event, "hours": []},
            "hours by day": {"event": _event(now, days=days), "hours": hours},
        },
        "event_status": {
            status.name.lower(): {"event": _event(now, status=status)} for status in moved
        },
        "calendar_links": {"of an event": {"event": event}, "of all events": {}},
        "editions": {"two editions": {"editions": [later, event], "event": event}},
        "past_events": {"two events": {"past": [event, later]}},
        "programme": {
            "a talk and a break": {"programme": [ProgrammeDay(now.date(), (item, pause))]}
        },
        "embed": {"closed": {"event": event, "card": "/events/saallicht-2027/karte/"}},
    }


def _of_tickets(now: datetime) -> Examples:
    few, gone = TicketOffer.Availability.FEW, TicketOffer.Availability.SOLD_OUT
    early = _offer("Frühbucherkarte", 320, sales_end=now + timedelta(days=20))
    regular = _offer("Reguläre Karte", 420, sales_start=now + timedelta(days=20))
    last, none = _offer("Tageskarte", 190, availability=few), _offer("Werkstatt", 90)
    none.availability = gone
    firms = _offer("Firmenkarte", 500, audience=TicketOffer.Audience.BUSINESS, vat_rate=Decimal(19))
    sold = [Rows([early, regular]), Rows([last]), Rows([none])]
    on_sale, scarce, out = (
        _event(now, key, name=f"Saallicht {2017 + key}", offers=rows)
        for key, rows in enumerate(sold, start=10)
    )
    over = _event(now, 13, name="Saallicht 2024", ends_at=now)
    tiers = _event(now, offers=Rows([early, regular, last, none, firms]))
    return {
        "event_box": {
            "early bird": {"box": _call(on_sale, now)},
            "few left": {"box": _call(scarce, now)},
            "sold out": {"box": _call(out, now)},
            "over, with a way on": {"box": _call(over, now, next_edition=on_sale)},
        },
        "offers": {"every state": {"tickets": state(tiers, now)}},
        "call_line": {"in a teaser": {"call": _call(on_sale, now)}},
        "vat": {"for consumers": {"offer": early}, "for businesses": {"offer": firms}},
        "earlier_price": {"reduced": {"amount": Decimal(420), "currency": "EUR"}},
    }


def _of_people(now: datetime) -> Examples:
    logo = {"url": static("site/favicon.svg"), "width": 32, "height": 32}
    pictured = Person.objects.exclude(portrait=None).select_related("portrait").first()
    portrait = pictured.portrait.frozen() if pictured and pictured.portrait else None
    person = {"slug": "ada-beispiel", "name": "Ada Beispiel", "role_line": "Inspizientin"}
    stands = Made(
        pk=1,
        public=True,
        starts_on=None,
        ends_on=None,
        person=Made(
            full_name="Ada Beispiel",
            role_line="Inspizientin",
            sort_key="beispiel",
            portrait=None,
            get_absolute_url="/personen/",
        ),
        role_line="Botschafterin von Saallicht 2027",
        statement="Ich habe noch keinen Kongress erlebt, auf dem so wenig gehetzt wird.",
        benefit="Eintrittskarte für beide Tage",
    )
    event = _event(now, ambassadorships=Rows([stands]))
    return {
        "site_logo": {"the only one": {"logo": Made(light=logo, dark=None, alt="Podium")}},
        "person_line": {
            "with a portrait": {"person": person | {"portrait": portrait}},
            "without a portrait": {"person": person | {"portrait": None, "name": LONG}},
        },
        "ambassadors": {"with a statement and a benefit": {"event": event, "now": now}},
    }


def _edition(now: datetime, title: str, *labels: str, **changes: Any) -> Any:
    named = {"ad": "Anzeige", "guest": "Gastbeitrag", "interview": "Interview", "ai": "KI"}
    values: dict[str, Any] = {
        "kind": "interview" if "interview" in labels else "post",
        "path": "/blog/",
        "language": "de",
        "title": title,
        "standfirst": "Wie man die Stühle stellt, entscheidet über das Gespräch.",
        "labels": tuple(Label(key, named[key]) for key in labels),
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


def _of_pieces(now: datetime) -> Examples:
    picture = Image.objects.order_by("pk").first()
    image = picture.frozen() if picture else None
    guest = (TeaserPerson("interviewee", 2, "Ben Muster", "ben-muster", "Gast"),)
    talk = _edition(now, "„Ein Saal hat Ohren“", "interview", image=image, people=guest)
    paid = _edition(now, "Acht Karten, ein Preis", "ad")
    kinds = {"ad": "Anzeige", "guest": "Gastbeitrag", "interview": "Interview", "ai": "KI"}
    ways = [Made(name=name, address="/") for name in ("E-Mail", "LinkedIn", "Bluesky")]
    return {
        "labels": {"all of them": {"labels": [Made(key=key, text=kinds[key]) for key in kinds]}},
        "teaser": {
            case: {"heading": "h3", "edition": edition, "passage": passage}
            for case, edition, passage in (
                ("an interview", talk, ""),
                ("a guest post", _edition(now, "Die Pause", "guest"), ""),
                ("an advertisement", paid, ""),
                ("a long word, no picture", _edition(now, LONG), ""),
                ("a hit of a search", paid, PASSAGE),
            )
        },
        "teaser_text": {
            "of an interview": {"edition": talk, "teaser": talk.teaser, "heading": "h3"}
        },
        "pieces": {
            "a list": {"page": Made(items=[talk, paid], older=""), "heading": "h3"},
            "nothing yet": {"page": Made(items=[], older="")},
        },
        "pagination": {"not the last page": {"page": Made(older="x")}},
        "related": {
            "two pieces": {
                "related": [Made(piece=one, why="Auch zum Thema Bühne") for one in (talk, paid)]
            }
        },
        "neighbours": {
            "in the middle of a series": {
                "before": _edition(now, "Die Probe"),
                "after": _edition(now, LONG),
            }
        },
        "translations": {
            "in English too": {
                "translations": [Made(path="#", language="en", invitation="Read this in English")]
            }
        },
        "share": {
            "under a piece": {
                "heading": "Teilen",
                "ways": ways,
                "address": "https://blog.example/a/",
            }
        },
        "answer": {"of a guest": {"answer": Made(name="Ben Muster", html=ANSWER)}},
        "answer_hit": {
            "of a search": {
                "edition": talk,
                "answer": Made(anchor="frage-1", question="Was hört man zuerst?", passage=PASSAGE),
            }
        },
        "open_graph": {
            "in the head, nothing to see": {
                "shared": Made(kind="article", title="Die Pause", address="/", image=None)
            }
        },
        "subscribe": {"of a topic": {"title": "Bühne", "path": "/thema/buehne/"}},
        "feed_links": {"in the head, nothing to see": {"title": "Bühne", "path": "/thema/buehne/"}},
        "figcaption": {"caption and credit": {"image": CAPTIONED}},
        "bars": {
            "two of ten": {
                "caption": "Beiträge mit Etikett",
                "bars": [Made(name="Gastbeitrag", number=2, width=20)],
            }
        },
    }


def _of_notes(now: datetime) -> Examples:
    kind = Correction.Kind
    words = "Früher stand hier „300 Stühle“. Richtig ist „240 Stühle“."
    note = Correction(pk=1, kind=kind.CORRECTION, text=words, published_at=now)
    reply = Correction(
        pk=2, kind=kind.RIGHT_OF_REPLY, text=words, published_at=now, by="Ada Beispiel"
    )
    above = Made(replies=[reply], notes_above=[note])
    line = Made(line=None, mode_name="schriftlich", shortened=True, authorised=True)
    return {
        "correction": {"of a fact": {"note": note}},
        "corrections": {"one note": {"article": Made(notes_below=[note])}},
        "notes_above": {"a reply and a correction": {"article": above}},
        "live_note": {
            "an old piece": {
                "note": Made(
                    key="alter", strong=True, text="Dieser Beitrag ist über zwei Jahre alt."
                )
            },
            "an event that is over": {
                "note": Made(
                    key="veranstaltung-vorbei", of_event=True, text="„Saallicht 2026“ ist vorbei."
                ),
                "call": Made(next_edition=_event(now)),
            },
        },
        "interview_line": {"in writing, signed off": {"interview": line}},
    }
