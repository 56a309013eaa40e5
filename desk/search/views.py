"""The search over everything: a page of its own, and what the dialog on every page shows of it."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from desk.pieces import index
from desk.pieces.views import desk_page
from desk.search.hits import find, number_of


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; for the dialog (`part`) the hits alone."""
    query = request.GET.get("q", "")
    index.catch_up()
    kinds = find(query, cast(User, request.user))
    context = {"kinds": kinds, "said": number_of(kinds), "query": query, "title": _("Search")}
    if "part" in request.GET:
        return render(request, "admin/desk/hits.html", context)
    return desk_page(request, "admin/desk/search.html", context)
