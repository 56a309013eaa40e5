"""On the way to the ticket shop: an address from the database only, and a count without anybody's data.

Counted is that somebody left, on which day, from which piece and by whose link; no cookie, address,
device or time of day is kept, so nothing needs consent (TDDDG § 25) and nobody can be told apart.
"""

import logging
import re
import uuid
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.counts.clicks import ClickOut
from blog.editions.edition import Edition
from delivery.bots import seems_a_person
from events.models import Ambassadorship, Event, TicketHost, TicketOffer
from events.ticket_state import BUYABLE, PREFETCH, state

POST, CODE = "von", "b"
_CODE = re.compile(r"[\w-]{1,40}")
_log = logging.getLogger(__name__)


def code_in(request: HttpRequest) -> str:
    """Return the ambassador's code that the address of a page carries, or ""."""
    code = request.GET.get(CODE, "")
    return code if _CODE.fullmatch(code) else ""


def ticket_address(offer: TicketOffer, post: int | str | None = None, code: str = "") -> str:
    """Return the path that leads to an offer's shop, from a piece (id) and by an ambassador's code."""
    known = {POST: post, CODE: code}
    query = urlencode({name: value for name, value in known.items() if value})
    path = reverse("leave", args=[offer.public_id])
    return f"{path}?{query}" if query else path


@require_safe
def leave(request: HttpRequest, offer: uuid.UUID) -> HttpResponseBase:
    """Lead to the shop, or to the event's page if there is nothing to buy any more."""
    offers = TicketOffer.objects.select_related("event").prefetch_related(f"event__{PREFETCH}")
    one = get_object_or_404(offers.filter(event__public=True), public_id=offer)
    now = timezone.now()
    states = {row.pk: offer_state for row, offer_state in state(one.event, now).offers}
    if states.get(one.pk) not in BUYABLE:
        return _unseen(HttpResponseRedirect(one.event.get_absolute_url()))
    if not TicketHost.objects.allows(one.url):
        return _unseen(render(request, "pages/leaving.html", {"event": one.event}, status=404))
    post = _piece(request.GET.get(POST, ""), one.event)
    stands = _ambassador(code_in(request), one.event)
    if request.method == "GET" and seems_a_person(request):
        _count(one, post, stands)
    return _unseen(HttpResponseRedirect(target(one, post, stands)))


def target(offer: TicketOffer, post: Edition | None, stands: Ambassadorship | None) -> str:
    """Return the shop's address with code and origin; what stands in its query stays, to the letter.

    An offer's own code comes before an ambassador's: without it the tier cannot be bought.
    """
    parts = urlsplit(offer.url)
    there = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    host = TicketHost.objects.of(offer.url)
    code = offer.code or (stands.code if stands else "")
    ours = {
        host.code_parameter if host else "": code,
        "utm_source": urlsplit(settings.SITE_URL).hostname or "",
        "utm_medium": "blog",
        "utm_campaign": offer.event.slug,
        "utm_content": post.slug if post else "",
        "utm_term": stands.code if stands else "",
    }
    more = {name: value for name, value in ours.items() if name and value and name not in there}
    query = "&".join(part for part in (parts.query, urlencode(more)) if part)
    return urlunsplit(parts._replace(query=query))


def _piece(sent: str, event: Event) -> Edition | None:
    """Return the live piece of this event that a reader comes from."""
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        return None
    return Edition.objects.live().filter(post=int(sent), event=event).first()


def _ambassador(code: str, event: Event) -> Ambassadorship | None:
    """Return whose code it is, while the ambassadorship holds."""
    if not code:
        return None
    today = timezone.localdate()
    found = event.ambassadorships.filter(code__iexact=code)
    return next((one for one in found if one.holds(today)), None)


def _count(offer: TicketOffer, post: Edition | None, stands: Ambassadorship | None) -> None:
    """Count; a database in trouble must not keep a reader from the shop."""
    try:
        with transaction.atomic():
            ClickOut.objects.count_one(
                timezone.localdate(),
                offer,
                post.post_id if post else None,
                stands.pk if stands else None,
            )
    except Error:  # never with the address or the reader in it
        _log.warning("A click to the ticket shop was not counted.")


def _unseen(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "origin"
    return response
