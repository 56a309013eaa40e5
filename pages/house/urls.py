"""Addresses of the site itself: its own texts, its style, its files."""

from django.urls import path

from pages.house import files, probes, stylesheet, views

urlpatterns = [
    path("impressum/", views.legal, {"kind": "imprint"}, name="imprint"),
    path("datenschutz/", views.legal, {"kind": "privacy"}, name="privacy"),
    path("barrierefreiheit/", views.legal, {"kind": "accessibility"}, name="accessibility"),
    path("stil/<slug:digest>.css", stylesheet.stylesheet, name="stylesheet"),
    path("healthz", probes.alive, name="health"),
    path("healthz/queue", probes.at_work, name="queue_health"),
    path("healthz/seen", probes.seen, name="seen"),
    path("readyz", probes.ready, name="ready"),
    path("favicon.ico", files.favicon, name="favicon"),
    path("media/<path:path>", files.media, name="media"),
]
