"""The addresses of the reader's site; their names are used by templates and `get_absolute_url`."""

from django.urls import include, path

urlpatterns = [
    path("", include("pages.lists.urls")),
    path("", include("pages.pieces.urls")),
    path("", include("pages.people.urls")),
    path("", include("pages.events.urls")),
    path("", include("pages.sharing.urls")),
    path("", include("pages.search.urls")),
    path("", include("pages.feeds.urls")),
    path("", include("pages.trust.urls")),
    path("", include("pages.house.urls")),
    path("", include("pages.discovery.urls")),
    path("", include("pages.api.urls")),
]
