"""What an editor fills in for an event and its rows, refused in words on the right field."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from events.models import Event
from events.when import in_full
from events.zones import HOME, choices
from forms.ordering import OrderedForm

TOLD: dict[str, Promise] = {
    Event.Status.SCHEDULED: gettext_lazy("It takes place as it stands here."),
    Event.Status.POSTPONED: gettext_lazy(
        "Readers see that the date is open and can buy no ticket; calendars keep the old date as"
        " tentative; Google shows it as postponed."
    ),
    Event.Status.RESCHEDULED: gettext_lazy(
        "Enter the new date: the old one is kept and named to readers and Google; calendars move"
        " the entry by themselves; ticket sales go on."
    ),
    Event.Status.CANCELLED: gettext_lazy(
        "Readers see it everywhere and can buy no ticket; calendars strike the entry out; Google"
        " shows it as cancelled. Do not delete the event, or calendars keep it."
    ),
    Event.Status.MOVED_ONLINE: gettext_lazy(
        "The date stays, the place is the net: readers, calendars and Google name the address of"
        " the online event. Set the attendance to online, too."
    ),
}


def _statuses() -> list[tuple[str, str]]:
    return [
        (value, format_html("<span><strong>{}</strong> – {}</span>", label, TOLD[value]))
        for value, label in Event.Status.choices
    ]


class SpanForm(forms.ModelForm):
    """From one moment to another; says at its end if that is not later."""

    span = ("starts_at", "ends_at")
    backwards: Promise

    def clean(self) -> dict[str, Any]:
        """Say in words what the database would refuse."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = map(cleaned.get, self.span)
        if starts and ends and ends <= starts:
            self.add_error(self.span[1], str(self.backwards))
        return cleaned


def outside(cleaned: dict[str, Any], event: Event) -> str | None:
    """Return the field whose moment lies outside the event, if one does."""
    if not (event.starts_at and event.ends_at and event.ends_at > event.starts_at):
        return None
    starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
    if starts and not event.starts_at <= starts < event.ends_at:
        return "starts_at"
    if ends and not event.starts_at < ends <= event.ends_at:
        return "ends_at"
    return None


def outside_words(event: Event) -> str:
    """Say that a moment lies outside the event, and from when to when that is."""
    return _("This lies outside the event: %(span)s.") % {"span": in_full(event)}


class EventForm(SpanForm):
    """An event with its zone to choose, and statuses that say whom they tell what."""

    backwards = gettext_lazy("An event ends after it starts.")
    time_zone = forms.ChoiceField(
        label=gettext_lazy("time zone"),
        choices=choices,
        initial=HOME,
        help_text=gettext_lazy(
            "All times on this form are entered and shown in it, those of days, programme and"
            " tickets, too. If you change it, the times stay as they are entered."
        ),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("status"),
        choices=_statuses,
        initial=Event.Status.SCHEDULED,
        widget=forms.RadioSelect,
    )

    class Meta:
        help_texts = {
            "all_day": gettext_lazy("Enter 00:00 and 23:59 then; readers see the days alone."),
            "attendance": gettext_lazy("Tells readers and Google where people take part."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep a zone that the list leaves out, such as an old name of one."""
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            own, offered = self.instance.time_zone, choices()
            if own not in {name for _group, zones in offered for name, _label in zones}:
                self.fields["time_zone"].choices = [(own, own), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for both coordinates or none."""
        cleaned = super().clean()
        both = ("latitude", "longitude")
        empty = [name for name in both if name in cleaned and cleaned[name] is None]
        if len(empty) == 1 and all(name in cleaned for name in both):
            self.add_error(empty[0], _("A place needs both latitude and longitude."))
        return cleaned

    def clean_country(self) -> str:
        """Write the country as ISO 3166 does."""
        return str(self.cleaned_data["country"]).upper()


class DayForm(SpanForm):
    """A day of the event, within it."""

    backwards = gettext_lazy("A day ends after it starts.")

    def _post_clean(self) -> None:
        """Say what the model says of the whole row at the field that is wrong."""
        super()._post_clean()  # type: ignore[misc]
        event: Event | None = getattr(self.instance, "event", None)
        wrong = outside(self.cleaned_data, event) if event else None
        if event and wrong:
            self.errors.pop(NON_FIELD_ERRORS, None)
            self.add_error(wrong, outside_words(event))


class OfferForm(SpanForm, OrderedForm):
    """A tier of tickets."""

    span = ("sales_start", "sales_end")
    backwards = gettext_lazy("Sales end after they start.")
    ticked: Collection[str] = ()  # shops that are allowed with the form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the tier lead to what is ticked."""
        super().__init__(*args, **kwargs)
        self.instance.allowed_with_it, self.instance.is_typed = self.ticked, True


class ProgrammeItemForm(SpanForm):
    """An item of the programme, within its event."""

    backwards = gettext_lazy("A programme item ends after it starts.")

    def clean(self) -> dict[str, Any]:
        """Refuse an end without a start, and times outside the event."""
        cleaned = super().clean()
        if cleaned.get("ends_at") and "starts_at" in cleaned and not cleaned["starts_at"]:
            self.add_error("starts_at", _("Say when it starts, too."))
        event = cleaned.get("event") or (self.instance.event if self.instance.event_id else None)
        wrong = outside(cleaned, event) if event else None
        if event and wrong:
            self.add_error(wrong, outside_words(event))
        return cleaned


class PeriodForm(forms.ModelForm):
    """From one day to another."""

    def clean(self) -> dict[str, Any]:
        """Say in words what the database would refuse."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end must not be earlier than the beginning."))
        return cleaned

    def has_changed(self) -> bool:
        """Tell whether somebody is named: today's date alone is no row."""
        if self.instance._state.adding:
            return bool(set(self.changed_data) - {"starts_on"})
        return super().has_changed()
