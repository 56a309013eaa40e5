"""The pages for what is not there and for what failed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address, and where to go on."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke; asks neither the database nor the request."""
    return HttpResponse(render_to_string("500.html"), status=500)
