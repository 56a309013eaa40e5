"""The board: pieces by how far they are, moved by dragging, by its buttons, or by keys."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from desk.pieces import index
from desk.pieces.filters import MODELS, FilterForm
from desk.pieces.listed import Piece
from desk.pieces.planning import STAGES, Plan, plan_for
from desk.pieces.rows import rows
from desk.pieces.states import STATE_CHOICES, in_state
from desk.pieces.views import desk_page, newsroom

MOST = 25  # cards of a column; the list has them all
_PUBLISHED = ("scheduled", "changed", "live")


@dataclass
class Column:
    """A stage or state, with the pieces that are there."""

    key: str
    name: str
    movable: bool
    rows: list[Any] = field(default_factory=list)
    more: bool = False
    before: "Column | None" = None  # the stages beside it, for the buttons on its cards
    after: "Column | None" = None


def board(request: HttpRequest) -> HttpResponse:
    """Show the board; move a piece to another stage."""
    user = newsroom(request)
    if request.method == "POST":
        return _move(request)
    index.catch_up()
    form = FilterForm.asked(request.GET, user)
    columns = [*_stages(form), *_states(form)]
    context = {"title": _("Board"), "form": form, "columns": columns, "query": form.query()}
    return desk_page(request, "admin/desk/board.html", context | {"media": form.media})


def _stages(form: FilterForm) -> list[Column]:
    """Return the stages of drafts; one that nobody placed is being written."""
    columns = {key: Column(key, str(name), movable=True) for key, name in STAGES}
    drafts = in_state(form.pieces(), "draft").select_related("event", "post__plan")
    for piece in drafts[: MOST * len(columns) * 2]:
        plan: Plan | None = getattr(piece.post, "plan", None)
        column = columns[plan.stage if plan else Plan.Stage.WRITING]
        if len(column.rows) < MOST:
            column.rows.append(piece)
        else:
            column.more = True
    shown = {row.piece.post_id: row for row in rows([p for c in columns.values() for p in c.rows])}
    for column in columns.values():
        column.rows = [shown[piece.post_id] for piece in column.rows]
    for one, other in pairwise(columns.values()):
        one.after, other.before = other, one
    return [*columns.values()]


def _states(form: FilterForm) -> list[Column]:
    columns = []
    for key in _PUBLISHED:
        found = list(in_state(form.pieces(), key).select_related("event")[: MOST + 1])
        name = str(STATE_CHOICES[key])
        columns.append(Column(key, name, movable=False, rows=found[:MOST], more=len(found) > MOST))
    shown = {row.piece.post_id: row for row in rows([p for c in columns for p in c.rows])}
    for column in columns:
        column.rows = [shown[piece.post_id] for piece in column.rows]
    return columns


def _move(request: HttpRequest) -> HttpResponse:
    """Take a piece to another stage, for those who may change it."""
    given = request.POST.get("piece", "")
    piece = get_object_or_404(Piece, pk=int(given) if given.isdecimal() and len(given) < 19 else 0)
    may_change(request, piece)
    stage = request.POST.get("stage", "")
    if stage not in Plan.Stage.values:
        return JsonResponse({"error": _("There is no such stage.")}, status=400)
    plan_for(piece.post_id, stage=stage)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"stage": stage})
    return redirect(request.get_full_path())


def may_change(request: HttpRequest, piece: Piece) -> None:
    """Refuse whoever may not change a piece."""
    app, model = MODELS[piece.kind]
    if not request.user.has_perm(f"{app}.change_{model}"):
        raise PermissionDenied
