"""Reports of what is counted by day: one way to ask for a period, to draw it, to hand it out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from blog.counts.chart import bars
from blog.history.trail_export import BOM, safe_cell

DAYS = {
    30: gettext_lazy("30 days"),
    90: gettext_lazy("90 days"),
    365: gettext_lazy("one year"),
}
USUAL = 90
MOST_BARS = 92  # beyond that a bar is a week


class PeriodForm(forms.Form):
    """For how long."""

    days = forms.TypedChoiceField(
        coerce=int, choices=[*DAYS.items()], required=False, label=gettext_lazy("Period")
    )


class DailyReport(admin.ModelAdmin):
    """A report in place of a list; nobody changes what was counted."""

    def report(self, request: HttpRequest) -> HttpResponse:
        """Show the report."""
        raise NotImplementedError

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """For whoever may see the pieces."""
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
        """Show the report to those who may see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.report(request)


def picture(rows: QuerySet[Any], first: date, today: date) -> dict[str, Any]:
    """Return total and picture of the days from `first` to `today`, in one query."""
    by_day: dict[date, int] = {
        row["day"]: row["all"] for row in rows.order_by().values("day").annotate(all=Sum("number"))
    }
    span = (today - first).days + 1
    step = 1 if span <= MOST_BARS else 7
    starts = [first + timedelta(days=number) for number in range(0, span, step)]
    numbers = {
        start: sum(by_day.get(start + timedelta(days=more), 0) for more in range(step))
        for start in starts
    }
    return {"total": sum(by_day.values()), "weekly": step == 7, "counts": bars(starts, numbers)}


def by_name(rows: QuerySet[Any], what: str, name: str) -> list[tuple[str, int]]:
    """Return the number of each, the most first; two of the same name stay two."""
    sums = rows.order_by().values(what, name).annotate(all=Sum("number"))
    return [(row[name] or "", row["all"]) for row in sums.order_by("-all", name, what)]


def table_file(name: str, head: Sequence[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Return rows as CSV (RFC 4180) with semicolons, safe to open in a table."""
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
