"""Addresses of the library of pictures at the desk."""

from django.contrib import admin
from django.urls import URLPattern, path

from desk.pictures.choices import PicturedChoices
from desk.pictures.uploading import card, upload


def urls() -> list[URLPattern]:
    """Addresses within the admin."""
    view, choices = admin.site.admin_view, PicturedChoices.as_view(admin_site=admin.site)
    return [
        path("bilder/hochladen/", view(upload), name="desk_upload"),
        path("bilder/hochladen/karte/", view(card), name="desk_upload_card"),
        path("autocomplete/", view(choices), name="autocomplete"),
    ]
