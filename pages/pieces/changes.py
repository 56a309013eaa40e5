"""What changed since publication: readers compare any two editions they could have read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.anchoring.folder import here
from blog.editions.edition import Edition
from blog.history.differences import differences, stretches
from delivery.cache_headers import shown
from delivery.keeping import kept
from pages.pieces.article import Article
from pages.pieces.views import former

FROM, TO = "von", "bis"


@kept("von", "bis")
@require_safe
def changes(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show the differences of two editions; by default of the first one and the live one.

    Only editions that readers have seen are compared; other numbers answer 404, and a piece that
    is gone what its own address answers.
    """
    live = Edition.objects.live().filter(slug=slug, kind=kind).first()
    if live is None:
        return former(request, slug, "aenderungen/")
    seen = Edition.objects.ever_live().filter(post=live.post_id).select_related("correction")
    editions = {edition.number: edition for edition in seen.order_by("number")}
    first = _chosen(request, FROM, editions, min(editions))
    second = _chosen(request, TO, editions, live.number)
    found = differences(first.piece, second.piece)
    context = {
        "title": Article(live, timezone.now()).title,
        "edition": live,
        "editions": editions.values(),
        "first": first,
        "second": second,
        "anchored": bool(here().numbers()),
        "changes": [
            (change.what, [stretches(block) for block in change.changed]) for change in found
        ],
    }
    return shown(request, "pages/changes.html", context, timezone.now())


def _chosen(request: HttpRequest, name: str, editions: dict[int, Edition], default: int) -> Edition:
    typed = request.GET.get(name, str(default))
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    if number not in editions:
        raise Http404
    return editions[number]
