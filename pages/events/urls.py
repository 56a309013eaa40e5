"""Addresses of events, of their calendars, and of the way to their tickets."""

from django.urls import path

from pages.events import calendars, card, click_out, views

urlpatterns = [
    path("events/", views.events, name="events"),
    path("events.ics", calendars.calendar, name="calendar"),
    path("events/<slug:slug>.ics", calendars.event_calendar, name="event_calendar"),
    path("events/reihe/<slug:slug>.ics", calendars.series_calendar, name="series_calendar"),
    path("events/reihe/<slug:slug>/", views.event_series, name="event_series"),
    path("events/<slug:slug>/karte/", card.card, name="event_card"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("weiter/<uuid:offer>/", click_out.leave, name="leave"),
]
