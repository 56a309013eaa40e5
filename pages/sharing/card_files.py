"""The files of share cards: drawn when first asked for, then handed out as they lie in the storage.

Only what a page names can be asked for: the address holds the edition and the hash of all that is
drawn. Files lie beside the images under names that nobody can guess, so that a withdrawn piece
cannot be seen there.
"""

from contextlib import suppress
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.models import Tag
from delivery.cache_headers import moved
from events.models import Event
from media.storage import files, promptly
from pages.sharing.card_drawing import drawn
from pages.sharing.share_cards import (
    ShareCard,
    answer_card,
    card_address,
    piece_card,
    place_card,
    site_card,
)

KEPT_FOR = 30 * 24 * 60 * 60  # seconds; another picture has another address
ASK_AGAIN = 60 * 60  # seconds after which our own nginx looks whether the piece is still there
FOLDER = "karten"


@require_safe
def site(request: HttpRequest, key: str) -> HttpResponse:
    """Show the card of the site itself."""
    card = site_card()
    if card.key != key:
        raise Http404
    return _answer(request, card, "website", "")


@require_safe
def of_event(request: HttpRequest, pk: str, key: str) -> HttpResponse:
    """Show the card of an announced event."""
    return _of_place(request, Event.objects.public().select_related("image"), pk, key)


@require_safe
def of_topic(request: HttpRequest, pk: str, key: str) -> HttpResponse:
    """Show the card of a topic that readers can read something on."""
    live = Edition.objects.live().filter(tag_rows__tag=OuterRef("pk"))
    return _of_place(request, Tag.objects.filter(Exists(live)), pk, key)


def _of_place(request: HttpRequest, places: QuerySet[Any], pk: str, key: str) -> HttpResponse:
    place = get_object_or_404(places, pk=pk)
    card = place_card(place)
    if card.key != key:
        raise Http404
    return _answer(request, card, f"{place._meta.model_name}-{place.pk}", "")


@require_safe
def of_edition(request: HttpRequest, pk: str, key: str, anchor: str = "") -> HttpResponse:
    """Show the card of a live edition, or of one of its answers.

    An edition that readers have seen before leads to the card of the live one (301), a withdrawn
    one is gone (410); what is no edition, a scheduled one, or another hash is not found (404).
    """
    edition = Edition.objects.ever_live().filter(pk=pk).first()
    if edition is None:
        raise Http404
    live = Edition.objects.live().filter(post_id=edition.post_id).first()
    folder = str(edition.post_id)
    if live is None:
        with suppress(OSError), promptly():
            _clear(folder)
        return HttpResponse(status=410)
    card = _card(live, anchor)
    if live.pk != edition.pk:
        return moved(request, card_address(live, card, anchor))
    if card.key != key:
        raise Http404
    return _answer(request, card, folder, f"{live.pk}-")


def _card(edition: Edition, anchor: str) -> ShareCard:
    if not anchor:
        return piece_card(edition)
    answered = (one for one in edition.piece.exchanges if one.answers)
    question = next((one for one in answered if one.anchor == anchor), None)
    if question is None:
        raise Http404
    return answer_card(edition, question)


def _answer(request: HttpRequest, card: ShareCard, folder: str, prefix: str) -> HttpResponse:
    file = f"{_place(folder)}{prefix}{_hidden(card.whole_key)}.jpg"
    with promptly():
        try:
            content = b"".join(files().chunks(file))
        except OSError:  # it is still to be drawn, or the storage does not answer
            content = drawn(card)
            with suppress(OSError):  # then it is drawn again for the next
                default_storage.save(file, ContentFile(content))
                _clear(folder, but=f"{_place(folder)}{prefix}" if prefix else file)
    response = HttpResponse(content, content_type="image/jpeg")
    response.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}, immutable"
    response.headers["X-Accel-Expires"] = str(ASK_AGAIN)
    response.headers["ETag"] = etag = quote_etag(card.whole_key)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return get_conditional_response(request, etag, None, response) or response


def _hidden(key: str) -> str:
    return salted_hmac("pages.sharing.card_files", key, algorithm="sha256").hexdigest()


def _place(folder: str) -> str:
    return f"{FOLDER}/{folder}/"


def _clear(folder: str, but: str = "-") -> None:
    """Take away the cards of former editions; of a withdrawn piece all."""
    for one in files().entries(_place(folder)):
        if not one.name.startswith(but):
            default_storage.delete(one.name)
