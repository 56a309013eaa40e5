"""Which edition an address means: the live one, a way to it, or the news that it is gone."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.csp import CSP, build_policy
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.publishing.rendering import renew
from delivery.cache_headers import lasting, moved
from delivery.keeping import kept
from pages.events.click_out import CODE
from pages.pieces.article import Article, live_at
from prose.embeds import frame_hosts

# Of a kind that has another page than pieces have.
_TEMPLATES = {"page": "pages/own.html"}


@kept(CODE)
@require_safe
def piece(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show the live piece at an address.

    A former address answers 301 to the present one, a withdrawn piece 410, others 404.
    """
    edition = live_at(slug)
    if edition is None:
        return former(request, slug)
    if edition.kind != kind:
        return moved(request, edition.get_absolute_url())
    renew([edition])
    return show(request, edition)


def show(
    request: HttpRequest,
    edition: Edition,
    *,
    preview: bool = False,
    template: str = "",
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """Answer with the reader page of an edition; `preview` marks one that is not published.

    A room above may put its own template around `readers_page`, with `more` values.
    """
    readers_page = _TEMPLATES.get(edition.kind, "pages/piece.html")
    article = Article(edition, timezone.now())
    hosts = frame_hosts(edition.html)
    context = {
        "article": article,
        "edition": edition,
        "piece": article.piece,
        "preview": preview,
        "counted": settings.READING_COUNTS and not preview,
        "frames": bool(hosts),
        "readers_page": readers_page,
        **more,
    }
    if preview:  # nothing of it is kept: working copies change without a new generation
        context["generation"] = uuid.uuid4().hex
    response = render(request, template or readers_page, context, status=status)
    if not preview:
        lasting(response, article.now, article)
    if hosts:
        response.headers[str(CSP.HEADER_ENFORCE)] = _policy(hosts, preview=preview)
    return response


def _policy(hosts: list[str], *, preview: bool) -> str:
    """Return the policy of a page that may load frames from these hosts, once a reader asks."""
    policy = settings.SECURE_CSP | {"frame-src": hosts}
    return build_policy(policy | ({"frame-ancestors": [CSP.SELF]} if preview else {}))


def former(request: HttpRequest, slug: str, below: str = "") -> HttpResponse:
    """Answer for an address without a live piece: the way to its present one, 410, or 404.

    `below` is the rest of the address of a page that belongs to a piece.
    """
    known, live = whereabouts(slug=slug)
    if known is None:
        raise Http404
    if live is not None:
        return moved(request, live.get_absolute_url() + below)
    return render(request, "410.html", {"title": known.piece.title}, status=410)


def whereabouts(**place: str | int) -> tuple[Edition | None, Edition | None]:
    """Return the last edition that readers found at a place (an address, a piece), and the live one today."""
    known = Edition.objects.ever_live().filter(**place).order_by("-starts_at").first()
    if known is None:
        return None, None
    return known, Edition.objects.live().filter(post=known.post_id).first()
