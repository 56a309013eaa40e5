"""The addresses of the API; every one but the last stands in its description."""

from django.urls import path, re_path

from pages.api import events, openapi, people, views

urlpatterns = [
    path("api/openapi.json", openapi.description, name="api_description"),
    path("api/v1/pieces/", views.pieces, name="api_pieces"),
    path("api/v1/pieces/id/<int:post>/", views.piece_by_id, name="api_piece_by_id"),
    path("api/v1/pieces/<slug:slug>/", views.piece, name="api_piece"),
    path("api/v1/events/", events.events, name="api_events"),
    path("api/v1/events/<slug:slug>/", events.event, name="api_event"),
    path("api/v1/people/", people.people, name="api_people"),
    path("api/v1/people/<slug:slug>/", people.person, name="api_person"),
    re_path(r"^api/(?P<rest>.*)\Z", views.nothing, name="api_nothing"),
]
