"""The dialogue before publishing: what is missing or changed, what kind of change, when, as which card."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.admin.panel import PanelMixin
from blog.admin.states import PublishingState
from desk.checking.house import check

MORNING, WORK = time(7), time(9)
_MONDAY = 0


class PublishingMixin(PanelMixin, ModelAdmin):
    """The address that says what publishing the form as it is typed would mean."""

    def get_urls(self) -> list[URLPattern]:
        """Add what the dialogue asks for, of a new and of a known piece."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_publishing"
        view = self.admin_site.admin_view(self.publishing_view)
        return [
            path("publishing/", view, name=f"{name}_new"),
            path("<path:object_id>/publishing/", view, name=name),
            *super().get_urls(),
        ]

    def publishing_view(self, request: HttpRequest, object_id: str = "") -> HttpResponse:
        """Answer with what is missing, what has changed and how the card looks; write nothing."""
        rows = self.typed_rows(request, object_id)
        state = (
            PublishingState(rows.post, self._anchors(request, rows.post), rows=rows)
            if rows
            else None
        )
        context: dict[str, Any] = {"state": state}
        if state:
            found = check(state.post, state.frozen, timezone.now())
            context["required"] = [one.finding for one in found if one.required]
            context["piece"] = state.frozen
        return render(request, "admin/desk/publishing_parts.html", context)


def moments_offered(now: datetime) -> list[tuple[str, str, str]]:
    """Return moments people choose often, as words, day and time: the next morning, the next Monday."""
    tomorrow = now.date() + timedelta(days=1)
    monday = now.date() + timedelta(days=(_MONDAY - now.weekday() - 1) % 7 + 1)
    offered = [(tomorrow, MORNING), (monday, WORK)]
    return [
        (_day_in_words(day, tomorrow, at), f"{day:%Y-%m-%d}", f"{at:%H:%M}") for day, at in offered
    ]


def _day_in_words(day: date, tomorrow: date, at: time) -> str:
    word = _("Tomorrow") if day == tomorrow else date_format(day, "D j. n.")
    return f"{word} {at.hour}:{at:%M}"
