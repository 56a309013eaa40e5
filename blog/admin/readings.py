"""How often pieces were read: all of them or one, by day, as picture and file."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from blog.admin.daily import DailyReport
from blog.counts.readings import Reading

MOST_ROWS = 100


@admin.register(Reading)
class ReadingAdmin(DailyReport):
    """How often pieces were read."""

    title = _("How often it was read")
    template = "admin/blog/readings.html"
    file_name = "gelesen"
    file_columns = {
        "day": _("Day"),
        "post__title": _("Piece"),
        "number": _("Read"),
        "finished": _("Read to the end"),
    }
    file_order = ("day", "post__title", "pk")

    def chosen(self, asked: dict[str, Any]) -> QuerySet[Reading]:
        """Return how often one piece was read, or all of them."""
        return Reading.objects.filter(**{"post": asked["post"]} if "post" in asked else {})

    def figures(self, rows: QuerySet[Reading], asked: dict[str, Any]) -> dict[str, Any]:
        """Return how often it was read to the end; of all pieces, those that were read most."""
        return {
            "finished": rows.aggregate(all=Sum("finished"))["all"] or 0,
            "pieces": [] if "post" in asked else _most_read(rows),
        }


def _most_read(rows: QuerySet[Reading]) -> list[Any]:
    """Return the pieces that were read most, with how often, and how often to the end."""
    sums = rows.order_by().values("post", "post__title")
    sums = sums.annotate(read=Sum("number"), ended=Sum("finished"))
    return list(sums.order_by("-read", "post__title", "post")[:MOST_ROWS])
