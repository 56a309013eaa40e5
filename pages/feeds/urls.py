"""Addresses of feeds: of everything, of each topic, series, person and event, of corrections."""

from django.urls import URLPattern, path

from blog.publishing import syndication
from pages.feeds import channels, corrections, views


def _feeds_of(kind: str, page: str) -> list[URLPattern]:
    """Return the addresses of a page's feeds, below its own."""
    return [
        path(f"{page}{file}", views.feed, {"form": form, "of": kind}, name=f"{kind}_{name}")
        for name, file, form in (
            ("rss", channels.RSS, syndication.RSS),
            ("atom", channels.ATOM, syndication.ATOM),
            ("json", channels.JSON, syndication.JSON),
        )
    ]


urlpatterns = [
    *_feeds_of("tag", "thema/<slug:slug>/"),
    *_feeds_of("series", "serien/<slug:slug>/"),
    *_feeds_of("person", "personen/<slug:slug>/"),
    *_feeds_of("event", "events/<slug:slug>/"),
    path("feeds/rss.xml", views.feed, {"form": syndication.RSS}, name="rss"),
    path("feeds/atom.xml", views.feed, {"form": syndication.ATOM}, name="atom"),
    path("feeds/feed.json", views.feed, {"form": syndication.JSON}, name="json_feed"),
    path("korrekturen/feed.xml", corrections.CorrectionsRSS(), name="corrections_rss"),
    path("korrekturen/atom.xml", corrections.CorrectionsAtom(), name="corrections_atom"),
    path("korrekturen/feed.json", corrections.corrections_json, name="corrections_json"),
]
