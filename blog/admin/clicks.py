"""How many readers went to the ticket shop: by day, piece, ambassador and tier, as picture and file."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.daily import DailyReport, PeriodForm
from blog.counts.clicks import ClickOut
from events.models import Event


class Choice(PeriodForm):
    """Of which event or piece, and for how long."""

    event = forms.ModelChoiceField(
        Event.objects.order_by("-starts_at", "pk"),
        required=False,
        label=gettext_lazy("Event"),
        empty_label=None,
    )


@admin.register(ClickOut)
class ClickOutAdmin(DailyReport):
    """The clicks of one event, or of one piece."""

    choice = Choice
    title = gettext_lazy("Clicks to the ticket shop")
    template = "admin/blog/clicks.html"
    file_name = "klicks"
    file_columns = {
        "day": gettext_lazy("Day"),
        "offer__event__name": gettext_lazy("Event"),
        "offer__name": gettext_lazy("Ticket"),
        "post__title": gettext_lazy("Piece"),
        "ambassadorship__person__name": gettext_lazy("Ambassador"),
        "number": gettext_lazy("Clicks"),
    }

    def chosen(self, asked: dict[str, Any]) -> QuerySet[ClickOut]:
        """Return the clicks of a piece, or of an event, which may be the one most likely asked for."""
        if "post" in asked:
            return ClickOut.objects.filter(post=asked["post"])
        asked["event"] = asked.get("event") or _nearest()
        return ClickOut.objects.filter(offer__event=asked["event"])

    def figures(self, rows: QuerySet[ClickOut], asked: dict[str, Any]) -> dict[str, Any]:
        """Return tables by piece, ambassador and tier, in three queries."""
        return {
            "tables": [
                (
                    _("Pieces"),
                    _("directly, from the page of the event or from another site"),
                    _by_name(rows, "post", "post__title"),
                ),
                (
                    _("Ambassadors"),
                    _("without an ambassador’s link"),
                    _by_name(rows, "ambassadorship", "ambassadorship__person__name"),
                ),
                (_("Tickets"), "", _by_name(rows, "offer", "offer__name")),
            ],
        }


def _nearest() -> Event | None:
    """Return the event with tickets that editors most likely ask for: the next one, else the last."""
    sold = Event.objects.filter(offers__isnull=False).distinct()
    coming = sold.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk").first()
    return coming or sold.order_by("-starts_at", "pk").first()


def _by_name(rows: QuerySet[ClickOut], what: str, name: str) -> list[tuple[str, int]]:
    """Return the number of each, the most first; two of the same name stay two."""
    sums = rows.order_by().values(what, name).annotate(all=Sum("number"))
    return [(row[name] or "", row["all"]) for row in sums.order_by("-all", name, what)]
