"""Moving in from the newsroom: upload, choose, watch, read the report. For editors-in-chief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from blog.models import Post
from interviews.importing.creation import adopt
from interviews.importing.recognition.exchanges import ReadNotice
from moving.arriving import ticket_calls
from moving.arriving.forms import ChoicesForm, FileForm
from moving.arriving.keeping import kept
from moving.arriving.records import Arrival, Line
from moving.arriving.remarks import Outcome
from moving.arriving.report import counted, write_report
from moving.arriving.tasks import bring_in, forsaken
from moving.arriving.values import Unreadable

_AT_ONCE = 100  # lines on a page of the report
type View = Callable[..., HttpResponse]


def for_chiefs(view: View) -> View:
    """Let in who may bring a site in."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not cast(User, request.user).has_perm("moving.add_arrival"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_chiefs
def arrivals(request: HttpRequest) -> HttpResponse:
    """Show the runs so far, and take a file."""
    form = FileForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                arrival = kept(form.cleaned_data["file"], cast(User, request.user))
            except Unreadable as error:
                form.add_error("file", str(error))
            else:
                return redirect("admin:moving_arrival", arrival.pk)
    runs = Arrival.objects.select_related("started_by").defer("choices")[:50]
    context = {"title": _("Moving in"), "form": form, "runs": runs}
    return _render(request, "admin/moving/arrivals.html", context, status)


@for_chiefs
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the choices of a run, show how far it is, or its report."""
    run = get_object_or_404(Arrival.objects.select_related("started_by"), pk=pk)
    if run.state == Arrival.State.CHOOSING:
        return _choosing(request, run)
    if request.method == "POST":
        return _again(request, run)
    asked = request.GET.get("ergebnis", "")
    lines = run.lines.order_by("pk")
    if asked in Outcome.values:
        lines = lines.filter(outcome=asked)
    lost = forsaken(run)
    page = Paginator(lines, _AT_ONCE).get_page(request.GET.get("seite"))
    context = {
        "title": _("Moving in"),
        "run": run,
        "page": page,
        "outcomes": counted(run),
        "asked": asked,
        "busy": run.under_way and not lost,
        "trouble": _("No worker is at it any more: each that tried ended.")
        if lost
        else run.trouble,
        "again": _can_go_on(run),
    }
    return _render(request, "admin/moving/arrival.html", context)


@require_safe
@for_chiefs
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the report of a run as a table."""
    run = get_object_or_404(Arrival, pk=pk)
    name = f"umzug-{run.pk}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    write_report(run, cast(Any, response))
    return response


@require_POST
@for_chiefs
def adopt_notice(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Take a paragraph that stands in many texts into the library of notices; the texts stay."""
    row = get_object_or_404(Line, arrival=pk, pk=line, kind="notice", here="")
    words = row.there
    heading, _colon, rest = words.partition(":")
    if not rest or len(heading) > 80:
        heading, rest = row.title, words
    notice = adopt(ReadNotice(heading.strip(), rest.strip()), "de", cast(User, request.user))
    row.here = f"/admin/disclosures/notice/{notice.pk}/change/"
    row.save(update_fields=["here"])
    messages.success(request, _("The notice “%(name)s” is in the library now.") % {"name": notice})
    return redirect("admin:moving_arrival", pk)


@require_POST
@for_chiefs
def replace_call(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Let the box of an event take the place of a call in a working copy; readers see it once it is published."""
    row = get_object_or_404(Line, arrival=pk, pk=line, kind="ticket", outcome=Outcome.OFFER)
    post = get_object_or_404(Post, pk=row.key)
    if event := ticket_calls.replace_call(post, cast(User, request.user)):
        said = _("The box of “%(name)s” takes the place of the call, as soon as you publish.")
        row.outcome, row.words = Outcome.CHANGED, said % {"name": event}
        row.save(update_fields=["outcome", "words"])
        messages.success(request, row.words)
    else:
        messages.error(
            request, _("The text has another event or no such call any more; it stays as it is.")
        )
    return redirect("admin:moving_arrival", pk)


def _choosing(request: HttpRequest, run: Arrival) -> HttpResponse:
    form = ChoicesForm(run, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            run.choices = form.choices().as_json() | {
                name: run.choices.get(name) for name in ("categories", "accounts", "broken")
            }
            run.rehearsal = form.cleaned_data["rehearsal"]
            run.state = Arrival.State.WAITING
            run.save(update_fields=["choices", "rehearsal", "state"])
            bring_in.enqueue(run.pk)
        return redirect("admin:moving_arrival", run.pk)
    context = {"title": _("Moving in"), "run": run, "form": form}
    status = 422 if form.is_bound else 200
    return _render(request, "admin/moving/choosing.html", context, status)


def _can_go_on(run: Arrival) -> bool:
    """Tell whether a run was only tried, or broke off, and its file is still here."""
    tried = run.rehearsal and run.state == Arrival.State.DONE
    return forsaken(run) or ((tried or run.state == Arrival.State.FAILED) and run.parts.exists())


def _again(request: HttpRequest, run: Arrival) -> HttpResponse:
    """Do in earnest what was only tried, by a new run of the same file; go on with what broke off."""
    if not _can_go_on(run):
        said = _("This run is over, and its file is let go of. Please upload it again.")
        messages.error(request, said)
        return redirect("admin:moving_arrival", run.pk)
    with transaction.atomic():
        if run.state != Arrival.State.DONE:
            run.state, run.trouble = Arrival.State.WAITING, ""
            run.save(update_fields=["state", "trouble"])
            earnest = run
        else:
            earnest = _in_earnest(run, cast(User, request.user))
        bring_in.enqueue(earnest.pk)
    return redirect("admin:moving_arrival", earnest.pk)


def _in_earnest(run: Arrival, by: User) -> Arrival:
    earnest = Arrival.objects.create(
        filename=run.filename,
        sha256=run.sha256,
        source=run.source,
        choices=run.choices,
        started_by=by,
        state=Arrival.State.WAITING,
    )
    run.parts.update(arrival=earnest)
    return earnest


def _render(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, template, admin.site.each_context(request) | context, status=status)
