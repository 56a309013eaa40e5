"""A page as the page cache keeps it: rendered once, compressed well once, answered many times."""

import gzip
import math
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any
from wsgiref.types import StartResponse

import brotli

from delivery.cache_headers import ERROR, cache_control

LONGEST = 300  # seconds; heals whatever a missed generation would leave standing
LARGEST = 1 << 20  # bytes of a body
_TEXT = ("text/", "application/json", "application/feed+json", "application/xml")
_OWN = {"cache-control", "content-length", "expires", "etag", "vary", "date"}
_DESCRIBED = 3000  # bytes that Python needs for the objects of one page; measured
# RFC 9110 8.8.3.3: what differs in a byte differs by its tag.
_SUFFIX = {"": "", "br": "-br", "gzip": "-gz"}
_IN_PASSING = "-q"

_PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
# For whoever is the first to ask, and often the only one: a fifth larger, in a quarter of the time.
_PACK_IN_PASSING: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=1),
    "gzip": lambda body: gzip.compress(body, compresslevel=1, mtime=0),
}

type Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One page: its headers, its body, and how long it may be shown.

    It is compressed when somebody first wants what is kept, and then stays compressed.
    """

    token: str  # of the generation it was rendered in
    made: float  # timestamp
    changes: float  # timestamp of the next moment that changes it; inf for none
    tag: str
    modified: str  # Last-Modified, if the page has one
    headers: Headers  # but for those of an encoding
    body: bytes
    packs: bool  # of a type that compressing makes smaller
    bodies: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)  # by encoding

    def fresh(self, token: str, now: float) -> bool:
        """Tell whether the page is what rendering it anew would give."""
        return self.token == token and now < min(self.changes, self.made + LONGEST)

    def usable(self, now: float) -> bool:
        """Tell whether the page may stand in while the site fails: a day after its last truth."""
        return now < min(self.changes, self.made + LONGEST) + ERROR

    @property
    def size(self) -> int:
        """Bytes in memory at present: the page, what was compressed of it, and what describes them."""
        bodies = len(self.body) + sum(len(body) for _headers, body in self.bodies.values())
        return bodies + sum(len(name) + len(value) for name, value in self.headers) + _DESCRIBED

    def answer(
        self,
        environ: dict[str, Any],
        start_response: StartResponse,
        status: str,
        *,
        in_passing: bool = False,
    ) -> Iterable[bytes]:
        """Answer a GET or HEAD; `status` says how the cache came by it (RFC 9211).

        `in_passing` keeps what is compressed for nobody: the page was rendered for this request.
        """
        encoding = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
        encoding = encoding if self.packs else ""
        left = self.changes - time.time()
        control = [("Cache-Control", cache_control(left)), ("Cache-Status", f"Podium; {status}")]
        if known := self._known_as(environ, encoding):
            tag = ("ETag", f'"{known}"')
            start_response("304 Not Modified", [tag, ("Vary", "Accept-Encoding"), *control])
            return []
        headers, body = self._packed(encoding, in_passing=in_passing)
        start_response("200 OK", headers + control)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _packed(self, encoding: str, *, in_passing: bool) -> tuple[Headers, bytes]:
        if encoding in self.bodies:
            return self.bodies[encoding]
        if in_passing and encoding:
            body = _PACK_IN_PASSING[encoding](self.body)
            return self.headers + _of(encoding, f"{self.tag}{_IN_PASSING}", body), body
        body = _PACK[encoding](self.body)
        self.bodies[encoding] = self.headers + _of(encoding, self.tag, body), body
        return self.bodies[encoding]

    def _known_as(self, environ: dict[str, Any], encoding: str) -> str:
        """Return the tag under which the reader has this page already, or "" (RFC 9110 13.1)."""
        own = f"{self.tag}{_SUFFIX[encoding]}"
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            if tags.strip() == "*":
                return own
            found = re.search(rf'"({self.tag}[\w-]*)"', tags)
            return found[1] if found else ""
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        return own if since and self.modified and _not_later(self.modified, since) else ""


def keep(headers: Headers, body: bytes, *, token: str, made: float, moment: float) -> StoredPage:
    """Make a page of what Django answered; `moment` ends it if its own Expires does not earlier."""
    named = {name.lower(): value for name, value in headers}
    expires = named.get("expires")
    changes = parsedate_to_datetime(expires).timestamp() if expires else math.inf
    tag = sha256(body).hexdigest()[:24]
    stay = [(name, value) for name, value in headers if name.lower() not in _OWN]
    return StoredPage(
        token=token,
        made=made,
        changes=min(changes, moment),
        tag=tag,
        modified=named.get("last-modified", ""),
        headers=stay,
        body=body,
        packs=named["content-type"].startswith(_TEXT) or "+xml" in named["content-type"],
    )


def keepable(status: str, headers: Headers) -> bool:
    """Tell whether an answer is the same for everyone and said to be so."""
    named = {name.lower(): value for name, value in headers}
    return (
        status.startswith("200")
        and "public" in named.get("cache-control", "")
        and "s-maxage" in named["cache-control"]  # what `delivery.cache_headers` set, not a file's
        and "set-cookie" not in named
        and named.get("vary", "").lower() in ("", "accept-encoding")
        and int(named.get("content-length", 0)) <= LARGEST
    )


def _of(encoding: str, tag: str, body: bytes) -> Headers:
    encoded = [("Content-Encoding", encoding)] if encoding else []
    length = ("Content-Length", str(len(body)))
    return [*encoded, length, ("ETag", f'"{tag}{_SUFFIX[encoding]}"'), ("Vary", "Accept-Encoding")]


@lru_cache(maxsize=256)
def preferred(accept: str) -> str:
    """Return the best of the encodings that a reader takes (RFC 9110 12.5.3)."""
    taken = set()
    for part in accept.lower().split(","):
        name, _, quality = part.strip().partition(";")
        if quality.replace(" ", "").rstrip("0.") != "q=":
            taken.add(name.strip())
    return next((encoding for encoding in ("br", "gzip") if encoding in taken), "")


def _not_later(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
