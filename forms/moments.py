"""Moments as an editor types and reads them: on the wall clock of the site's time zone."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _, gettext_lazy

_MISSING = gettext_lazy(
    "At %(time)s on %(date)s the clocks go forward: this time does not exist. Choose another."
)
_TWICE = gettext_lazy(
    "At %(time)s on %(date)s the clocks go back: this time exists twice. Choose another."
)


class MomentInput(forms.SplitDateTimeWidget):
    """Two of the browser's own inputs, for day and time; they need no script."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Use the notation that these inputs ask for."""
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs=_labelled("date", gettext_lazy("Day")),
            time_attrs=_labelled("time", gettext_lazy("Time")),
        )


class DayInput(forms.DateInput):
    """The browser's own input for a day; it needs no script."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Use the notation that this input asks for."""
        super().__init__(attrs, format="%Y-%m-%d")


class MomentField(forms.SplitDateTimeField):
    """A day and a time of the site's zone; says which times the change of clocks leaves out."""

    widget = MomentInput

    def compress(self, data_list: Any) -> datetime | None:
        """Return the aware moment, or raise ValidationError naming what is wrong with it."""
        if not data_list or all(value in self.empty_values for value in data_list):
            return None
        if None in data_list:
            raise ValidationError(_("Enter both a day and a time."), code="incomplete")
        day, time = data_list
        wall = datetime.combine(day, time)
        refuse_unclear(wall)
        return wall.replace(tzinfo=timezone.get_current_timezone())

    def _clean_bound_field(self, bf: forms.BoundField) -> Any:
        """Keep a moment that nobody touched to the second, in whichever of two equal hours it is."""
        if isinstance(bf.initial, datetime) and not self.has_changed(bf.initial, bf.data):
            return bf.initial
        return super()._clean_bound_field(bf)  # type: ignore[misc]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare to the minute, which is all that these inputs show."""
        if isinstance(initial, datetime):
            local = timezone.localtime(initial)
            initial = [f"{local:%Y-%m-%d}", f"{local:%H:%M}"]
        return _shown(initial) != _shown(data)

    def clean(self, value: Any) -> datetime | None:
        """Ask for both parts in one sentence, whichever is missing."""
        if isinstance(value, list | tuple) and len([part for part in value if part]) == 1:
            raise ValidationError(_("Enter both a day and a time."), code="incomplete")
        moment: datetime | None = super().clean(value)
        return moment


def _labelled(kind: str, label: Any) -> dict[str, Any]:
    return {"type": kind, "aria-label": label}


def _shown(parts: Any) -> list[str]:
    """Return what the inputs show of a day and a time, without what is empty."""
    lengths = zip(parts or (), (10, 5), strict=False)
    return [str(part)[:length] for part, length in lengths if part]


def refuse_unclear(wall: datetime) -> None:
    """Raise ValidationError if a naive wall-clock time does not exist, or exists twice."""
    zone = timezone.get_current_timezone()
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return
    missing = (first.utcoffset() or timedelta()) < (second.utcoffset() or timedelta())
    params = {"time": time_format(wall.time(), "H:i"), "date": date_format(wall, "j. F Y")}
    raise ValidationError(_MISSING if missing else _TWICE, code="clock_change", params=params)


def in_words(moment: datetime) -> str:
    """Return "23. November 2026, 10:15 Uhr" for a moment, in the active language."""
    local = timezone.localtime(moment)
    return _("%(date)s, %(time)s") % {
        "date": date_format(local, "DATE_FORMAT"),
        "time": time_format(local, "H:i"),
    }
