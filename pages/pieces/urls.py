"""Addresses of single pieces, of their answers and of what changed in them."""

from django.urls import path, re_path

from pages.pieces import answer_page, changes, read_count, views

QUESTION = r"(?P<anchor>frage-[1-9]\d{0,3})"

urlpatterns = [
    path("blog/<slug:slug>/", views.piece, {"kind": "post"}, name="post"),
    path("blog/<slug:slug>/aenderungen/", changes.changes, {"kind": "post"}, name="post_changes"),
    path("interviews/<slug:slug>/", views.piece, {"kind": "interview"}, name="interview"),
    path(
        "interviews/<slug:slug>/aenderungen/",
        changes.changes,
        {"kind": "interview"},
        name="interview_changes",
    ),
    re_path(rf"^interviews/(?P<slug>[-\w]+)/{QUESTION}/$", answer_page.answer, name="answer"),
    path("gelesen/<int:post>/", read_count.count, name="read"),
]
