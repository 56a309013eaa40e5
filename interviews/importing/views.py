"""“Interview from text”: paste or upload, check every boundary, create the working copy.

The original is kept as a manuscript at the first step, so that nothing typed or chosen can be lost:
the second step can be left and opened again.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from forms.shown import asked_anew, is_over, state_of
from interviews.importing.creation import create_interview, keep
from interviews.importing.formats.document import Document
from interviews.importing.formats.paragraphs import Paragraph, Unreadable
from interviews.importing.forms import AroundForm, TextForm
from interviews.importing.known_people import named_in
from interviews.importing.opening import opened
from interviews.importing.recognition.accounts.ways import described
from interviews.importing.recognition.pieces import NEW_QUESTION, Part
from interviews.importing.recognition.reading import NotAnInterview, read, regroup, sections
from interviews.importing.recognition.recognised import RecognisedInterview
from interviews.models import Manuscript
from people.models import Person
from prose.sanitising import safe

_MAY_IMPORT = ("interviews.add_interview", "interviews.add_manuscript")

CHOICES = [
    (NEW_QUESTION, gettext_lazy("starts a new question")),
    (Part.QUESTION, gettext_lazy("belongs to the question")),
    (Part.ANSWER, pgettext_lazy("a paragraph", "belongs to the answer")),
    (Part.TITLE, gettext_lazy("title")),
    (Part.INTRO, gettext_lazy("introduction")),
    (Part.CLOSING, gettext_lazy("closing text")),
    (Part.DISCUSS, gettext_lazy("call to discuss")),
    (Part.TICKET, gettext_lazy("ticket call (the event's ticket box takes its place)")),
    (Part.NOTICE_INTRO, gettext_lazy("sentence before the notices (not taken over)")),
    (Part.NOTICE, gettext_lazy("notice")),
    (Part.ASIDE, gettext_lazy("no part of the interview (not taken over)")),
]


def from_text(request: HttpRequest) -> HttpResponse:
    """First step: take the text and make sure that it is an interview."""
    editor = _editor(request)
    form = TextForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data, filename = form.original()
            try:
                file = opened(data, filename)
                read(file.paragraphs, _newsroom(), file)
            except (NotAnInterview, Unreadable) as error:
                form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
            else:
                manuscript = keep(data, filename, editor)
                return redirect("admin:interviews_interview_from_manuscript", manuscript.pk)
    unfinished = Manuscript.objects.filter(interviews=None, uploaded_by=editor)
    context = {"title": _("Interview from text"), "form": form, "unfinished": unfinished[:5]}
    return _render(request, "admin/interviews/from_text.html", context, status)


@require_POST
def pasted(request: HttpRequest) -> HttpResponse:
    """Return what was pasted as it is shown and read: with all that means something, and nothing else."""
    _editor(request)
    return JsonResponse({"html": safe(request.POST.get("html", ""))})


def from_manuscript(request: HttpRequest, pk: int) -> HttpResponse:
    """Second step: the recognised structure beside the original, and what belongs around it."""
    editor = _editor(request)
    manuscript = get_object_or_404(Manuscript, pk=pk)
    switched = request.POST.get("switch", "")
    way = switched or request.POST.get("way", "")
    try:
        file = opened(bytes(manuscript.data), manuscript.filename)
        parts = sections(file.paragraphs, _newsroom())
        section = _section(request, len(parts))
        if section:
            file = replace(file, paragraphs=tuple(parts[section - 1]))
        known = named_in(file.paragraphs)
        reading = recognised = read(file.paragraphs, _newsroom(), file, way=way, known=known)
    except (NotAnInterview, Unreadable) as error:  # an earlier release could read it
        messages.error(request, str(error))
        return redirect("admin:interviews_interview_from_text")
    status = 200
    if request.method == "POST" and not switched:
        reading = _regrouped(request, file, recognised, way, known)
    create = request.method == "POST" and not {"switch", "apply", "known"} & set(request.POST)
    form = AroundForm(reading, request.POST if create else None, user=editor)
    made = [*manuscript.interviews.order_by("pk")]
    shown = state_of([interview.pk for interview in made])
    if create:
        if is_over(request, shown):
            form.add_error(None, asked_anew())
        if form.is_valid():
            return _create(request, form, manuscript, editor)
        status = 422
    elif request.method == "POST":
        form = AroundForm(reading, initial=_typed(request), user=editor)
    context = {
        "title": _("Check the interview"),
        "manuscript": manuscript,
        "made": made,
        "shown": shown,
        "reading": reading,
        "rows": _rows(reading),
        "questions": sum(1 for exchange in reading.exchanges if exchange.question),
        "doubts": sum(1 for piece in reading.pieces if piece.uncertain),
        "choices": CHOICES,
        "runner_up": described(reading.runner_up),
        "way": way,
        "sections": _sections(request, parts, section),
        "section": section,
        "form": form,
    }
    return _render(request, "admin/interviews/from_manuscript.html", context, status)


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the text or file an interview was made from, exactly as it came, as a download."""
    if not request.user.has_perm("interviews.view_manuscript"):
        raise PermissionDenied
    manuscript = get_object_or_404(Manuscript, pk=pk)
    return FileResponse(
        io.BytesIO(manuscript.data),
        as_attachment=True,
        filename=manuscript.filename,
        content_type="application/octet-stream",
    )


def _create(
    request: HttpRequest, form: AroundForm, manuscript: Manuscript, editor: User
) -> HttpResponse:
    with transaction.atomic():
        interview = create_interview(form.reading, form.choices(), manuscript, editor)
    messages.success(
        request,
        _("The interview “%(title)s” is ready as a draft. Readers do not see it yet.")
        % {"title": interview.title},
    )
    return redirect("admin:interviews_interview_change", interview.pk)


def _newsroom() -> list[str]:
    return [person.full_name for person in Person.objects.filter(newsroom=True)]


def _section(request: HttpRequest, number: int) -> int:
    """Return which of several interviews in a text is asked for, counted from 1; 0 is all of it."""
    asked = request.POST.get("section") or request.GET.get("section") or ""
    return int(asked) if asked.isdigit() and 1 < number >= int(asked[:4]) else 0


def _sections(
    request: HttpRequest, parts: Sequence[Sequence[Paragraph]], chosen: int
) -> list[dict[str, Any]]:
    """Return what is offered where several interviews stand in one text, each with its first line."""
    if len(parts) < 2:
        return []
    first = [next((p.text for p in part if p.text), "") for part in parts]
    return [
        {"number": number, "line": text[:80], "chosen": number == chosen}
        for number, text in enumerate(first, start=1)
    ]


def _regrouped(
    request: HttpRequest,
    file: Document,
    recognised: RecognisedInterview,
    way: str,
    known: Sequence[str],
) -> RecognisedInterview:
    """Rebuild the reading from the posted choices; a choice that is missing stays as it was."""
    parts = {str(value) for value, _label in CHOICES}
    chosen = [
        posted if (posted := request.POST.get(f"part-{index}", "")) in parts else str(choice)
        for index, choice in enumerate(recognised.choices)
    ]
    return regroup(file.paragraphs, chosen, _newsroom(), file, way=way, known=known)


def _rows(reading: RecognisedInterview) -> list[dict[str, Any]]:
    """Return one row for each piece, with a heading wherever a new part of the piece begins."""
    names = {str(value): label for value, label in CHOICES}
    rows: list[dict[str, Any]] = []
    group: object = None
    for index, piece in enumerate(reading.pieces):
        belongs = ("exchange", piece.exchange) if piece.exchange is not None else piece.part
        heading = ""
        if belongs != group:
            heading = (
                _("Question %(number)s") % {"number": piece.exchange + 1}
                if piece.exchange is not None
                else str(names[piece.part])
            )
        group = belongs
        rows.append({"index": index, "piece": piece, "heading": heading})
    return rows


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed around the text, so that applying boundaries loses nothing."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in request.POST}
    typed["notices"] = request.POST.getlist("notices")
    number, _colon, person = request.POST.get("known", "").partition(":")
    if number.isdigit() and person.isdigit():  # one of those who are alike was pressed
        typed |= {f"guest_{number}": person, f"guest_name_{number}": ""}
    return typed


def _editor(request: HttpRequest) -> User:
    """Return who is signed in; refuse whoever may not add interviews, and what comes with a text."""
    user = request.user
    if not isinstance(user, User) or not user.has_perms(_MAY_IMPORT):
        raise PermissionDenied
    return user


def _render(
    request: HttpRequest, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    return render(request, template, admin.site.each_context(request) | context, status=status)
