"""Series and topics."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as LibraryTag

from blog.admin.tags import names
from blog.models import Series, Tag

# Topics are ours (blog.models.topic); the library's own are in use nowhere.
admin.site.unregister(LibraryTag)


class WithPieces(admin.ModelAdmin):
    """A list that tells how many working copies belong to each."""

    relation: str  # that leads to them

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the working copies."""
        return super().get_queryset(request).annotate(number=Count(self.relation))

    @admin.display(description=_("pieces"), ordering="number")
    def pieces(self, row: Any) -> int:
        """How many working copies belong to it."""
        return int(row.number)


@admin.register(Series)
class SeriesAdmin(WithPieces):
    """Rows of posts."""

    relation = "posts"
    list_display = ("name", "event", "pieces")
    list_select_related = ("event",)
    search_fields = ("name",)
    autocomplete_fields = ("event",)
    fields = ("name", "description", "event", "slug")


@admin.register(Tag)
class TagAdmin(WithPieces):
    """Topics."""

    relation = "post_tags"
    list_display = ("name", "slug", "pieces")
    search_fields = ("name",)
    fields = ("name", "slug")

    def get_urls(self) -> list[URLPattern]:
        """Add the list of names for the field that offers topics."""
        view = self.admin_site.admin_view(self.names_view)
        return [path("names/", view, name="blog_tag_names"), *super().get_urls()]

    def names_view(self, request: HttpRequest) -> HttpResponse:
        """Offer names to those who may see topics."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return names(request)
