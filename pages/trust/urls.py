"""Addresses that tell readers how the house works."""

from django.urls import path

from pages.trust import corrections, transparency

urlpatterns = [
    path("transparenz/", transparency.transparency, name="transparency"),
    path("korrekturen/", corrections.corrections, name="corrections"),
]
