"""Read JSON from a shop's API, as carefully as any address that somebody typed.

docs/decisions/0007-outbound-requests.md holds here too: public hosts only, no redirects, an end
to time and size. What is said to the shop besides the address is a token in a header.
"""

import http.client
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from outbound.fetching import Deadline, Fetcher, trouble

# An event with 250 talks to a page and more pages than this is none.
PAGES = 100
# Seconds for all of them: where nobody waits, and where somebody sits before the page.
IN_A_TASK, AT_HAND = 120.0, 8.0


class ShopFailure(Exception):
    """Why nothing could be read; `status` is what the shop answered, if it answered.

    `retry_after` are the seconds for which it asked to be left alone, if it did (RFC 9110, 10.2.3).
    """

    def __init__(
        self, message: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.retry_after = status, retry_after


def aware(text: str) -> datetime:
    """Return the moment that a shop wrote down; ValueError for one that leaves its zone open."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no zone")
    return moment


@dataclass
class Reader(Fetcher):
    """Asks for JSON: 30 seconds and 8 MB for an answer at most; raises ShopFailure.

    All that it is asked after `all_within` ends in that time together.
    """

    seconds: float = 30.0
    limit: int = 8 * 1024 * 1024
    _end: Deadline | None = field(default=None, repr=False)

    def all_within(self, seconds: float) -> None:
        """Begin to ask: whatever is asked from now on is over after so many seconds."""
        self._end = Deadline(self.clock, self.clock() + seconds)

    def read(self, address: str, headers: Mapping[str, str]) -> Any:
        """Return the JSON of one answer with status 200."""
        status, pause, body = self._answer(address, headers)
        if status != 200:
            words = f"{address} answers with status {status}"
            raise ShopFailure(words, status, _seconds(pause))
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise ShopFailure(f"{address} answers with something other than JSON") from error

    def rows(self, address: str, headers: Mapping[str, str]) -> Iterator[Any]:
        """Yield the results of a list, page after page, never leaving the scheme and host."""
        home = urlsplit(address)[:2]
        for _page in range(PAGES):
            page = self.read(address, headers)
            try:
                rows, following = list(page["results"]), page["next"]
            except (KeyError, TypeError) as error:
                raise ShopFailure(f"{address} answers with something other than a list") from error
            yield from rows
            if not following:
                return
            if not isinstance(following, str) or urlsplit(following)[:2] != home:
                raise ShopFailure(f"{address} continues on another server")
            address = following
        raise ShopFailure(f"{address} is a page too many")

    def _answer(self, address: str, headers: Mapping[str, str]) -> tuple[int, str, bytes]:
        sent = {"Accept": "application/json", **headers}
        try:
            target = self._turn(address)
            seconds = min(self.seconds, self._end.left() if self._end else self.seconds)
            with self._answered(target, seconds, headers=sent) as response:
                return response.status, response.getheader("Retry-After", ""), response.read()
        except (OSError, http.client.HTTPException, ValueError) as error:
            # Not `from error`: http.client quotes the header it refuses, and that holds the token.
            raise ShopFailure(f"{address} gives no answer ({trouble(error)})") from None


def _seconds(pause: str) -> float | None:
    """Return the seconds that a Retry-After names, by number or by date."""
    if pause.isdecimal():
        return float(pause[:9])
    try:
        return parsedate_to_datetime(pause).timestamp() - time.time()
    except (TypeError, ValueError):
        return None
