"""Pieces whose notices no longer say what is so: listed with what would change, renewed in batches.

Works without scripts, one batch for each press of the button; a script presses it until all is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from blog.disclosing.notices import Wordings
from blog.editions.edition import Edition
from blog.renewing.reassessing import (
    Change,
    apply,
    change_of,
    concerned_by,
    naming,
    with_expired_waivers,
)
from events.models import Event
from people.known import known_names
from people.models import Organisation

SHOWN = 30
BATCH = 20


@dataclass(frozen=True)
class Occasion:
    """Why pieces are looked at again, and which these are."""

    title: str
    pieces: QuerySet[Edition]


def reassess(request: HttpRequest) -> HttpResponse:
    """List what would change on which live piece; on POST renew the next batch."""
    if not request.user.has_perm("blog.view_post"):
        raise PermissionDenied
    occasion = _occasion(request)
    may_publish = request.user.has_perm("blog.publish_post")
    context = {
        **admin.site.each_context(request),
        "title": occasion.title,
        "may_publish": may_publish,
        "total": occasion.pieces.count(),
    }
    if request.method == "POST":
        if not may_publish:
            raise PermissionDenied
        context |= _next_batch(request, occasion)
    else:
        context |= _listed(occasion)
    return render(request, "admin/blog/reassess.html", context)


def _occasion(request: HttpRequest) -> Occasion:
    event, organisation = request.GET.get("event", ""), request.GET.get("organisation", "")
    if event.isdigit():
        one = get_object_or_404(Event, pk=event)
        said = _("Pieces concerned by %(event)s and those who stand behind it")
        return Occasion(said % {"event": one.name}, concerned_by(one))
    if organisation.isdigit():
        other = get_object_or_404(Organisation, pk=organisation)
        said = _("Pieces that name %(organisation)s")
        return Occasion(said % {"organisation": other.name}, naming(other))
    return Occasion(
        _("Pieces with something left out for longer than agreed"), with_expired_waivers()
    )


def _listed(occasion: Occasion) -> dict[str, Any]:
    """Return what would change on the first pieces."""
    wordings, index = Wordings.in_force(), known_names()
    editions = occasion.pieces[:SHOWN]
    changes = [change_of(edition, wordings, index) for edition in editions]
    return {"changes": [change for change in changes if change.needed], "shown": SHOWN}


def _applied(change: Change, by: User) -> bool:
    """Renew a piece; False where its next edition is scheduled or live by now."""
    try:
        apply(change, by=by)
    except ValidationError:
        return False
    return True


def _next_batch(request: HttpRequest, occasion: Occasion) -> dict[str, Any]:
    """Renew the pieces that follow the last one done; those that ask something are left alone."""
    typed = {name: request.POST.get(name, "0") for name in ("after", "renewed", "asked")}
    after, renewed, asked = (int(v) if v.isdigit() else 0 for v in typed.values())
    wordings, index = Wordings.in_force(), known_names()
    rest = occasion.pieces.filter(post_id__gt=after).order_by("post_id")
    batch = list(rest[:BATCH])
    for edition in batch:
        change = change_of(edition, wordings, index)
        if change.ready and _applied(change, cast(User, request.user)):
            renewed += 1
        elif change.needed:
            asked += 1
    last = batch[-1].post_id if batch else after
    pieces = _occasion(request).pieces  # renewed ones have new editions
    left, total = pieces.filter(post_id__gt=last).count(), pieces.count()
    return {
        "running": True,
        "finished": left == 0,
        "after": last,
        "renewed": renewed,
        "asked": asked,
        "done": total - left,
        "total": total,
    }
