"""Reports of what is counted by day: one way to ask for a period, to draw it, to hand it out."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from blog.counts.chart import bars
from blog.history.trail_export import as_table
from blog.models import Post

DAYS = {
    30: gettext_lazy("30 days"),
    90: gettext_lazy("90 days"),
    365: gettext_lazy("one year"),
}
USUAL = 90
MOST_BARS = 92  # beyond that a bar is a week


class PeriodForm(forms.Form):
    """For how long, and of which piece."""

    days = forms.TypedChoiceField(
        coerce=int, choices=[*DAYS.items()], required=False, label=gettext_lazy("Period")
    )
    post = forms.ModelChoiceField(
        Post.objects.all(), required=False, widget=forms.HiddenInput, label=gettext_lazy("Piece")
    )


class DailyReport(admin.ModelAdmin):
    """A report in place of a list; nobody changes what was counted."""

    choice: type[PeriodForm] = PeriodForm
    title: Promise
    template: str
    file_name: str
    # What each row of the file tells: a column of the rows, and its heading.
    file_columns: dict[str, Promise]
    file_order: tuple[str, ...] = ("day", "pk")

    def chosen(self, asked: dict[str, Any]) -> QuerySet[Any]:
        """Return what was counted of what was asked for; may choose where nothing was."""
        raise NotImplementedError

    def figures(self, rows: QuerySet[Any], asked: dict[str, Any]) -> dict[str, Any]:
        """Return what the template tells beside total and picture."""
        raise NotImplementedError

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the report to those who may see it, or hand it out as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = self.choice(request.GET or None)
        typed = form.cleaned_data if form.is_valid() else {}
        asked = {"days": USUAL} | {name: value for name, value in typed.items() if value}
        today = timezone.localdate()
        first = today - timedelta(days=asked["days"] - 1)
        rows = self.chosen(asked).filter(day__gte=first, day__lte=today)
        if "csv" in request.GET:
            return self._file(rows, asked)
        numbers = {name: getattr(value, "pk", value) for name, value in asked.items()}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": self.title,
            "form": self.choice(initial=asked),
            "post": asked.get("post"),
            "today": today,
            **picture(rows, first, today),
            **self.figures(rows, asked),
            "file": f"?{urlencode(numbers | {'csv': 1})}",
        }
        return TemplateResponse(request, self.template, context)

    def _file(self, rows: QuerySet[Any], asked: dict[str, Any]) -> HttpResponse:
        """Hand out every row as CSV."""
        values = rows.order_by(*self.file_order).values_list(*self.file_columns)
        text = as_table(map(str, self.file_columns.values()), values.iterator())
        of = getattr(asked.get("event") or asked.get("post"), "slug", "alle")
        headers = {"Content-Disposition": f'attachment; filename="{self.file_name}-{of}.csv"'}
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)

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

    has_delete_permission = has_change_permission


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
