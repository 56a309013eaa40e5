"""The rows on an event's form."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.translation import gettext as _, gettext_lazy

from events.admin.forms import DayForm, OfferForm, PeriodForm
from events.admin.hosts import ticked
from events.admin.zoned import ZonedFields
from events.models import (
    Ambassadorship,
    EventDay,
    EventNotice,
    EventPicture,
    PreviousDate,
    Sponsorship,
    TicketOffer,
)
from events.when import in_full
from forms.moments import in_words
from forms.ordering import KnownParentFormSet, OrderedInline
from media.choosing import PicturedFields

ROWS = "admin/events/event/rows.html"


class EventDayInline(ZonedFields, admin.TabularInline):
    """The days of an event that lasts several, each with its hours."""

    model = EventDay
    formset = KnownParentFormSet
    form = DayForm
    verbose_name_plural = gettext_lazy("Days, if it lasts several")
    extra = 0
    template = ROWS
    fieldsets = ((None, {"fields": ("starts_at", "ends_at", "name")}),)
    ordering = ("starts_at",)


class PreviousDateInline(ZonedFields, admin.TabularInline):
    """Dates that it had before it was moved; one may be struck out, none added."""

    model = PreviousDate
    formset = KnownParentFormSet
    verbose_name_plural = gettext_lazy("Previous dates, as readers and Google are told")
    extra = 0
    fields = readonly_fields = ("was",)
    ordering = ("starts_at",)

    @admin.display(description=gettext_lazy("date"))
    def was(self, previous: PreviousDate) -> str:
        """From when to when it was to be."""
        return in_full(previous)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They come about when a date moves."""
        return False


class TicketOfferInline(ZonedFields, OrderedInline, admin.TabularInline):
    """Tiers of tickets, in the order in which readers see them."""

    model = TicketOffer
    form = OfferForm
    verbose_name_plural = gettext_lazy("Tickets")
    # `event` stands first in the model's own order, which is the same within one event.
    ordering = ("ordering",)
    template = ROWS
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("ordering", "name", "price", "sales_start", "sales_end"),
                    *("url", "availability", "draft"),
                )
            },
        ),
        (
            gettext_lazy("What it includes, VAT, code"),
            {
                "fields": (
                    *("includes", "currency", "vat_rate", "audience"),
                    *("code", "prices_so_far"),
                )
            },
        ),
    )
    readonly_fields = ("prices_so_far",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Let tiers lead to the shops that a chief editor ticked; the classes are made for each request."""
        formset = super().get_formset(request, obj, **kwargs)
        if request.method == "POST":
            form = cast(type[OfferForm], formset.form)
            form.ticked = [host.host for host in ticked(request)]
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Bring the prices along."""
        return super().get_queryset(request).prefetch_related("prices")

    @admin.display(description=gettext_lazy("prices so far"))
    def prices_so_far(self, offer: TicketOffer) -> str:
        """What it cost since when, the latest first; a strike price needs a real earlier one."""
        prices = sorted(offer.prices.all(), key=lambda row: row.since) if offer.pk else []
        since = _("%(price)s %(currency)s since %(moment)s")
        rows = [
            (
                since
                % {
                    "price": number_format(p.price, 2),
                    "currency": offer.currency,
                    "moment": in_words(p.since),
                },
            )
            for p in reversed(prices)
        ]
        return format_html_join("", "<div>{}</div>", rows) or "–"


class AmbassadorshipInline(ZonedFields, admin.StackedInline):
    """People who stand for the event."""

    model = Ambassadorship
    formset = KnownParentFormSet
    form = PeriodForm
    verbose_name_plural = gettext_lazy("Ambassadors")
    extra = 0
    fields = (
        ("person", "code", "public"),
        ("benefit", "benefit_en"),
        ("starts_on", "ends_on"),
        "statement",
    )
    autocomplete_fields = ("person",)


class SponsorshipInline(ZonedFields, admin.TabularInline):
    """Organisations that pay towards the event, or are its partners."""

    model = Sponsorship
    formset = KnownParentFormSet
    form = PeriodForm
    verbose_name_plural = gettext_lazy("Partners and sponsors")
    extra = 0
    autocomplete_fields = ("organisation",)


class PictureInline(PicturedFields, OrderedInline, admin.TabularInline):
    """Pictures on the event's page, in their order there."""

    model = EventPicture
    verbose_name_plural = gettext_lazy("Pictures")
    ordering = ("ordering",)
    fields = ("ordering", "image")
    autocomplete_fields = ("image",)


class NoticeInline(OrderedInline, admin.TabularInline):
    """Notices of the library on the event's page, in their order there."""

    model = EventNotice
    verbose_name_plural = gettext_lazy("Notices on the event's page")
    ordering = ("ordering",)
    fields = ("ordering", "notice")
    autocomplete_fields = ("notice",)
