"""The address of the search."""

from django.urls import path

from pages.search import views

urlpatterns = [path("suche/", views.search, name="search")]
