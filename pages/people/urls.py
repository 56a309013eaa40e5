"""Addresses of people."""

from django.urls import path

from pages.people import phonebook, views

urlpatterns = [
    path("personen/", phonebook.people, name="people"),
    path("personen/<slug:slug>/", views.person, name="person"),
]
