"""The state of each piece in the newsroom's lists, without a query per row."""

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy

from blog.editions.edition import Edition

STATES = {
    "draft": gettext_lazy("draft"),
    "scheduled": gettext_lazy("scheduled"),
    "live": gettext_lazy("live"),
    "withdrawn": gettext_lazy("withdrawn"),
}


def with_state(pieces: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate whether pieces are live, scheduled, or were ever seen by readers."""
    of_this = {"post_id": OuterRef("pk")}
    return pieces.annotate(
        is_live=Exists(Edition.objects.live().filter(**of_this)),
        is_scheduled=Exists(Edition.objects.scheduled().filter(**of_this)),
        was_live=Exists(Edition.objects.ever_live().filter(**of_this)),
    )


def state_of(piece: Any) -> tuple[str, str]:
    """Return key and word for the state of a piece that `with_state` annotated."""
    if piece.is_live and piece.is_scheduled:
        return "live", _("live, next one scheduled")
    known = {"live": piece.is_live, "scheduled": piece.is_scheduled, "withdrawn": piece.was_live}
    key = next((key for key, holds in known.items() if holds), "draft")
    return key, str(STATES[key])


class StateFilter(SimpleListFilter):
    """Drafts, live pieces, scheduled ones, withdrawn ones."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """The states to choose from."""
        return [*STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the pieces in the chosen state."""
        wanted = {
            "draft": {"is_live": False, "is_scheduled": False, "was_live": False},
            "scheduled": {"is_scheduled": True},
            "live": {"is_live": True},
            "withdrawn": {"is_live": False, "is_scheduled": False, "was_live": True},
        }.get(self.value() or "")
        return queryset.filter(**wanted) if wanted else queryset
