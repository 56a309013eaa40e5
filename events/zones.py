"""The time zones that events are held in, by the names of the IANA database."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HOME = "Europe/Berlin"
_NOT_PLACES = ("Etc/", "System", "posix", "right")


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def zones() -> list[str]:
    """Return the zones that name a place, those of Europe first; UTC last."""
    names = {name for name in _names() if "/" in name}
    places = (name for name in names if not name.startswith(_NOT_PLACES))
    return [*sorted(places, key=lambda name: (not name.startswith("Europe/"), name)), "UTC"]


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the zones to choose from by continent, Berlin's before all others."""
    groups: dict[str, list[tuple[str, str]]] = {"Europe": [(HOME, HOME)]}
    for name in zones():
        if name != HOME:
            groups.setdefault(name.partition("/")[0], []).append((name, name))
    return list(groups.items())


def known_zone(name: str) -> None:
    """Refuse a name that is no time zone."""
    if name not in _names():
        raise ValidationError(_("%(name)s is no time zone."), params={"name": name})


def zone_named(name: str | None) -> ZoneInfo:
    """Return the zone of a name; Berlin's where the name is none."""
    return ZoneInfo(name if name in _names() else HOME)


def same_wall_clock(moment: datetime, old: ZoneInfo, new: ZoneInfo, days: int = 0) -> datetime:
    """Return the moment that a clock in `new` shows as `moment` is shown in `old`, `days` later.

    A time that does not exist there because the clocks go forward becomes the one an hour later;
    of a time that exists twice it is the first.
    """
    wall = moment.astimezone(old).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return wall.replace(tzinfo=new).astimezone(ZoneInfo("UTC"))
