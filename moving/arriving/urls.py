"""The newsroom's addresses of moving in, within the admin and behind its sign-in."""

from django.contrib import admin
from django.urls import URLPattern, path

from moving.arriving import views


def urls() -> list[URLPattern]:
    """Upload, choices and progress, the report as a table, a notice for the library, an event's box."""
    view = admin.site.admin_view
    return [
        path("umzug/", view(views.arrivals), name="moving_arrivals"),
        path("umzug/<int:pk>/", view(views.arrival), name="moving_arrival"),
        path("umzug/<int:pk>/bericht.csv", view(views.report), name="moving_report"),
        path("umzug/<int:pk>/hinweis/<int:line>/", view(views.adopt_notice), name="moving_notice"),
        path("umzug/<int:pk>/ticket/<int:line>/", view(views.replace_call), name="moving_ticket"),
    ]
