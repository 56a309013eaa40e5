"""Anchors for the public: the page of all of them, their files, and the proof that a piece is in one."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.anchoring.folder import here
from blog.anchoring.inclusion import proof
from blog.anchoring.signing import pem
from blog.editions.edition import Edition
from delivery.cache_headers import expires, shown
from delivery.keeping import kept

LENGTH = 100
_KINDS = {"tsr": "application/timestamp-reply"}


@kept()
@require_safe
def anchors(request: HttpRequest) -> HttpResponse:
    """The latest anchors with their files, and how to check what one of them holds."""
    folder = here()
    rows = [folder.anchor(number) for number in reversed(folder.numbers()[-LENGTH:])]
    stamped = {one.number for one in rows if folder.file(one.number, "tsr").exists()}
    context = {"anchors": rows, "stamped": stamped, "latest": rows[0] if rows else None}
    return shown(request, "pages/anchors.html", context, timezone.now())


@kept()
@require_safe
def anchor_file(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """The note of an anchor, the heads that it brought, or its time stamp, as they are kept."""
    path = here().file(number, ending)
    if not path.exists():
        raise Http404
    kind = _KINDS.get(ending, "text/plain; charset=utf-8")
    return expires(HttpResponse(path.read_bytes(), content_type=kind), timezone.now())


@kept()
@require_safe
def anchor_key(request: HttpRequest) -> HttpResponse:
    """The public key that the latest anchor was signed with, as OpenSSL reads it."""
    made = here().latest()
    if made is None:
        raise Http404
    kind = "application/x-pem-file"
    return expires(HttpResponse(pem(made.public_key), content_type=kind), timezone.now())


@kept()
@require_safe
def piece_proof(request: HttpRequest, slug: str) -> HttpResponse:
    """The proof that the record of a piece, withdrawn ones too, is in the latest anchor."""
    editions = Edition.objects.ever_live().filter(slug=slug)
    post = editions.values_list("post_id", flat=True).first()
    found = proof(post) if post else None
    if found is None:
        raise Http404
    return expires(JsonResponse(found, json_dumps_params={"indent": 1}), timezone.now())
