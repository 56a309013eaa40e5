"""Every address of the site, room by room."""

from django.contrib import admin
from django.urls import include, path
from django.views.decorators.gzip import gzip_page
from django.views.i18n import JavaScriptCatalog

from config import language
from delivery.joining import sent

urlpatterns = [
    path("", include("moving.arriving.readers_urls")),  # first: old addresses ask the front page
    path("", include("pages.urls")),
    path("", include("guests.urls")),
    path("", include("desk.commenting.urls")),
    path("", include("shops.urls")),
    path("teile/<slug:digest>/<path:name>", sent.joined, name="joined"),
    path("admin/jsi18n/", gzip_page(JavaScriptCatalog.as_view()), name="javascript_catalogue"),
    path("admin/", admin.site.urls),
    path("konto/sprache/", language.choose, name="account_language"),
    path("konto/", include("allauth.urls")),
    path("", include("pages.own.urls")),  # last: an address at the root that nothing of ours has
]
handler404 = "pages.house.errors.not_found"
handler500 = "pages.house.errors.failed"
