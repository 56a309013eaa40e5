"""Addresses of pages of the site's own, at the root; included after everything else."""

from django.urls import path

from pages.pieces import changes, views

urlpatterns = [
    path("<slug:slug>/", views.piece, {"kind": "page"}, name="page"),
    path("<slug:slug>/aenderungen/", changes.changes, {"kind": "page"}, name="page_changes"),
]
