"""The list of all pieces: filtered, saved as a view, handed out as a table, changed many at once."""

from collections.abc import Collection, Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from blog.history.trail_export import as_table
from blog.models import Post
from desk.pieces import index
from desk.pieces.bulk import ACTIONS, MOST, BulkForm, run
from desk.pieces.filters import KINDS, FilterForm, visible
from desk.pieces.listed import Piece
from desk.pieces.rows import Row, rows
from desk.pieces.saved_views import SavedView

PER_PAGE = 40
_EXPORTED_AT_ONCE = 500


def pieces(request: HttpRequest) -> HttpResponse:
    """Show the list, hand it out as a table (`csv`), or do what was chosen to many."""
    user = writing(request)
    waiting = index.catch_up()
    form = FilterForm.asked(request.GET, user)
    found = form.pieces().select_related("event", "series")
    if "csv" in request.GET:
        return _table(found)
    if request.method == "POST":
        return _act(request, user, found)
    return _page(request, form, found, BulkForm(None, user), waiting=waiting)


def newsroom(request: HttpRequest) -> User:
    """Return who is signed in; refuse whoever may see neither posts nor interviews."""
    user = cast(User, request.user)
    if not (user.has_perm("blog.view_post") or user.has_perm("interviews.view_interview")):
        raise PermissionDenied
    return user


def writing(request: HttpRequest) -> User:
    """Return who is signed in; refuse whoever may see no pieces, not even some of their own."""
    user = cast(User, request.user)
    if user.has_perm("blog.add_post") or user.has_perm("interviews.add_interview"):
        return user
    return newsroom(request)


def views_of(request: HttpRequest) -> HttpResponse:
    """Save a choice of filters as a view, or take a view away."""
    user = writing(request)
    if "drop" in request.POST:
        SavedView.objects.filter(user=user, pk=_number(request.POST["drop"])).delete()
        return redirect("admin:desk_pieces")
    form = FilterForm.asked(QueryDict(request.POST.get("query", "")[:500]), user)
    view = SavedView(user=user, name=request.POST.get("name", "").strip(), query=form.query())
    try:
        view.full_clean()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        view.save()
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return redirect(f"{reverse('admin:desk_pieces')}?{form.query()}")


def _page(
    request: HttpRequest,
    form: FilterForm,
    found: QuerySet[Piece],
    bulk: BulkForm,
    status: int = 200,
    chosen: Iterable[int] = (),
    waiting: Collection[int] = (),
) -> HttpResponse:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = form.query()
    context = {
        "title": _("Pieces"),
        "form": form,
        "bulk": bulk,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "rows": rows(list(page)),
        "query": query,
        "chosen": set(chosen),
        "waiting": waiting,
        "views": SavedView.objects.filter(user=form.user),
        "narrowed": bool(query),
        "media": form.media + bulk.media,
        "kinds": KINDS,
    }
    return desk_page(request, "admin/desk/pieces.html", context, status)


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page of the newsroom with what every page of the admin has."""
    return render(request, template, admin.site.each_context(request) | context, status=status)


# Many at once ------------------------------------------------------------------------------------
def _act(request: HttpRequest, user: User, found: QuerySet[Piece]) -> HttpResponse:
    """Do to the chosen pieces what was asked for; what readers will see of it is shown first."""
    form, bulk = FilterForm.asked(request.GET, user), BulkForm(request.POST, user)
    if "all" in request.POST:
        chosen = list(found[: MOST + 1])
    else:
        ids = [_number(given) for given in request.POST.getlist("piece")]
        those = visible(Piece.objects.filter(post_id__in=ids), user)
        chosen = list(those.select_related("event"))
    ids = [piece.post_id for piece in chosen]
    if "export" in request.POST and chosen:
        return _table(Piece.objects.filter(post_id__in=ids).select_related("event", "series"))
    if not chosen:
        messages.warning(request, _("No piece is chosen."))
    elif len(chosen) > MOST:
        said = _("At most %(most)s pieces at once; narrow the list down first.")
        messages.warning(request, said % {"most": MOST})
    elif bulk.is_valid():
        action = ACTIONS[bulk.cleaned_data["action"]]
        if action.publishes and "confirmed" not in request.POST:
            return _confirm(request, chosen, bulk, action.label)
        posts = list(Post.objects.filter(pk__in=ids).order_by("-updated_at", "-pk"))
        _tell(request, run(action, posts, bulk.cleaned_data, user))
        return redirect(request.get_full_path())
    return _page(request, form, found, bulk, 422, ids)


def _confirm(request: HttpRequest, chosen: list[Piece], bulk: BulkForm, label: Any) -> HttpResponse:
    context = {
        "title": _("%(number)s pieces: %(action)s") % {"number": len(chosen), "action": label},
        "rows": rows(chosen),
        "action": bulk.cleaned_data["action"],
        "label": label,
        "back": request.get_full_path(),
    }
    return desk_page(request, "admin/desk/bulk_confirm.html", context)


def _tell(request: HttpRequest, outcome: Any) -> None:
    if outcome.done:
        said = ngettext("%(number)s piece done.", "%(number)s pieces done.", outcome.done)
        messages.success(request, said % {"number": outcome.done})
    for title, why in outcome.refused[:20]:
        messages.error(request, f"{title}: {why}")
    if (more := len(outcome.refused) - 20) > 0:
        messages.error(request, _("… and %(number)s more") % {"number": more})


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0


# A table -----------------------------------------------------------------------------------------
def _table(found: QuerySet[Piece]) -> HttpResponse:
    """Hand out all pieces that were found as CSV that Excel opens as it is."""
    head = [
        *(_("Title"), _("Kind"), _("State"), _("People"), _("Event"), _("Series"), _("Language")),
        *(_("Words"), _("Read in 28 days"), _("Last saved"), _("Address")),
    ]
    cells = (_cells(row) for some in _batches(found) for row in rows(some))
    name = f"beitraege-{timezone.localdate().isoformat()}.csv"
    return HttpResponse(
        as_table(map(str, head), cells),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _batches(found: QuerySet[Piece]) -> Iterable[list[Piece]]:
    some: list[Piece] = []
    for piece in found.iterator(chunk_size=_EXPORTED_AT_ONCE):
        some.append(piece)
        if len(some) == _EXPORTED_AT_ONCE:
            yield some
            some = []
    yield some


def _cells(row: Row) -> list[Any]:
    piece, live = row.piece, row.state.live
    return [
        *(piece.title, row.kind, row.state.word, row.people, row.event, piece.series or ""),
        *(piece.language, piece.words, row.read),
        date_format(timezone.localtime(piece.saved_at), "SHORT_DATETIME_FORMAT"),
        live.get_absolute_url() if live else "",
    ]
