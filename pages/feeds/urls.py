"""Addresses of feeds: of everything, of each topic, series, person and event, of corrections."""

from django.urls import URLPattern, path

from pages.feeds.addresses import FORMS
from pages.feeds.corrections import CorrectionFeed
from pages.feeds.formats import RSS, Atom, JSONFeed
from pages.feeds.page_feed import PageFeed
from pages.feeds.views import EventFeed, PersonFeed, PieceFeed, SeriesFeed, TopicFeed

_TYPES = {"rss": RSS, "atom": Atom, "json": JSONFeed}


def _feeds_of(name: str, page: str, feed: type[PageFeed]) -> list[URLPattern]:
    """Return the addresses of a page's feeds, below its own."""
    return [
        path(f"{page}{file}", feed(_TYPES[form]), name=f"{name}_{form}")
        for form, file in FORMS.items()
    ]


urlpatterns = [
    *_feeds_of("tag", "thema/<slug:slug>/", TopicFeed),
    *_feeds_of("series", "serien/<slug:slug>/", SeriesFeed),
    *_feeds_of("person", "personen/<slug:slug>/", PersonFeed),
    *_feeds_of("event", "events/<slug:slug>/", EventFeed),
    *_feeds_of("corrections", "korrekturen/", CorrectionFeed),
    path("feeds/rss.xml", PieceFeed(RSS), name="rss"),
    path("feeds/atom.xml", PieceFeed(Atom), name="atom"),
    path("feeds/feed.json", PieceFeed(JSONFeed), name="json_feed"),
]
