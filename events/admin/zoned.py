"""Forms whose times are those of an event's own time zone, whatever zone that is."""

from abc import abstractmethod
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import format_lazy

from forms.moments import DayInput, MomentField, MomentInput

WIDGETS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    models.DateField: {"widget": DayInput},
    models.URLField: {"widget": forms.URLInput(attrs={"class": "vLargeTextField"})},
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
}


class ZonedFields(BaseModelAdmin):
    """Names the zone at every time that is not one of the site's own zone."""

    formfield_overrides = WIDGETS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Say in which zone a time is meant."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        zone = timezone.get_current_timezone_name()
        if isinstance(field, MomentField) and zone != settings.TIME_ZONE:
            field.label = format_lazy("{label} ({zone})", label=field.label or "", zone=zone)
        return field


class ZonedAdmin(ZonedFields, admin.ModelAdmin):
    """A form on which every time is read and shown in one zone, its rows included."""

    @abstractmethod
    def zone_of(self, request: HttpRequest, object_id: str | None) -> ZoneInfo:
        """Return the zone that holds for this form."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Answer in the zone of the event; the page is rendered before it ends."""
        with timezone.override(self.zone_of(request, object_id)):
            response: HttpResponse = super().changeform_view(
                request, object_id, form_url, extra_context
            )
            if isinstance(response, TemplateResponse):
                response.render()
        return response
