"""The lists of one kind of piece, which the one list of all took the place of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from desk.pieces.views import writing


def to_the_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Lead to the pieces of a kind in the one list; forms and links that meant theirs go on working."""
    writing(request)
    return redirect(f"{reverse('admin:desk_pieces')}?kind={kind}")
