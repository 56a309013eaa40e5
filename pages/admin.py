"""The site's own texts: one row for each page, made when the list is first opened."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from pages.models import LegalPage


@admin.register(LegalPage)
class LegalPageAdmin(admin.ModelAdmin):
    """Imprint, privacy and the like."""

    list_display = ("title", "kind", "updated_at")
    fields = ("title", "body")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Make the pages that are missing, empty, so that editors find them all."""
        there = set(LegalPage.objects.values_list("kind", flat=True))
        if request.method == "GET" and self.has_change_permission(request):
            for kind in LegalPage.Kind:
                if kind.value not in there:
                    LegalPage.objects.get_or_create(kind=kind, defaults={"title": str(kind.label)})
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one of each kind, and all are there."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An imprint is emptied, never deleted."""
        return False
