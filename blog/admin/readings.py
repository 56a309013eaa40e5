"""How often pieces were read: all of them or one, by day, as picture and file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.daily import USUAL, DailyReport, PeriodForm, picture, table_file
from blog.counts.readings import Reading
from blog.models import Post

MOST_ROWS = 100


class Choice(PeriodForm):
    """Of which piece, and for how long."""

    post = forms.ModelChoiceField(
        Post.objects.all(), required=False, widget=forms.HiddenInput, label=gettext_lazy("Piece")
    )


@admin.register(Reading)
class ReadingAdmin(DailyReport):
    """How often pieces were read."""

    def report(self, request: HttpRequest) -> HttpResponse:
        """Show how often one piece was read, or all of them, or hand it out as a file."""
        form = Choice(request.GET or None)
        asked = form.cleaned_data if form.is_valid() else {}
        post, days = asked.get("post"), asked.get("days") or USUAL
        today = timezone.localdate()
        first = today - timedelta(days=days - 1)
        rows = Reading.objects.filter(day__gte=first, day__lte=today)
        rows = rows.filter(post=post) if post else rows
        if "csv" in request.GET:
            head = [_("Day"), _("Piece"), _("Read"), _("Read to the end")]
            return table_file(f"gelesen-{post.slug if post else 'alle'}", head, _rows(rows))
        of = {"post": post.pk} if post else {}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("How often it was read"),
            "form": Choice(initial={"post": post, "days": days}),
            "post": post,
            "today": today,
            **picture(rows, first, today),
            "finished": rows.aggregate(all=Sum("finished"))["all"] or 0,
            "pieces": [] if post else _pieces(rows),
            "file": "?" + "&".join(f"{k}={v}" for k, v in {**of, "days": days, "csv": 1}.items()),
        }
        return TemplateResponse(request, "admin/blog/readings.html", context)


def _pieces(rows: QuerySet[Reading]) -> list[Any]:
    """Return the pieces that were read most, with how often, and how often to the end."""
    sums = rows.order_by().values("post", "post__title")
    sums = sums.annotate(read=Sum("number"), ended=Sum("finished"))
    return list(sums.order_by("-read", "post__title", "post")[:MOST_ROWS])


def _rows(rows: QuerySet[Reading]) -> Iterator[tuple[Any, ...]]:
    values = rows.order_by("day", "post__title", "pk")
    yield from values.values_list("day", "post__title", "number", "finished").iterator()
