"""Corrections for the public: the page of all of them."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.models import Correction
from delivery.cache_headers import shown
from delivery.keeping import kept

LENGTH = 50
PAGE = "seite"


def published() -> QuerySet[Correction]:
    """Return the corrections of live pieces, latest first."""
    live = Edition.objects.live().filter(post=OuterRef("post"))
    notes = Correction.objects.filter(Exists(live), published_at__lte=timezone.now())
    return notes.order_by("-published_at", "-pk")


def with_pieces(notes: list[Correction]) -> list[tuple[Correction, Edition]]:
    """Return corrections with the live edition of their piece, in one query."""
    posts = [note.post_id for note in notes]
    live = Edition.objects.live().filter(post__in=posts).only("post_id", "teaser", "kind", "slug")
    pieces = {edition.post_id: edition for edition in live}
    return [(note, pieces[note.post_id]) for note in notes if note.post_id in pieces]


@kept(PAGE)
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction of pieces that are live, latest first."""
    typed = request.GET.get(PAGE, "1")
    number = max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
    start = (number - 1) * LENGTH
    notes = list(published()[start : start + LENGTH + 1])
    context = {
        "corrections": with_pieces(notes[:LENGTH]),
        "older": number + 1 if len(notes) > LENGTH else None,
    }
    return shown(request, "pages/corrections.html", context, timezone.now())
