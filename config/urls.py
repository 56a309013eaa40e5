"""Every address of the site. Their names are used by templates and `get_absolute_url`."""

from django.contrib import admin
from django.urls import URLPattern, include, path, re_path
from django.views.i18n import JavaScriptCatalog

from blog import syndication
from guests import kit
from pages import (
    announcing,
    answer_page,
    cards,
    changes,
    channels,
    correction_feeds,
    corrections,
    events,
    feeds,
    files,
    kept_cards,
    leaving,
    mining,
    phonebook,
    read_counts,
    reading,
    search,
    series_questions,
    sitemaps,
    stylesheet,
    transparency,
    views,
)
from shops.webhooks import shop_webhook

EDITION, KEY = r"(?P<pk>[1-9]\d{0,17})", "(?P<key>[0-9a-f]{16})"
QUESTION = r"(?P<anchor>frage-[1-9]\d{0,3})"


def feeds_of(kind: str, page: str) -> list[URLPattern]:
    """Return the addresses of a page's feeds, below its own."""
    return [
        path(f"{page}{file}", feeds.feed, {"form": form, "of": kind}, name=f"{kind}_{name}")
        for name, file, form in (
            ("rss", channels.RSS, syndication.RSS),
            ("atom", channels.ATOM, syndication.ATOM),
            ("json", channels.JSON, syndication.JSON),
        )
    ]


urlpatterns = [
    path("", views.home, name="home"),
    path("blog/", views.stream, name="blog"),
    path("blog/<slug:slug>/", reading.piece, {"kind": "post"}, name="post"),
    path("blog/<slug:slug>/aenderungen/", changes.changes, {"kind": "post"}, name="post_changes"),
    path("interviews/", views.stream, {"kind": "interview"}, name="interviews"),
    path("interviews/<slug:slug>/", reading.piece, {"kind": "interview"}, name="interview"),
    path(
        "interviews/<slug:slug>/aenderungen/",
        changes.changes,
        {"kind": "interview"},
        name="interview_changes",
    ),
    re_path(rf"^interviews/(?P<slug>[-\w]+)/{QUESTION}/$", answer_page.answer, name="answer"),
    path("personen/", phonebook.people, name="people"),
    path("personen/<slug:slug>/", views.person, name="person"),
    path("events/", events.events, name="events"),
    path("events.ics", files.calendar, name="calendar"),
    path("events/<slug:slug>.ics", files.event_calendar, name="event_calendar"),
    path("events/reihe/<slug:slug>.ics", files.series_calendar, name="series_calendar"),
    path("events/reihe/<slug:slug>/", events.event_series, name="event_series"),
    path("events/<slug:slug>/karte/", cards.card, name="event_card"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("thema/<slug:slug>/", views.tag, name="tag"),
    path("serien/<slug:slug>/", views.series, name="series"),
    path(
        "serien/<slug:slug>/frage/<slug:question>/",
        series_questions.series_question,
        name="series_question",
    ),
    re_path(rf"^karten/website-{KEY}\.jpg$", kept_cards.site, name="site_share_card"),
    re_path(rf"^karten/{EDITION}-{KEY}\.jpg$", kept_cards.of_edition, name="share_card"),
    re_path(
        rf"^karten/{EDITION}-{KEY}-{QUESTION}\.jpg$",
        kept_cards.of_edition,
        name="answer_share_card",
    ),
    path("suche/", search.search, name="search"),
    path("weiter/<uuid:offer>/", leaving.leave, name="leave"),
    path("gelesen/<int:post>/", read_counts.count, name="read"),
    path("haken/<uuid:hook>/", shop_webhook, name="shop_webhook"),
    path("botschafter/<str:token>/", kit.kit, name="kit"),
    path("botschafter/<str:token>/abzeichen.png", kit.badge, name="kit_badge"),
    *feeds_of("tag", "thema/<slug:slug>/"),
    *feeds_of("series", "serien/<slug:slug>/"),
    *feeds_of("person", "personen/<slug:slug>/"),
    *feeds_of("event", "events/<slug:slug>/"),
    path("feeds/rss.xml", feeds.feed, {"form": syndication.RSS}, name="rss"),
    path("feeds/atom.xml", feeds.feed, {"form": syndication.ATOM}, name="atom"),
    path("feeds/feed.json", feeds.feed, {"form": syndication.JSON}, name="json_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pieces-<int:after>.xml", sitemaps.pieces, name="sitemap_pieces"),
    path("sitemaps/places.xml", sitemaps.places, name="sitemap_places"),
    path("sitemaps/people.xml", sitemaps.people, name="sitemap_people"),
    path("sitemaps/events.xml", sitemaps.events, name="sitemap_events"),
    path("sitemaps/news.xml", sitemaps.news, name="sitemap_news"),
    path("robots.txt", files.robots, name="robots"),
    path(".well-known/security.txt", files.security, name="security"),
    path(".well-known/tdmrep.json", mining.tdmrep, name="tdmrep"),
    path("transparenz/", transparency.transparency, name="transparency"),
    path("korrekturen/", corrections.corrections, name="corrections"),
    path("korrekturen/feed.xml", correction_feeds.CorrectionsRSS(), name="corrections_rss"),
    path("korrekturen/atom.xml", correction_feeds.CorrectionsAtom(), name="corrections_atom"),
    path("korrekturen/feed.json", correction_feeds.corrections_json, name="corrections_json"),
    path("impressum/", views.legal, {"kind": "imprint"}, name="imprint"),
    path("datenschutz/", views.legal, {"kind": "privacy"}, name="privacy"),
    path("barrierefreiheit/", views.legal, {"kind": "accessibility"}, name="accessibility"),
    path("stil/<slug:digest>.css", stylesheet.stylesheet, name="stylesheet"),
    path("healthz", views.health, name="health"),
    path("favicon.ico", files.favicon, name="favicon"),
    path("<slug:key>.txt", announcing.indexnow_key, name="indexnow_key"),
    path("media/<path:path>", files.media, name="media"),
    path("admin/jsi18n/", JavaScriptCatalog.as_view(), name="javascript_catalogue"),
    path("admin/", admin.site.urls),
    path("konto/", include("allauth.urls")),
]
handler404 = "pages.errors.not_found"
handler500 = "pages.errors.failed"
