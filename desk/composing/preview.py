"""The reader's page of what is typed, without saving any of it."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from blog.admin.panel import PanelMixin
from pages.pieces.preview import edition_of, framed
from pages.pieces.views import show


class TypedPreviewMixin(PanelMixin, ModelAdmin):
    """The address to which the composition page sends its form for a look."""

    def get_urls(self) -> list[URLPattern]:
        """Add the look at a new and at a known piece."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_look"
        view = framed(self.admin_site.admin_view(self.look_view))
        return [
            path("look/", view, name=f"{name}_new"),
            path("<path:object_id>/look/", view, name=name),
            *super().get_urls(),
        ]

    def look_view(self, request: HttpRequest, object_id: str = "") -> HttpResponse:
        """Render what is typed as readers would see it; reads the database, and writes nothing."""
        rows = self.typed_rows(request, object_id)
        if rows is None:
            return render(request, "admin/desk/incomplete.html", status=422)
        return show(request, edition_of(rows.post, rows), preview=True)
