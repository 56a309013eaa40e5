"""The time zones that events are held in, by the names of the IANA database."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_NOT_PLACES = ("Etc/", "System", "posix", "right")


def zones() -> list[str]:
    """Return the zones that name a place, those of Europe first; UTC last."""
    names = {name for name in available_timezones() if "/" in name}
    places = (name for name in names if not name.startswith(_NOT_PLACES))
    return [*sorted(places, key=lambda name: (not name.startswith("Europe/"), name)), "UTC"]


def known_zone(name: str) -> None:
    """Refuse a name that is no time zone."""
    if name not in available_timezones():
        raise ValidationError(_("%(name)s is no time zone."), params={"name": name})
