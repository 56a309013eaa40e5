"""A programme item with its speakers, reached from the form of its event."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from events.admin.forms import ProgrammeItemForm
from events.admin.zoned import ZonedAdmin
from events.models import Event, ProgrammeItem, Speaker
from events.when import in_full
from events.zones import zone_named
from forms.ordering import OrderedInline
from names.folding import FoldedSearch


class SpeakerInline(OrderedInline, admin.TabularInline):
    """Who speaks, in the order in which readers see them."""

    model = Speaker
    ordering = ("ordering",)
    fields = ("ordering", "person", "fee")
    autocomplete_fields = ("person",)


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(ZonedAdmin, FoldedSearch):
    """Talks, workshops and breaks of one event."""

    form = ProgrammeItemForm
    change_form_template = "admin/events/programmeitem/change_form.html"
    inlines = (SpeakerInline,)
    autocomplete_fields = ("event",)
    list_display = ("title", "event", "kind")
    list_select_related = ("event",)
    fieldsets = (
        (gettext_lazy("Programme item"), {"fields": ("event", "title", ("kind", "language"))}),
        (gettext_lazy("When and where"), {"fields": (("starts_at", "ends_at"), "room")}),
        (gettext_lazy("About"), {"fields": ("abstract",)}),
    )
    only_once_set: ClassVar[tuple[str, ...]] = ("event",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Leave it off the start page: the way leads through the event."""
        return False

    def zone_of(self, request: HttpRequest, object_id: str | None) -> ZoneInfo:
        """Return the zone of the item's event."""
        event = self._event(request, object_id)
        return zone_named(event.time_zone if event else None)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Let an item stay with its event."""
        return self.only_once_set if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say when the event is, and in which zone the times are."""
        sets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        event = obj.event if obj else self._event(request, None)
        if event:
            words = _("The event: %(span)s. All times are those of the zone %(zone)s.")
            sets[1][1]["description"] = words % {"span": in_full(event), "zone": event.time_zone}
        return sets

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Let the way back lead to the event."""
        original = context.get("original")
        context["of_event"] = original.event if original else self._event(request, None)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: ProgrammeItem, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go back to the event's programme, or on to another item of the same event."""
        response = super().response_add(request, obj, post_url_continue)
        return self._where_next(request, obj, response)

    def response_change(self, request: HttpRequest, obj: ProgrammeItem) -> HttpResponse:
        """Go back to the event's programme, or on to another item of the same event."""
        return self._where_next(request, obj, super().response_change(request, obj))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Go back to the events."""
        super().response_delete(request, obj_display, obj_id)
        return redirect("admin:events_event_changelist")

    def _where_next(
        self, request: HttpRequest, obj: ProgrammeItem, response: HttpResponse
    ) -> HttpResponse:
        if "_popup" in request.POST or "_continue" in request.POST:
            return response
        if "_addanother" in request.POST:
            add = reverse("admin:events_programmeitem_add")
            return redirect(f"{add}?event={obj.event_id}")
        change = reverse("admin:events_event_change", args=[obj.event_id])
        return redirect(f"{change}#programme")

    def _event(self, request: HttpRequest, object_id: str | None) -> Event | None:
        if object_id:
            item = self.get_object(request, unquote(object_id))
            return item.event if item else None
        sent = request.POST.get("event") or request.GET.get("event", "")
        return Event.objects.filter(pk=int(sent)).first() if sent.isdecimal() else None
