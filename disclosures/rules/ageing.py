"""Rules T1 to T5: what the clock does to a piece. Months are counted on Berlin's calendar."""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _, ngettext, override

from disclosures.decisions import Decision, Effect, Level, Place
from disclosures.facts import EventFact, Facts
from prose.typography import date_range, on_days

PAGE = "page"  # of the site's own: it is kept true, and has no day
OLD = 12  # months without a change of substance
VERY_OLD = 24

# Which notice tells readers about an event that is not to come, by its status (schema.org).
GONE = {"EventCancelled": "veranstaltung-abgesagt", "EventPostponed": "veranstaltung-verschoben"}
# … and about one that is to come, but not as it was announced.
CHANGED = {
    "EventMovedOnline": "veranstaltung-online",
    "EventRescheduled": "veranstaltung-neuer-termin",
}
OVER = "veranstaltung-vorbei"


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what is true at `now`; all but the standing T1 and T5 is computed when reading."""
    if facts.kind == PAGE:
        return
    yield _as_of(facts, now)
    changed = list(living(facts, now))
    yield from changed
    if not changed:
        yield Decision(
            rule="T5",
            level=Level.SUGGEST,
            place=Place.BOTTOM,
            because=_("because every text ages"),
            facts=(("age", "recent"),),
            about="age",
            notice="aktualitaet",
        )


def living(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield only what the clock tells readers: the age of the piece, the state of its event."""
    if facts.kind != PAGE:
        yield from _age(facts, now)
    yield from _event(facts, now)


class Age(NamedTuple):
    """How old a text is: whole months, what readers are told of them, and when that changes."""

    months: int
    told: int  # from two years on, only whole years
    changes_at: datetime


@lru_cache(maxsize=64)  # a page asks twice: for what it says and for how long that holds
def age(since: datetime, now: datetime) -> Age:
    """Return the age at `now` of a text whose substance last changed at `since`."""
    months = months_old(since, now)
    if months < OLD:
        return Age(months, months, months_later(since, OLD))
    if months < VERY_OLD:
        return Age(months, months, months_later(since, months + 1))
    told = months // 12 * 12
    return Age(months, told, months_later(since, told + 12))


def months_old(since: datetime, now: datetime) -> int:
    """Return the whole months between two moments on the site's clock; never below 0."""
    start, end = since.astimezone(_clock()), now.astimezone(_clock())
    months = (end.year - start.year) * 12 + end.month - start.month
    # On a later day of the month than the first one it has passed at whatever hour.
    if months > 0 and end.day <= start.day and now < months_later(since, months):
        months -= 1
    return max(months, 0)


def months_later(since: datetime, months: int) -> datetime:
    """Return the same hour of the same day so many months later (or of the month's last day).

    Berlin's hour, given in UTC: in the two nights of the year in which the clock is changed, only
    that compares exactly.
    """
    start = since.astimezone(_clock())
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return start.replace(fold=0, year=year, month=month + 1, day=day).astimezone(UTC)


def _clock() -> tzinfo:
    """Return the clock of the site, not of whoever reads or edits."""
    return timezone.get_default_timezone()


def next_change(facts: Facts, now: datetime) -> datetime | None:
    """Return the next moment at which the clock alone changes what readers are told, if any."""
    ages = facts.modified_at is not None and facts.kind != PAGE
    moments = [age(facts.modified_at, now).changes_at] if ages and facts.modified_at else []
    if facts.event and facts.event.status not in GONE:  # what is off does not also end
        moments.append(facts.event.ends_at)
    return min((moment for moment in moments if moment > now), default=None)


@lru_cache(maxsize=512)  # the pages of an archive say the same few
def age_in_words(months: int, language: str) -> str:
    """Say an age in a language: in months up to two years, then in years."""
    with override(language):
        if months < VERY_OLD:
            return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
        years = months // 12
        return ngettext("%(number)s year", "%(number)s years", years) % {"number": years}


def _as_of(facts: Facts, now: datetime) -> Decision:
    day = timezone.localdate(facts.modified_at or now)
    return Decision(
        rule="T1",
        level=Level.AUTO,
        place=Place.TOP,
        because=_("because readers are always told as of when a text is"),
        facts=(("as_of", day.isoformat()),),
        about="as_of",
    )


def _age(facts: Facts, now: datetime) -> Iterator[Decision]:
    if facts.modified_at is None:
        return
    how_old = age(facts.modified_at, now)
    if how_old.months < OLD:
        return
    day = timezone.localdate(facts.modified_at, _clock())
    yield Decision(
        rule="T2",
        level=Level.AUTO,
        place=Place.TOP,
        because=_("because its last change of substance was on %(day)s")
        % {"day": date_range(day, None)},
        facts=(("modified_on", day.isoformat()), ("months", how_old.told)),
        about="age",
        notice="alter",
        placeholders=(
            ("datum", date_range(day, None, facts.language)),
            ("alter", age_in_words(how_old.told, facts.language)),
        ),
        live=True,
    )


def _event(facts: Facts, now: datetime) -> Iterator[Decision]:
    event = facts.event
    if event is None:
        return
    over = OVER if now >= event.ends_at else CHANGED.get(event.status, "")
    notice = GONE.get(event.status) or over
    if not notice:
        return
    known = (("event", event.name), ("status", event.status), ("over", notice == OVER))
    words = {"event": event.name}
    yield Decision(
        rule="T3",
        level=Level.AUTO,
        place=Place.TOP,
        because=_why_gone(notice) % words,
        facts=known,
        about="event",
        notice=notice,
        placeholders=(
            ("veranstaltung", event.name),
            ("datum", _days(event, facts.language)),
            ("zeitraum", _on_days(event, facts.language)),
        ),
        live=True,
        effect=Effect.TELLS_OF_EVENT,
    )
    if notice in CHANGED.values():
        return
    yield Decision(
        rule="T4",
        level=Level.AUTO,
        place=Place.INLINE,
        because=_("because no tickets for %(event)s are to be had any more") % words,
        facts=known,
        about="tickets",
        live=True,
    )


def _why_gone(notice: str) -> str:
    return {
        OVER: _("because the event %(event)s is over"),
        GONE["EventCancelled"]: _("because the event %(event)s has been cancelled"),
        GONE["EventPostponed"]: _("because the event %(event)s has been postponed"),
        CHANGED["EventMovedOnline"]: _("because the event %(event)s takes place online"),
        CHANGED["EventRescheduled"]: _("because the event %(event)s has a new date"),
    }[notice]


def _days(event: EventFact, language: str) -> str:
    return date_range(*_first_and_last(event), language)


def _on_days(event: EventFact, language: str) -> str:
    """Say when it is or was, with the preposition: „vom 25. bis 27. Juni 2026“."""
    return on_days(*_first_and_last(event), language)


def _first_and_last(event: EventFact) -> tuple[date, date]:
    return event.days or (timezone.localdate(event.starts_at), timezone.localdate(event.ends_at))
