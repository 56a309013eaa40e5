"""Counting that a piece was read: the reader's page says so once, by day, with nothing about anybody.

Whole pages are answered by caches in front of us, so the page itself reports. No cookie, address,
device or time of day is kept, and nothing is stored or read on the reader's device (TDDDG § 25).
"""

import logging
import threading
import time
from collections import Counter

from django.conf import settings
from django.db import Error, transaction
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from blog.counts.readings import Reading
from blog.editions.edition import Edition
from delivery.bots import seems_a_person

END = b"end"  # what the page adds when the end of the text has been in view
MOST = 300  # a minute, of one piece, in one process
_LARGEST = BigIntegerField.MAX_BIGINT
_log = logging.getLogger(__name__)


class Limit:
    """How many of each piece are taken in a minute, told apart by the piece and nothing else."""

    def __init__(self, most: int) -> None:
        """Take `most` a minute."""
        self._most = most
        self._minute = -1
        self._taken: Counter[int] = Counter()
        self._lock = threading.Lock()

    def takes(self, post: int) -> bool:
        """Tell whether one more is taken, and take it."""
        minute = int(time.time() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._taken.clear()
            self._taken[post] += 1
            return self._taken[post] <= self._most


limit = Limit(MOST)


@csrf_exempt  # nobody is signed in here; `_from_our_page` keeps others out
@require_POST
def count(request: HttpRequest, post: int) -> HttpResponse:
    """Count a reader of a live piece, or of its end; 204 whether or not this one counts."""
    if not settings.READING_COUNTS:
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > len(END):
        return HttpResponse(status=413)
    if not _from_our_page(request):
        return HttpResponse(status=403)
    if not seems_a_person(request) or _asks_not_to_be_counted(request) or _newsroom(request):
        return HttpResponse(status=204)
    if post > _LARGEST or not Edition.objects.live().filter(post=post).exists():
        raise Http404
    if not limit.takes(post):
        return HttpResponse(status=429)
    _count(post, ended=request.body == END)
    return HttpResponse(status=204)


def _from_our_page(request: HttpRequest) -> bool:
    """Tell whether one of our own pages asks (Fetch Metadata; Origin where a browser lacks it)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _asks_not_to_be_counted(request: HttpRequest) -> bool:
    """Heed Global Privacy Control and Do Not Track, though nobody is tracked."""
    return "1" in (request.headers.get("Sec-GPC"), request.headers.get("DNT"))


def _newsroom(request: HttpRequest) -> bool:
    """Tell whether this is the newsroom looking at its own piece; readers have no session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _count(post: int, *, ended: bool) -> None:
    """Count; a database in trouble is no trouble of the reader's."""
    day = timezone.localdate()
    try:
        with transaction.atomic():
            Reading.objects.add_one("finished" if ended else "number", day=day, post_id=post)
    except Error:
        _log.warning("A reader was not counted.")
