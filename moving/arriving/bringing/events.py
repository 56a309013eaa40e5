"""Events of The Events Calendar become events: when, where, by whom. Prices need a shop and are said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.models import Event
from moving.arriving.remarks import Remark, changed, left
from moving.arriving.survey import Survey
from moving.arriving.values import Item, Status
from people.models import Organisation
from prose.links import web_address
from prose.sanitising import plain_text

_CANCELLED = {"canceled": Event.Status.CANCELLED, "postponed": Event.Status.POSTPONED}


def event_of(item: Item, survey: Survey) -> tuple[Event, list[Remark]]:
    """Return the event of an item, not saved, and what is to be said. Raises ValidationError."""
    told, remarks = item.meta, []
    zone = _zone(told.get("_EventTimezone", ""))
    starts, ends = _moment(told, "Start", zone), _moment(told, "End", zone)
    if starts is None:
        raise ValidationError(_("The event has no date."))
    whole_days = told.get("_EventAllDay", "") in ("yes", "1", "true")
    if ends is None or ends <= starts:
        ends = starts + (timedelta(days=1, minutes=-1) if whole_days else timedelta(hours=2))
        remarks.append(changed(_("The event had no end; please look at the one it has now.")))
    event = Event(
        name=item.title[:160] or _("Event"),
        starts_at=starts,
        ends_at=ends,
        all_day=whole_days,
        time_zone=zone.key,
        public=item.status is Status.PUBLISHED,
        status=_CANCELLED.get(told.get("_tribe_events_status", ""), Event.Status.SCHEDULED),
        url=web_address(told.get("_EventURL", "").strip()),
        standfirst=" ".join(plain_text(item.excerpt).split())[:300],
        **_venue(survey, told.get("_EventVenueID", "")),
    )
    event.organiser = _organiser(survey, told.get("_EventOrganizerID", ""))
    if cost := told.get("_EventCost", "").strip():
        said = _(
            "A price without a shop was not taken: %(price)s. Please enter it as a ticket offer."
        )
        remarks.append(
            left(said % {"price": f"{cost} {told.get('_EventCurrencySymbol', '')}".strip()})
        )
    if told.get("_EventRecurrence", "").strip("a:0{} "):
        remarks.append(left(_("The event repeats; only this date was taken.")))
    return event, remarks


def _venue(survey: Survey, number: str) -> dict[str, str]:
    venue = survey.support.get(number)
    if venue is None:
        return {}
    told = venue.meta
    place = {
        "venue": venue.title[:160],
        "street": told.get("_VenueAddress", "")[:160],
        "postal_code": told.get("_VenueZip", "")[:12],
        "city": told.get("_VenueCity", "")[:100],
    }
    code = _countries().get(told.get("_VenueCountry", "").strip().casefold())
    return place | ({"country": code} if code else {})


def _organiser(survey: Survey, number: str) -> Organisation | None:
    organiser = survey.support.get(number)
    if organiser is None or not organiser.title:
        return None
    return Organisation.objects.get_or_create(name=organiser.title[:200])[0]


def _moment(told: dict[str, str] | object, which: str, zone: ZoneInfo) -> datetime | None:
    values = told if isinstance(told, dict) else dict(told)  # type: ignore[call-overload]
    for name, clock in ((f"_Event{which}DateUTC", UTC), (f"_Event{which}Date", zone)):
        try:
            return datetime.fromisoformat(values[name].strip()).replace(tzinfo=clock)
        except (KeyError, ValueError):
            continue
    return None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


@cache
def _countries() -> dict[str, str]:
    """Return the codes of countries by their names in the languages of the site."""
    names: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names[name.casefold()] = code
    return names
