"""The start page."""

from datetime import timedelta
from itertools import groupby
from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
)
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.pieces import index
from desk.pieces.coming import between, gaps
from desk.pieces.filters import visible
from desk.pieces.listed import Piece
from desk.pieces.views import desk_page
from desk.start.drafts import begun_by
from desk.start.first_steps import MAY, NAMES, first_steps, settle
from desk.start.reading import most_read
from desk.start.waiting import waiting

AHEAD = 14  # days


def start(request: HttpRequest) -> HttpResponse:
    """Show where to go on, what waits, what is coming and what is being read, as far as one may see it."""
    user = cast(User, request.user)
    index.catch_up()
    pieces = visible(Piece.objects.all(), user)
    today = timezone.localdate()
    sees_pieces = user.has_perm("blog.view_post") or user.has_perm("interviews.view_interview")
    last = today + timedelta(days=AHEAD + 6)  # to the end of a week that begins within
    entries = between(today, last, pieces) if sees_pieces else []
    entries = [entry for entry in entries if entry.kind != "published"]
    soon = [entry for entry in entries if entry.day < today + timedelta(days=AHEAD)]
    context = {
        "title": _("Start"),
        "steps": first_steps(user),
        "begun": begun_by(user),
        "waiting": waiting(user),
        "days": [(day, list(of_day)) for day, of_day in groupby(soon, lambda one: one.day)],
        "gaps": gaps(entries, today, last) if sees_pieces else [],
        "today": today,
        "read": most_read() if sees_pieces else [],
        "sees_pieces": sees_pieces,
        "is_new": sees_pieces and not Piece.objects.exists(),
    }
    return desk_page(request, "admin/index.html", context)


def leave_out(request: HttpRequest) -> HttpResponse:
    """Ask for a first step no more, or for none of them."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    name = request.POST.get("step", "")
    if name != "all" and name not in NAMES:
        return HttpResponseBadRequest(_("There is no such step."), content_type="text/plain")
    settle([*NAMES] if name == "all" else [name])
    return redirect("admin:index")
