"""Addresses of lists of pieces."""

from django.urls import path

from pages.lists import series_question, topics, views

urlpatterns = [
    path("", views.home, name="home"),
    path("blog/", views.stream, name="blog"),
    path("interviews/", views.stream, {"kind": "interview"}, name="interviews"),
    path("themen/", topics.topics, name="topics"),
    path("thema/<slug:slug>/", views.tag, name="tag"),
    path("serien/<slug:slug>/", views.series, name="series"),
    path(
        "serien/<slug:slug>/frage/<slug:question>/",
        series_question.series_question,
        name="series_question",
    ),
]
