"""Addresses of the list of pieces, its board and its calendar."""

from django.contrib import admin
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from desk.pieces import board, calendar, lists_before, views


def urls() -> list[URLPattern]:
    """Addresses within the admin; the lists of one kind lead to the one list of all."""
    view = admin.site.admin_view
    return [
        path("beitraege/", view(views.pieces), name="desk_pieces"),
        path("beitraege/ansichten/", view(require_POST(views.views_of)), name="desk_views"),
        path("beitraege/tafel/", view(board.board), name="desk_board"),
        path("beitraege/kalender/", view(calendar.calendar), name="desk_calendar"),
        path(
            "blog/post/",
            view(lists_before.to_the_list),
            {"kind": "post"},
            name="blog_post_changelist",
        ),
        path(
            "interviews/interview/",
            view(lists_before.to_the_list),
            {"kind": "interview"},
            name="interviews_interview_changelist",
        ),
        path(
            "pages/page/",
            view(lists_before.to_the_list),
            {"kind": "page"},
            name="pages_page_changelist",
        ),
    ]
