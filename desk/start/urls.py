"""The address of the start page: that of the admin itself."""

from django.contrib import admin
from django.urls import URLPattern, path

from desk.start.views import leave_out, start


def urls() -> list[URLPattern]:
    """The start page takes the place of the admin's table of contents."""
    return [
        path("", admin.site.admin_view(start), name="index"),
        path("start/", admin.site.admin_view(leave_out), name="desk_leave_out"),
    ]
