"""Tell search engines (IndexNow) and feed hubs (WebSub) of pieces that appear, change or go.

Off unless the site's settings say otherwise, and never from a local site. The trail knows of every
publishing, withdrawing and taking back (`disclosures.trail`); an entry of it makes an announcement
and a task for the moment at which readers meet the change. The piece itself needs no worker for that
moment; its announcement does, and is late by as much as the worker is.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.models import Post
from delivery.cache_headers import expires
from delivery.keeping import kept
from disclosures.trail import Action, TrailEntry
from outbound.fetching import Fetcher, NoAnswer
from pages.discovery.announcements import Announcement, Service, first_due
from pages.feeds.addresses import feeds_with
from pages.house.absolute import absolute
from pages.house.site import current
from pages.models import Site

INDEXNOW = "https://api.indexnow.org/indexnow"
MOST = 100  # pieces told of at once; IndexNow takes 10,000 addresses
LEASE = timedelta(minutes=10)
AGAIN = {408, 425, 429}  # and whatever the server blames itself for
_TELLING = {Action.PUBLISH, Action.WITHDRAW, Action.UNSCHEDULE}
_log = logging.getLogger(__name__)


def services(site: Site | None = None) -> list[Service]:
    """Return who is to be told, as these settings of the site have it (default: the present ones)."""
    if settings.SITE_IS_LOCAL:
        return []
    site = site or current()
    wanted = {Service.INDEXNOW: site.indexnow, Service.WEBSUB: site.websub}
    return [service for service, on in wanted.items() if on]


def watch(instance: TrailEntry, created: bool, **_: Any) -> None:
    """Write down, in its own transaction, that a piece was published, withdrawn or taken back."""
    if created and instance.subject == Post._meta.label_lower and instance.action in _TELLING:
        expect([instance.object_id], instance.occurred_at)


def expect(posts: Iterable[int], since: datetime, site: Site | None = None) -> None:
    """Announce, when it is time, the next change of these pieces after `since`."""
    if wanted := services(site):
        for post_id in posts:
            for service in wanted:
                Announcement.objects.expect(service, post_id, since)
        enqueue(first_due())


def expect_what_is_planned(site: Site) -> None:
    """Announce what is scheduled already: for a service that was switched on just now."""
    now = timezone.now()
    coming = Q(starts_at__gt=now) | Q(ends_at__gt=now)
    planned = Edition.objects.filter(coming, retired=False)
    expect(planned.values_list("post_id", flat=True).distinct(), now, site)


@task()
def announce() -> None:
    """Announce what is due, and come back for what was put off."""
    enqueue(announce_due(Fetcher()))


def enqueue(due: datetime | None) -> None:
    """Have a worker announce at a moment; a backend that cannot wait does nothing."""
    if due and announce.get_backend().supports_defer:
        announce.using(run_after=due).enqueue()


def announce_due(fetcher: Fetcher) -> datetime | None:
    """Tell every service of what is due; what fails for a while is tried again later.

    Returns when to come again: for what failed, for the next change of these pieces, for the rest.
    """
    again: list[datetime | None] = []
    for service in services():
        rows = _taken(service)
        now = timezone.now()
        editions = [edition for row in rows for edition in row.changed(now)]
        outcome = _tell(fetcher, service, editions) if editions else True
        for row in rows:
            if outcome:
                row.told(now)
            elif not row.failed(now):
                _log.warning("%s was told in vain of piece %s", service.label, row.post_id)
        again.append(first_due([row.pk for row in rows]))
        again.append(now if len(rows) == MOST else None)
    return min(filter(None, again), default=None)


@transaction.atomic
def _taken(service: Service) -> list[Announcement]:
    """Take up what is due, and have somebody come again should we die with it."""
    rows = Announcement.objects.take(service, MOST, LEASE)
    if rows:
        enqueue(rows[0].due_at)
    return rows


def _tell(fetcher: Fetcher, service: Service, editions: list[Edition]) -> bool:
    """Tell a service of these editions; return False if it is worth another try."""
    address, body, kind = _message(service, editions)
    try:
        status = fetcher.post(address, body, kind)
    except NoAnswer as error:
        _log.info("%s does not answer: %s", address, error.trouble)
        return False
    if status in AGAIN or status >= 500:
        _log.info("%s asks for patience: %s", address, status)
        return False
    if not 200 <= status < 300:
        _log.warning("%s refuses what it is told: %s", address, status)
    return True


def _message(service: Service, editions: list[Edition]) -> tuple[str, bytes, str]:
    """Return where to post what, and its type."""
    site = current()
    if service == Service.INDEXNOW:
        said = indexnow_message(site.indexnow_key, addresses(editions))
        return INDEXNOW, json.dumps(said).encode(), "application/json; charset=utf-8"
    topics = [absolute(path) for path in feeds_with(editions)]
    form = [("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]
    return site.websub_hub, urlencode(form).encode(), "application/x-www-form-urlencoded"


def addresses(editions: Iterable[Edition]) -> list[str]:
    """Return the addresses that answer anew: of pieces that came, changed, moved or went."""
    found = (absolute(reverse(edition.kind, args=[edition.slug])) for edition in editions)
    return list(dict.fromkeys(found))


def indexnow_message(key: str, urls: list[str]) -> Mapping[str, Any]:
    """Return what IndexNow is told (indexnow.org/documentation)."""
    return {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": key,
        "keyLocation": absolute(reverse("indexnow_key", args=[key])),
        "urlList": urls,
    }


@kept()
@require_safe
def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """The file by which IndexNow knows that we are the site we speak for."""
    site = current()
    if not site.indexnow or key != site.indexnow_key:
        raise Http404
    return expires(HttpResponse(key, content_type="text/plain; charset=utf-8"), timezone.now())
