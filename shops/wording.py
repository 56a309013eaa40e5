"""Values and differences in the words of an editor."""

from collections.abc import Mapping as Map
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _, pgettext

from events.models import TicketOffer
from forms.moments import in_words as moment_in_words
from people.models import Person
from shops.models import Connection
from shops.records import MODEL_OF, MOMENTS, PROSE
from shops.sync_plan import Value

SHORT = 400


def field_name(kind: str, name: str) -> str:
    """Return what a field is called on our forms."""
    return str(MODEL_OF[kind]._meta.get_field(name).verbose_name)


def people_in(values: list[Value]) -> dict[str, str]:
    """Return the names of the people whom lists of speakers name."""
    keys = {key for value in values if isinstance(value, list) for key in value}
    pks = [int(key.removeprefix("p:")) for key in keys if key.startswith("p:")]
    return {f"p:{one.pk}": one.full_name for one in Person.objects.filter(pk__in=pks)}


def in_words(name: str, value: Value, zone: ZoneInfo, people: Map[str, str] | None = None) -> str:
    """Return a value as an editor reads it; moments on the clock of the event."""
    if isinstance(value, list):
        return ", ".join((people or {}).get(key, key) for key in value) or "–"
    return _one_in_words(name, value, zone) if value else "–"


def _one_in_words(name: str, value: str, zone: ZoneInfo) -> str:
    words = value
    if name in MOMENTS:
        with timezone.override(zone):
            words = moment_in_words(datetime.fromisoformat(value))
    elif name == "price":
        words = number_format(Decimal(value), 2, use_l10n=True)
    elif name == "vat_rate":
        words = f"{number_format(Decimal(value), 1, use_l10n=True)} %"
    elif name == "availability":
        words = str(TicketOffer.Availability(value).label)
    elif name == "language":
        words = str(dict(settings.LANGUAGES).get(value, value))
    elif name in PROSE and len(value) > SHORT:
        words = f"{value[:SHORT].rstrip()} …"
    return words


def state(connection: Connection, now: datetime) -> str:
    """Say in a sentence or two how it is going: since when in trouble, when it is tried again."""
    if connection.wanted_at and connection.is_wanted(now):
        return _("Being asked since %(when)s.") % {"when": _clock(connection.wanted_at, now)}
    if not connection.active:
        return _("Switched off.")
    if connection.trouble:
        since = connection.trouble_since or now
        return _("Not working since %(since)s: %(why)s Next try: %(next)s") % {
            "since": _clock(since, now),
            "why": connection.get_trouble_display(),
            "next": _clock(max(connection.next_try_at, now), now),
        }
    if connection.seen_at is None:
        return _("Not asked yet.")
    return _("Last compared: %(when)s") % {"when": _clock(connection.seen_at, now)}


def _clock(when: datetime, now: datetime) -> str:
    """Return the time of today, with the day where it is another, on the newsroom's clock."""
    local = timezone.localtime(when)
    clock = time_format(local, "TIME_FORMAT")
    if local.date() == timezone.localtime(now).date():
        return pgettext("clock", "%(time)s") % {"time": clock}
    date = date_format(local, "SHORT_DATE_FORMAT")
    return _("%(date)s, %(time)s") % {"date": date, "time": clock}
