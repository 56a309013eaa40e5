"""The calendar of pieces: what is planned and scheduled, moved by dragging or by naming another day."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.admin.commands import PUBLISH_PERMISSION
from blog.publishing.freezing import Freezing
from blog.publishing.publish import publish
from desk.checking.beside import refuse_required
from desk.pieces import index
from desk.pieces.board import may_change
from desk.pieces.coming import Entry, between
from desk.pieces.filters import FilterForm
from desk.pieces.listed import Piece
from desk.pieces.planning import plan_for
from desk.pieces.states import in_state, states_of
from desk.pieces.views import desk_page, newsroom
from forms.moments import in_words

WITHOUT_DAY = 20  # drafts beside the calendar
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


class MoveForm(forms.Form):
    """Which piece goes to which day; an empty day takes a plan back."""

    piece = forms.IntegerField(min_value=1, max_value=2**62)
    day = forms.DateField(required=False)


def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month; move a piece to another day."""
    user = newsroom(request)
    if request.method == "POST":
        return _move(request, user)
    index.catch_up()
    form = FilterForm.asked(request.GET, user)
    month = _month(request.GET.get("month", ""))
    first = month - timedelta(days=month.weekday())
    after = (month + timedelta(days=32)).replace(day=1)
    last = after + timedelta(days=(7 - after.weekday()) % 7 - 1)
    entries = between(first, last, form.pieces())
    undated = in_state(form.pieces(), "draft").filter(post__plan__day=None)
    context = {
        "title": _("Calendar"),
        "form": form,
        "month": month,
        "before": (month - timedelta(days=1)).replace(day=1),
        "after": after,
        "weeks": _weeks(first, last, entries, month),
        "undated": list(undated[:WITHOUT_DAY]),
        "query": form.query(),
        "media": form.media,
    }
    return desk_page(request, "admin/desk/calendar.html", context)


def _month(given: str) -> date:
    """Return the first day of the month that is asked for (2026-11), or of this one."""
    try:
        asked = parse_date(f"{given}-01")
    except ValueError:
        asked = None
    return asked if asked and _FIRST <= asked < _LAST else timezone.localdate().replace(day=1)


def _weeks(
    first: date, last: date, entries: list[Entry], month: date
) -> list[list[dict[str, Any]]]:
    today = timezone.localdate()
    days: list[dict[str, Any]] = [
        {
            "day": first + timedelta(days=number),
            "entries": [],
            "outside": (first + timedelta(days=number)).month != month.month,
            "today": first + timedelta(days=number) == today,
        }
        for number in range((last - first).days + 1)
    ]
    for entry in entries:
        days[(entry.day - first).days]["entries"].append(entry)
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _move(request: HttpRequest, user: User) -> HttpResponse:
    """Take a piece to another day; say in words what came of it, or why it stays."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(words) for errors in form.errors.values() for words in errors)
        return _answer(request, said, 400)
    piece = get_object_or_404(Piece, pk=form.cleaned_data["piece"])
    may_change(request, piece)
    try:
        return _answer(request, _moved(piece, form.cleaned_data["day"], user), 200)
    except ValidationError as refused:
        return _answer(request, " ".join(refused.messages), 422)


def _moved(piece: Piece, day: date | None, user: User) -> str:
    """Schedule anew what is scheduled, at its hour; of all else note the day it is meant for."""
    state = states_of([piece])[piece.post_id]
    if state.scheduled is None:
        plan_for(piece.post_id, day=day)
        if day is None:
            return _("“%(title)s” is meant for no day now.") % {"title": piece.title}
        words = {"title": piece.title, "day": date_format(day, "DATE_FORMAT")}
        return _("“%(title)s” is meant for %(day)s.") % words
    if not user.has_perm(PUBLISH_PERMISSION):
        raise PermissionDenied
    if day is None:
        raise ValidationError(_("It is scheduled: take the schedule back on its form."))
    if state.changed:
        raise ValidationError(
            _("“%(title)s” has changed since it was scheduled; schedule it anew on its form."),
            params={"title": piece.title},
        )
    starts = timezone.localtime(state.scheduled.starts_at)
    moment = datetime.combine(day, starts.time(), timezone.get_current_timezone())
    if moment <= timezone.now():
        raise ValidationError(_("This moment has passed already."))
    post = piece.post.as_its_kind()
    refuse_required(Freezing(post, at=moment))
    edition = publish(post, by=user, starts_at=moment, ends_at=state.scheduled.ends_at)
    words = {"title": piece.title, "moment": in_words(edition.starts_at)}
    return _("“%(title)s” goes live on %(moment)s.") % words


def _answer(request: HttpRequest, said: str, status: int) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"said": said}, status=status)
    (messages.success if status == 200 else messages.error)(request, said)
    return redirect(request.get_full_path())
