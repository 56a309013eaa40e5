"""Where a shop tells that something has changed there.

pretix and pretalx sign nothing, so a secret stands in the address or in a header. What the call
says is not read: it only brings the next comparison forward, which asks the shop itself.
"""

import secrets
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from disclosures.canonical import sha256
from shops.models import Connection
from shops.tasks import hurry

SECRET, HEADER = "secret", "X-Podium-Secret"
LONGEST_BODY = 64 * 1024


@csrf_exempt
@require_POST
def shop_webhook(request: HttpRequest, hook: uuid.UUID) -> HttpResponse:
    """Answer 204 and see to it that the shop is asked soon; 404 without the right secret."""
    connection = Connection.objects.filter(hook=hook).first()
    given = request.headers.get(HEADER) or request.GET.get(SECRET, "")
    kept = connection.secret_sha256 if connection else ""
    # Compared in either case, and in constant time: the answer tells nobody what there is.
    if not secrets.compare_digest(sha256(given), kept) or connection is None:
        raise Http404
    if not _short(request):
        return HttpResponse(status=413)
    hurry(connection, timezone.now())
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def _short(request: HttpRequest) -> bool:
    """Tell whether the body is said to be short; it is not read in any case."""
    length = request.headers.get("Content-Length", "") or "0"
    return length.isdecimal() and int(length) <= LONGEST_BODY
