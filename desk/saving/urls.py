"""The addresses that the scripts of a form ask."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.urls import URLPattern, path

from desk.saving import views


def urls() -> list[URLPattern]:
    """Addresses behind the sign-in of the admin site."""

    def address(where: str, view: Any, name: str) -> URLPattern:
        return path(
            f"saving/{where}/",
            admin.site.admin_view(transaction.atomic(view)),
            name=f"saving_{name}",
        )

    return [
        address("token", views.token, "token"),
        address("signed-in", views.signed_in, "signed_in"),
        address("here", views.here, "here"),
        address("drop", views.drop, "drop"),
    ]
