"""What people are to events, at their names: since or until when, for several at once, and for what."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _, override

from disclosures.decisions import listed
from disclosures.facts import Standing
from prose.typography import date_range


def alike_among(standings: Iterable[Standing]) -> Iterator[list[Standing]]:
    """Yield those that readers are told of at once: the same to several events, for the same."""
    groups: dict[tuple[object, ...], list[Standing]] = {}
    for one in standings:
        to_any = _to_events(one, "")
        key = (one.kind, to_any, one.benefit, one.event if one.fee else "")
        groups.setdefault(key, []).append(one)
    yield from groups.values()


def told_at_once(alike: Sequence[Standing], day: date, language: str) -> str:
    """Say in the piece's language what somebody is to events, since or until when, and for what."""
    one, *others = alike
    words = {"role": one.words, "benefit": one.benefit}
    with override(language):
        if others:
            events = listed(_dated(each, day, language) for each in alike)
            words["role"] = _to_events(one, events)
        else:
            words["role"] = _role_in_time(one, day, language)
        if not one.benefit:
            return words["role"]
        if others:
            return _("%(role)s; in return, each time: %(benefit)s") % words
        if _over(one, day):
            return _("%(role)s; received in return: %(benefit)s") % words
        return _("%(role)s; receives in return: %(benefit)s") % words


def _to_events(one: Standing, events: str) -> str:
    """Say the role to these events in the place of its own, which stands last in the words."""
    before, _event, after = one.words.rpartition(one.event)
    return f"{before}{events}{after}"


def _role_in_time(one: Standing, day: date, language: str) -> str:
    role = _("%(role)s (for a fee)") % {"role": one.words} if one.fee else one.words
    if one.ends and _over(one, day):
        words = {"role": role, "day": date_range(one.ends, None, language)}
        if one.kind == "speaker":
            return f"{words['role']} ({words['day']})"
        return _("%(role)s until %(day)s") % words
    if one.starts and one.starts > day:
        words = {"role": role, "day": date_range(one.starts, None, language)}
        return _("%(role)s from %(day)s") % words
    return role


def _dated(one: Standing, day: date, language: str) -> str:
    """Return the event's name, with the time of what is over or has not begun behind it."""
    if one.ends and _over(one, day):
        words = {"event": one.event, "day": date_range(one.ends, None, language)}
        if one.kind == "speaker":
            return f"{words['event']} ({words['day']})"
        return _("%(event)s (until %(day)s)") % words
    if one.starts and one.starts > day:
        words = {"event": one.event, "day": date_range(one.starts, None, language)}
        return _("%(event)s (from %(day)s)") % words
    return one.event


def _over(one: Standing, day: date) -> bool:
    return one.ends is not None and one.ends < day
