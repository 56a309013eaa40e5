"""How many readers went to the ticket shop: by day, piece, ambassador and tier, as picture and file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from blog.clicks import ClickOut
from blog.daily import bars
from blog.models import Post
from blog.trail_files import BOM, safe_cell
from events.models import Event

DAYS = {
    30: gettext_lazy("30 days"),
    90: gettext_lazy("90 days"),
    365: gettext_lazy("one year"),
}
USUAL = 90
MOST_BARS = 92  # beyond that a bar is a week


class Choice(forms.Form):
    """Of which event or piece, and for how long."""

    event = forms.ModelChoiceField(
        Event.objects.order_by("-starts_at", "pk"),
        required=False,
        label=gettext_lazy("Event"),
        empty_label=None,
    )
    post = forms.ModelChoiceField(
        Post.objects.all(), required=False, widget=forms.HiddenInput, label=gettext_lazy("Piece")
    )
    days = forms.TypedChoiceField(
        coerce=int, choices=[*DAYS.items()], required=False, label=gettext_lazy("Period")
    )


@admin.register(ClickOut)
class ClickOutAdmin(admin.ModelAdmin):
    """A report in place of a list; nobody changes what was counted."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """For whoever may see the pieces that the readers come from."""
        may_see_pieces = request.user.has_perm("blog.view_post")
        return may_see_pieces or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Counted, not entered."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Counted, not entered."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Counted, not entered."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the clicks of one event, or of one piece, or hand them out as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = Choice(request.GET or None)
        asked = form.cleaned_data if form.is_valid() else {}
        event, post = asked.get("event"), asked.get("post")
        if event is None and post is None:
            event = _nearest()
        days = asked.get("days") or USUAL
        today = timezone.localdate()
        first = today - timedelta(days=days - 1)
        clicks = ClickOut.objects.filter(day__gte=first, day__lte=today)
        clicks = clicks.filter(post=post) if post else clicks.filter(offer__event=event)
        if "csv" in request.GET:
            return _file(clicks, event or post)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Clicks to the ticket shop"),
            "form": Choice(initial={"event": event, "post": post, "days": days}),
            "event": event,
            "post": post,
            "today": today,
            **_report(clicks, first, today),
            "file": _address(request, event, post, days),
        }
        return TemplateResponse(request, "admin/blog/clicks.html", context)


def _nearest() -> Event | None:
    """Return the event with tickets that editors most likely ask for: the next one, else the last."""
    sold = Event.objects.filter(offers__isnull=False).distinct()
    coming = sold.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk").first()
    return coming or sold.order_by("-starts_at", "pk").first()


def _report(clicks: QuerySet[ClickOut], first: date, today: date) -> dict[str, Any]:
    """Return total, picture and tables, in four queries."""
    by_day: Mapping[date, int] = {
        row["day"]: row["all"]
        for row in clicks.order_by().values("day").annotate(all=Sum("number"))
    }
    span = (today - first).days + 1
    step = 1 if span <= MOST_BARS else 7
    starts = [first + timedelta(days=number) for number in range(0, span, step)]
    numbers = {
        start: sum(by_day.get(start + timedelta(days=more), 0) for more in range(step))
        for start in starts
    }
    return {
        "total": sum(by_day.values()),
        "weekly": step == 7,
        "counts": bars(starts, numbers),
        "tables": [
            (
                _("Pieces"),
                _("directly, from the page of the event or from another site"),
                _by(clicks, "post", "post__title"),
            ),
            (
                _("Ambassadors"),
                _("without an ambassador’s link"),
                _by(clicks, "ambassadorship", "ambassadorship__person__name"),
            ),
            (_("Tickets"), "", _by(clicks, "offer", "offer__name")),
        ],
    }


def _by(clicks: QuerySet[ClickOut], what: str, name: str) -> list[tuple[str, int]]:
    """Return the clicks of each, the most first; two of the same name stay two."""
    rows = clicks.order_by().values(what, name).annotate(all=Sum("number"))
    return [(row[name] or "", row["all"]) for row in rows.order_by("-all", name, what)]


def _address(request: HttpRequest, event: Event | None, post: Post | None, days: int) -> str:
    asked = request.GET.copy()
    asked["days"], asked["csv"] = str(days), "1"
    if event and not post:
        asked["event"] = str(event.pk)
    return f"?{asked.urlencode()}"


def _file(clicks: QuerySet[ClickOut], of: Event | Post | None) -> HttpResponse:
    """Return every count as CSV (RFC 4180) with semicolons, safe to open in a table."""
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Day"), _("Event"), _("Ticket"), _("Piece"), _("Ambassador"), _("Clicks")])
    writer.writerows([safe_cell(value) for value in row] for row in _rows(clicks))
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = getattr(of, "slug", "") or "alle"
    response.headers["Content-Disposition"] = f'attachment; filename="klicks-{name}.csv"'
    return response


def _rows(clicks: QuerySet[ClickOut]) -> Iterator[tuple[Any, ...]]:
    names = ("offer__event__name", "offer__name", "post__title", "ambassadorship__person__name")
    yield from clicks.order_by("day", "pk").values_list("day", *names, "number").iterator()
