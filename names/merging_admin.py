"""Merging in the newsroom: rows are chosen in the list, one of them stays."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _, gettext_lazy

from names.addresses import KnownAddress, Lasting
from names.merging import merge, relations_to

MOST = 20  # rows at once


class MergingMixin(admin.ModelAdmin):
    """A list whose rows can be merged: of those that are ticked one stays, and is all of them."""

    actions = ("merge_rows",)

    @admin.action(description=gettext_lazy("Merge into one"), permissions=["delete"])
    def merge_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Ask which of them stays, then merge the others into it."""
        rows = {
            str(row.pk): row for row in self.model._default_manager.filter(pk__in=queryset)[:MOST]
        }
        if len(rows) < 2:
            self.message_user(request, _("Tick at least two that are the same."), messages.WARNING)
            return None
        stays = rows.pop(request.POST.get("stays", ""), None)
        if stays is None:
            return self._ask(request, list(rows.values()))
        try:
            self._merge(request, stays, list(rows.values()))
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        return None

    def _ask(self, request: HttpRequest, rows: list[Lasting]) -> HttpResponse:
        counted = sorted(((belonging(row), row) for row in rows), key=lambda one: -one[0])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge into one"),
            "opts": self.opts,
            "rows": [(row, number) for number, row in counted],
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/merge.html", context)

    @transaction.atomic
    def _merge(self, request: HttpRequest, stays: Lasting, others: list[Lasting]) -> None:
        for other in others:
            name = str(other)
            merge(stays, other)
            words = _("“%(name)s” (no. %(pk)s, %(slug)s) was merged into this.")
            facts = {"name": name, "pk": other.pk, "slug": other.slug}
            self.log_change(request, stays, words % facts)
        words = _("Merged: “%(name)s” is all of them now, and their addresses lead there.")
        self.message_user(request, words % {"name": stays}, messages.SUCCESS)


def belonging(row: Lasting) -> int:
    """Return how many rows refer to one, besides its addresses."""
    return sum(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).count()
        for relation in relations_to(row)
        if not issubclass(relation.related_model, KnownAddress)
    )
