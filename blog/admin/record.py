"""The record of a piece: what readers saw on a day, who attached or left out what, and why."""

from datetime import date, datetime, time
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.history.record_view import RecordView, end_of
from blog.history.trail_export import as_csv, as_json
from blog.models import Post
from disclosures.trail import entries
from forms.moments import in_words, refuse_unclear

_EARLIEST = 1900
_LONGEST = 40


class RecordMixin(ModelAdmin):
    """The page “Record” of a piece and its trail as a file, for whoever may view the piece."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page and the two files."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_record"
        view, here = self.admin_site.admin_view, "<path:object_id>/record/"
        return [
            path(here, view(self.record_view), name=name),
            path(f"{here}trail.json", view(self.trail_json_view), name=f"{name}_json"),
            path(f"{here}trail.csv", view(self.trail_csv_view), name=f"{name}_csv"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def record_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what readers saw at `on` (a day, or a day with a time); default: now."""
        post = self._viewed(request, object_id)
        typed = request.GET.get("on", "").strip(), request.GET.get("at", "").strip()
        try:
            moment, day = asked(*typed, timezone.now())
        except ValidationError as refused:
            context: dict[str, Any] = {"refused": refused.messages, "on": typed[0], "at": typed[1]}
            return self._page(request, post, context, status=400)
        local = timezone.localtime(moment)
        context = {
            "seen": RecordView(post, moment, day),
            "on": f"{local:%Y-%m-%d}",
            "at": "" if day else f"{local:%H:%M}",
            "whenever": bool(typed[0]),
        }
        return self._page(request, post, context, status=200)

    @method_decorator(require_safe)
    def trail_json_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Hand out the whole trail of a piece as JSON."""
        post = self._viewed(request, object_id)
        text = as_json(entries(post), post.title, timezone.now())
        return _file(text, "application/json", f"trail-{post.pk}.json")

    @method_decorator(require_safe)
    def trail_csv_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Hand out the whole trail of a piece as CSV."""
        post = self._viewed(request, object_id)
        return _file(as_csv(entries(post)), "text/csv; charset=utf-8", f"trail-{post.pk}.csv")

    def _viewed(self, request: HttpRequest, object_id: str) -> Post:
        post = self.get_object(request, unquote(object_id))
        if post is None:
            raise Http404
        if not self.has_view_permission(request, post):
            raise PermissionDenied
        return post

    def _page(
        self, request: HttpRequest, post: Post, context: dict[str, Any], status: int
    ) -> HttpResponse:
        change = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        shown = {
            **self.admin_site.each_context(request),
            **context,
            "title": _("Record: %(title)s") % {"title": post.title},
            "opts": self.opts,
            "original": post,
            "today": f"{timezone.localtime():%Y-%m-%d}",
            "back": reverse(change, args=[post.pk]),
        }
        return render(request, "admin/blog/record.html", shown, status=status)


def asked(on: str, at: str, now: datetime) -> tuple[datetime, date | None]:
    """Return the moment that was asked for, and the day if no time was.

    `on` is a day or a moment (ISO 8601, on the site's clock unless it names another), `at` a time.
    Raises ValidationError for what is no moment, for one to come, and where clocks change.
    """
    if not on:
        if at:
            raise ValidationError(_("Enter a day as well."))
        return now, None
    try:
        wall, whole = _read(on, at)
        moment = wall if wall.tzinfo else timezone.make_aware(wall)
        words = in_words(moment)
    except (ValueError, OverflowError) as error:
        typed = {"typed": f"{on} {at}".strip()[:_LONGEST]}
        raise ValidationError(
            _("“%(typed)s” is no date. Write it as 2026-03-03, or as 2026-03-03 10:15.") % typed
        ) from error
    if moment > now:
        raise ValidationError(_("%(moment)s is still to come.") % {"moment": words})
    if whole:
        return end_of(wall.date(), now), wall.date()
    if wall.tzinfo is None:
        refuse_unclear(wall)
    return moment, None


def _read(on: str, at: str) -> tuple[datetime, bool]:
    """Return the moment as it was typed, and whether it is only a day; raise ValueError."""
    if at:
        wall = datetime.combine(date.fromisoformat(on), time.fromisoformat(at))
    else:
        wall = datetime.fromisoformat(on)
    if wall.year < _EARLIEST:
        raise ValueError(on)
    return wall, not at and _is_day(on)


def _is_day(on: str) -> bool:
    try:
        date.fromisoformat(on)
    except ValueError:
        return False
    return True


def _file(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=headers)
