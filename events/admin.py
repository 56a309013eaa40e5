"""Events in the newsroom, with their tickets and everyone who stands behind them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext as _, gettext_lazy

from events.models import Ambassadorship, Event, EventSeries, Sponsorship, TicketOffer
from events.ordering import OrderedInline
from prose.moments import DayInput, MomentField, MomentInput

WIDGETS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    models.DateField: {"widget": DayInput},
    models.URLField: {"widget": forms.URLInput(attrs={"class": "vLargeTextField"})},
}


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


class TicketOfferInline(OrderedInline, admin.StackedInline):
    """Tiers of tickets, in the order in which readers see them."""

    model = TicketOffer
    verbose_name_plural = gettext_lazy("Tickets")
    # `event` stands first in the model's own order, which is the same within one event.
    ordering = ("ordering",)
    formfield_overrides = WIDGETS
    fields = (
        "ordering",
        "name",
        ("price", "currency", "audience", "vat_rate"),
        ("sales_start", "sales_end"),
        "availability",
        "url",
    )


class AmbassadorshipInline(admin.TabularInline):
    """People who stand for the event."""

    model = Ambassadorship
    form = PeriodForm
    verbose_name_plural = gettext_lazy("Ambassadors")
    extra = 0
    formfield_overrides = WIDGETS
    autocomplete_fields = ("person",)


class SponsorshipInline(admin.TabularInline):
    """Organisations that pay towards the event, or are its partners."""

    model = Sponsorship
    form = PeriodForm
    verbose_name_plural = gettext_lazy("Partners and sponsors")
    extra = 0
    formfield_overrides = WIDGETS
    autocomplete_fields = ("organisation",)


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """One year's events."""

    list_display = ("name", "hashtag", "starts_at", "city", "status")
    list_filter = ("series", "status")
    date_hierarchy = "starts_at"
    search_fields = ("name", "hashtag", "city")
    autocomplete_fields = ("series", "organiser", "image")
    inlines = (TicketOfferInline, AmbassadorshipInline, SponsorshipInline)
    formfield_overrides = WIDGETS
    fieldsets = (
        (gettext_lazy("Event"), {"fields": ("name", ("hashtag", "series"), "standfirst")}),
        (
            gettext_lazy("When"),
            {"fields": (("starts_at", "ends_at"), "all_day", "status")},
        ),
        (
            gettext_lazy("Where"),
            {"fields": ("attendance", "venue", "street", ("postal_code", "city", "country"))},
        ),
        (
            gettext_lazy("About"),
            {"fields": ("description", "image", "url", "organiser", "own", "slug")},
        ),
    )


@admin.register(EventSeries)
class EventSeriesAdmin(admin.ModelAdmin):
    """Rows of yearly events."""

    search_fields = ("name",)
    fields = ("name", "description", "slug")
