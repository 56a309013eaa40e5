"""Every address of the site, room by room."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

urlpatterns = [
    path("", include("pages.urls")),
    path("", include("guests.urls")),
    path("", include("shops.urls")),
    path("admin/jsi18n/", JavaScriptCatalog.as_view(), name="javascript_catalogue"),
    path("admin/", admin.site.urls),
    path("konto/", include("allauth.urls")),
]
handler404 = "pages.house.errors.not_found"
handler500 = "pages.house.errors.failed"
