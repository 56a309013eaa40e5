"""The address of the search over everything."""

from django.contrib import admin
from django.urls import URLPattern, path

from desk.search.views import search


def urls() -> list[URLPattern]:
    """Addresses within the admin."""
    return [path("suche/", admin.site.admin_view(search), name="desk_search")]
