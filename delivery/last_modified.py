"""Since when a page has been as it is, for readers that ask by date alone, as many feed readers do.

Told by what it says, not by the dates of what stands on it: prices change with the clock, and pieces go.
"""

from hashlib import sha256
from math import ceil
from time import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

_KEPT_FOR = 30 * 24 * 60 * 60  # what is forgotten is sent once more


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Say since when the answer holds and by which tag it is known; 304 to who has it already."""
    tag = sha256(response.content).hexdigest()[:24]
    moment = _changed_at(request.get_full_path(), tag)
    response.headers["Last-Modified"] = http_date(moment)
    response.headers["ETag"] = etag = quote_etag(tag)
    return get_conditional_response(request, etag, moment, response) or response


def _changed_at(path: str, tag: str) -> int:
    """Return the second in which this became what it is; each change is later than the one before.

    Seconds are all that the header holds: two changes within one would be taken for the same.
    """
    key = f"last-modified:{sha256(path.encode()).hexdigest()}"
    known, moment = cache.get(key) or ("", 0)
    if known != tag:
        moment = max(ceil(time()), moment + 1)
        cache.set(key, (tag, moment), _KEPT_FOR)
    return moment
