"""Pieces whose notices no longer say what is so: listed with what would change, renewed in batches.

Works without scripts, one batch for each press of the button; a script presses it until all is done.
"""

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from blog.disclosing.notices import Wordings
from blog.editions.edition import Edition
from blog.renewing.batches import Progress, next_batch
from blog.renewing.reassessing import (
    apply,
    change_of,
    concerned_by,
    naming,
    with_expired_waivers,
    with_part_of,
)
from events.models import Event
from people.known import known_names
from people.models import Organisation, Person

SHOWN = 30


def reassess(request: HttpRequest) -> HttpResponse:
    """List what would change on which live piece; on POST renew the next batch."""
    if not request.user.has_perm("blog.view_post"):
        raise PermissionDenied
    title, pieces = _occasion(request)
    may_publish = request.user.has_perm("blog.publish_post")
    context = {
        **admin.site.each_context(request),
        "title": title,
        "may_publish": may_publish,
        "total": pieces.count(),
    }
    if request.method == "POST":
        if not may_publish:
            raise PermissionDenied
        context |= _next_batch(request, pieces)
    else:
        context |= _listed(pieces)
    return render(request, "admin/blog/reassess.html", context)


def _occasion(request: HttpRequest) -> tuple[str, QuerySet[Edition]]:
    """Return why pieces are looked at again, and which these are."""
    event, organisation = request.GET.get("event", ""), request.GET.get("organisation", "")
    if event.isdecimal():
        one = get_object_or_404(Event, pk=event)
        said = _("Pieces concerned by %(event)s and those who stand behind it")
        return said % {"event": one.name}, concerned_by(one)
    person = request.GET.get("person", "")
    if person.isdecimal():
        somebody = get_object_or_404(Person, pk=person)
        said = _("Pieces with a part of %(person)s")
        return said % {"person": somebody.full_name}, with_part_of(somebody)
    if organisation.isdecimal():
        other = get_object_or_404(Organisation, pk=organisation)
        said = _("Pieces that name %(organisation)s")
        return said % {"organisation": other.name}, naming(other)
    return _("Pieces with something left out for longer than agreed"), with_expired_waivers()


def _listed(pieces: QuerySet[Edition]) -> dict[str, Any]:
    """Return what would change on the first pieces."""
    wordings, index = Wordings.in_force(), known_names()
    editions = pieces[:SHOWN]
    changes = [change_of(edition, wordings, index) for edition in editions]
    return {"changes": [change for change in changes if change.needed], "shown": SHOWN}


def _next_batch(request: HttpRequest, pieces: QuerySet[Edition]) -> dict[str, Any]:
    """Renew the pieces that follow the last one done; those that ask something are left alone."""
    with transaction.atomic():  # as of now: what is decided here is written down
        wordings, index = Wordings.in_force(), known_names()

    def renew(edition: Edition) -> Edition | None:
        with transaction.atomic():
            change = change_of(edition, wordings, index)
        if change.asks:
            raise ValidationError(change.asks)
        return apply(change, by=cast(User, request.user)) if change.needed else None

    return next_batch(pieces, Progress.sent(request.POST), renew).of(pieces)
