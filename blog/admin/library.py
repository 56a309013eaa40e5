"""Series and topics."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from blog.admin.tags import names
from blog.models import Series, Tag


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
    """Rows of posts."""

    list_display = ("name", "event", "posts_in_it")
    list_select_related = ("event",)
    search_fields = ("name",)
    autocomplete_fields = ("event",)
    fields = ("name", "description", "event", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the posts."""
        return super().get_queryset(request).annotate(number=Count("posts"))

    @admin.display(description=_("pieces"), ordering="number")
    def posts_in_it(self, series: Any) -> int:
        """How many working copies belong to it."""
        return int(series.number)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    """Topics."""

    list_display = ("name", "slug", "posts_on_it")
    search_fields = ("name",)
    fields = ("name", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the posts."""
        return super().get_queryset(request).annotate(number=Count("post_tags"))

    @admin.display(description=_("pieces"), ordering="number")
    def posts_on_it(self, tag: Any) -> int:
        """How many working copies carry it."""
        return int(tag.number)

    def get_urls(self) -> list[URLPattern]:
        """Add the list of names for the field that offers topics."""
        view = self.admin_site.admin_view(names)
        return [path("names/", view, name="blog_tag_names"), *super().get_urls()]
