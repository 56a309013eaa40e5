"""How many readers went to the ticket shop: by day, piece, ambassador and tier, as picture and file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.daily import USUAL, DailyReport, PeriodForm, by_name, picture, table_file
from blog.counts.clicks import ClickOut
from blog.models import Post
from events.models import Event


class Choice(PeriodForm):
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


@admin.register(ClickOut)
class ClickOutAdmin(DailyReport):
    """The clicks of one event, or of one piece."""

    def report(self, request: HttpRequest) -> HttpResponse:
        """Show the clicks of one event, or of one piece, or hand them out as a file."""
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
    return {
        **picture(clicks, first, today),
        "tables": [
            (
                _("Pieces"),
                _("directly, from the page of the event or from another site"),
                by_name(clicks, "post", "post__title"),
            ),
            (
                _("Ambassadors"),
                _("without an ambassador’s link"),
                by_name(clicks, "ambassadorship", "ambassadorship__person__name"),
            ),
            (_("Tickets"), "", by_name(clicks, "offer", "offer__name")),
        ],
    }


def _address(request: HttpRequest, event: Event | None, post: Post | None, days: int) -> str:
    asked = request.GET.copy()
    asked["days"], asked["csv"] = str(days), "1"
    if event and not post:
        asked["event"] = str(event.pk)
    return f"?{asked.urlencode()}"


def _file(clicks: QuerySet[ClickOut], of: Event | Post | None) -> HttpResponse:
    head = [_("Day"), _("Event"), _("Ticket"), _("Piece"), _("Ambassador"), _("Clicks")]
    return table_file(f"klicks-{getattr(of, 'slug', '') or 'alle'}", head, _rows(clicks))


def _rows(clicks: QuerySet[ClickOut]) -> Iterator[tuple[Any, ...]]:
    names = ("offer__event__name", "offer__name", "post__title", "ambassadorship__person__name")
    yield from clicks.order_by("day", "pk").values_list("day", *names, "number").iterator()
