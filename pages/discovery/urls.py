"""Addresses for machines: sitemaps, what they may do here, whom to tell of faults."""

from django.urls import path

from pages.discovery import announcing, mining, robots, sitemaps

urlpatterns = [
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pieces-<int:number>.xml", sitemaps.pieces, name="sitemap_pieces"),
    path("sitemaps/places.xml", sitemaps.places, name="sitemap_places"),
    path("sitemaps/people.xml", sitemaps.people, name="sitemap_people"),
    path("sitemaps/events.xml", sitemaps.events, name="sitemap_events"),
    path("sitemaps/news.xml", sitemaps.news, name="sitemap_news"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
    path(".well-known/tdmrep.json", mining.tdmrep, name="tdmrep"),
    path("<slug:key>.txt", announcing.indexnow_key, name="indexnow_key"),
]
