"""What webhooks are told, in whose words, and how it is signed (Standard Webhooks, standardwebhooks.com)."""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from blog.editions.edition import Edition
from blog.publishing.rendering import renew
from pages.api import shapes
from pages.api.answers import encoded
from pages.api.pieces import shorts
from pages.feeds.items import items_of
from pages.feeds.page_feed import local
from pages.house.absolute import absolute
from pages.webhooks.webhook import Delivery, Event


class Message(NamedTuple):
    """What is told, and of which piece (its title)."""

    event: Event
    title: str
    body: bytes


def message_of(delivery: Delivery, now: datetime) -> Message | None:
    """Return what a delivery tells as it is true at this moment; None if there is nothing to tell any more.

    A piece that was withdrawn meanwhile is told of as withdrawn alone, one that changed meanwhile as it is now.
    """
    edition = delivery.edition
    if edition is None:
        return _message(Event.TEST, "", delivery.created_at, {})
    if edition.starts_at > now or edition.ends_at == edition.starts_at:
        return None  # put off, or taken back before anybody saw it
    live = Edition.objects.live_at(now).filter(post=edition.post_id).select_related("event").first()
    if delivery.ending:
        ended = edition.ends_at is not None and live is None
        return _withdrawn(edition) if ended else None
    if live is None:
        return None
    event = Event.CHANGED if _follows(edition) else Event.PUBLISHED
    renew([live])
    (piece,) = shorts([live])
    return _message(event, piece.title, edition.starts_at, piece)


def signed(secret: str, name: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the headers that say which message it is, when it was sent, and that we sent it."""
    moment = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    seal = hmac.new(key, f"{name}.{moment}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(seal).decode()}",
    }


def _follows(edition: Edition) -> bool:
    """Tell whether readers had the piece until the moment at which this edition began."""
    before = Edition.objects.filter(post=edition.post_id, ends_at=edition.starts_at)
    return before.exclude(pk=edition.pk).filter(starts_at__lt=edition.starts_at).exists()


def _withdrawn(edition: Edition) -> Message:
    (item,) = items_of([edition])
    gone = shapes.Gone(
        id=edition.post_id,
        uri=item.id,
        kind=edition.kind,  # type: ignore[arg-type]  # one of the kinds
        slug=edition.slug,
        url=item.address,
        api_url=absolute(reverse("api_piece", args=[edition.slug])),
        title=item.title,
    )
    return _message(Event.WITHDRAWN, item.title, edition.ends_at, gone)


def _message(event: Event, title: str, at: datetime | None, data: object) -> Message:
    told = {"type": event.value, "timestamp": local(at) if at else None, "data": data}
    return Message(event, title, encoded(told))
