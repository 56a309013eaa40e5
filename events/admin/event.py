"""The form and the list of events."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from events.admin.forms import EventForm
from events.admin.hosts import allow_ticked, shops_to_allow
from events.admin.inlines import (
    AmbassadorshipInline,
    EventDayInline,
    NoticeInline,
    PictureInline,
    PreviousDateInline,
    SponsorshipInline,
    TicketOfferInline,
)
from events.admin.next_edition import NextEditionMixin
from events.admin.picture import picture
from events.admin.remarks import remarks
from events.admin.zoned import ZonedAdmin
from events.models import Event, EventSeries
from events.zones import same_wall_clock, zone_named
from names.folding import FoldedSearch
from names.merging_admin import MergingMixin

PROGRAMME = "admin/events/event/programme.html"
TIMELINE = "admin/events/event/timeline.html"


@admin.register(Event)
class EventAdmin(NextEditionMixin, ZonedAdmin, FoldedSearch):
    """One year's events."""

    form = EventForm
    change_form_template = "admin/events/event/change_form.html"
    list_display = ("name", "hashtag", "when", "city", "status", "public")
    list_filter = ("public", "series", "status")
    date_hierarchy = "starts_at"
    autocomplete_fields = ("series", "organiser", "image")
    inlines = (
        EventDayInline,
        PreviousDateInline,
        PictureInline,
        NoticeInline,
        TicketOfferInline,
        AmbassadorshipInline,
        SponsorshipInline,
    )
    fieldsets = (
        (
            gettext_lazy("Event"),
            {"fields": ("name", ("hashtag", "series"), "standfirst", "public")},
        ),
        (
            gettext_lazy("When"),
            {"fields": (("starts_at", "ends_at"), ("all_day", "open_end"), "time_zone", "status")},
        ),
        (
            gettext_lazy("Where"),
            {
                "fields": (
                    "attendance",
                    "venue",
                    "street",
                    ("postal_code", "city", "country"),
                    ("latitude", "longitude"),
                    "online_url",
                )
            },
        ),
        (gettext_lazy("About"), {"fields": ("description", "image", "url")}),
        (gettext_lazy("When all is sold out"), {"fields": ("waiting_list_url",)}),
        (gettext_lazy("Who is behind it"), {"fields": ("organiser", "own")}),
        (gettext_lazy("Address of the page"), {"fields": ("slug",), "classes": ("collapse",)}),
    )
    # Which rows, or which template, follow which fieldset, by its place.
    follows: dict[int, tuple[str, ...]] = {
        1: ("days", "previous_dates"),
        3: ("pictures", "notices", PROGRAMME, TIMELINE, "offers"),
        5: ("ambassadorships", "sponsorships"),
    }

    @admin.display(description=gettext_lazy("starts"), ordering="starts_at")
    def when(self, event: Event) -> str:
        """Its first day where it takes place."""
        return date_format(event.starts_at.astimezone(event.zone), "DATE_FORMAT")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Let nobody announce an event by beginning to enter it."""
        return {"public": False} | super().get_changeform_initial_data(request)

    def get_view_on_site_url(self, obj: Event | None = None) -> str | None:
        """Lead to no page that readers do not have yet."""
        return super().get_view_on_site_url(obj) if obj and obj.public else None

    # Times ---------------------------------------------------------------------------------------
    def zone_of(self, request: HttpRequest, object_id: str | None) -> ZoneInfo:
        """Return the zone that the form sends, or else that of the event."""
        if sent := request.POST.get("time_zone"):
            return zone_named(sent)
        event = self.get_object(request, unquote(object_id)) if object_id else None
        return zone_named(event.time_zone if event else None)

    def save_model(
        self, request: HttpRequest, obj: Event, form: forms.ModelForm, change: bool
    ) -> None:
        """Let the programme, too, keep its times on the clock when the zone changes."""
        super().save_model(request, obj, form, change)
        if change and "time_zone" in form.changed_data:
            old = zone_named(form.initial["time_zone"])
            for item in obj.programme.exclude(starts_at=None):
                for name in ("starts_at", "ends_at"):
                    if moment := getattr(item, name):
                        setattr(item, name, same_wall_clock(moment, old, obj.zone))
                item.save(update_fields=["starts_at", "ends_at"])

    # Shops ---------------------------------------------------------------------------------------
    def save_related(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Allow the shops that are ticked together with the tiers that lead to them."""
        allow_ticked(request)
        super().save_related(request, *args, **kwargs)

    # The form ------------------------------------------------------------------------------------
    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> Any:
        """Say beside the times in which zone they are."""
        sets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        words = _("All times on this form are those of the zone %(zone)s.")
        sets[1][1]["description"] = words % {"zone": timezone.get_current_timezone_name()}
        return sets

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add what is worth a look, the programme and the timeline, as they are saved."""
        original = context.get("original")
        event = Event.objects.filter(pk=original.pk).first() if original else None
        context["parts"] = self._parts(context)
        context |= shops_to_allow(request, context["inline_admin_formsets"])
        may_change = self.has_change_permission(request, event)
        if event and (may_change or request.user.has_perm("events.view_ticketoffer")):
            offers, now = list(event.offers.all()), timezone.now()
            context |= {
                "remarks": remarks(event, offers, now),
                "picture": picture(event, offers, now),
                "programme": self._programme(event),
                "may_change": may_change,
                "may_add": self.has_add_permission(request),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _parts(self, context: dict[str, Any]) -> list[dict[str, Any]]:
        """Return fieldsets, rows and lists in the order of work."""
        rows = {row.formset.prefix: row for row in context["inline_admin_formsets"]}
        parts: list[dict[str, Any]] = []
        for number, fieldset in enumerate(context["adminform"]):
            parts.append({"fieldset": fieldset, "number": number})
            for name in self.follows.get(number, ()):
                if name in rows:
                    parts.append({"inline": rows.pop(name)})
                elif name.endswith(".html"):
                    parts.append({"list": name})
        return parts + [{"inline": row} for row in rows.values()]

    def _programme(self, event: Event) -> QuerySet[Any]:
        return event.programme.select_related("event").prefetch_related("speaker_rows__person")

    def get_inline_instances(self, request: HttpRequest, obj: Event | None = None) -> list[Any]:
        """Leave out previous dates where there are none."""
        found: list[Any] = super().get_inline_instances(request, obj)
        if obj is None or not obj.previous_dates.exists():
            found = [row for row in found if not isinstance(row, PreviousDateInline)]
        return found


@admin.register(EventSeries)
class EventSeriesAdmin(MergingMixin, FoldedSearch):
    """Rows of yearly events."""

    fields = ("name", "description", "slug")
