"""Internet domains: of an organisation, of a link, and written in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from people.words import listed

SHARED = listed("shared_domains")
_HOST = re.compile(r"(?:[a-z0-9äöüß](?:[a-z0-9äöüß-]{0,61}[a-z0-9äöüß])?\.){1,4}[a-z]{2,24}\Z")
# A mail address or the host of an address with what belongs to it. It is looked for at the
# beginning of a run only, and gives nothing back, so that no text takes more than two passes.
_ADDRESS = re.compile(
    r"(?<![\w.-])[.-]*+(?P<mail>[\w-]++@)?(?P<host>[\w-]++(?:\.[\w-]++)++)(?P<rest>[@/?#:\\]\S++)?"
)
_AUTHORITY = re.compile(r"[^/?#\\]*")
_TOP = re.compile(r"[a-z]{2,24}\Z")


@dataclass(frozen=True)
class Written:
    """Something like an address in a text: where it stands, and where its host does.

    The host of a mail address is left empty. Not `certain` is a host that ends in capitals:
    "E.ON", or two sentences without a blank between them.
    """

    start: int
    end: int
    host: str
    host_span: tuple[int, int]
    certain: bool


def domain_of(words: str) -> str:
    """Return the domain in an address or in words that look like one, or nothing.

    A page below a house with many tenants (a profile at a social network) has none of its own.
    """
    text = words.strip().lower()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    if host in SHARED and parts.path.strip("/"):
        return ""
    return host if _HOST.match(host) else ""


def host_of(href: str) -> str:
    """Return the host a link leads to, as browsers read it; nothing if it leads to none."""
    address = href.strip().replace("\\", "/")
    if "://" not in address and not address.startswith("//"):
        if not address or address[0] in "/#?." or ":" in address:
            return ""
        address = f"//{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return plain_host(host) if parts.scheme in ("", "http", "https") else ""


def plain_host(host: str) -> str:
    """Return a host as it is compared: lower case, without umlauts (IDNA); nothing if too long."""
    host = host.lower().rstrip(".")
    if len(host) > 253:
        return ""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def above(host: str) -> Iterator[str]:
    """Yield a host and every domain that it lies below, top level left out."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def addresses_in(text: str) -> Iterator[Written]:
    """Yield what may be addresses in a text, in its order."""
    for match in _ADDRESS.finditer(text):
        name, _, top = match["host"].rpartition(".")
        # "muster.de-Chefin" is a compound with the domain muster.de.
        top = top if top.startswith("xn--") else top.partition("-")[0]
        authority = _AUTHORITY.match(match["rest"] or "")
        mail = bool(match["mail"] or (authority and "@" in authority.group()))
        start = match.start("host")
        yield Written(
            start=match.start(),
            end=match.end(),
            host="" if mail else plain_host(f"{name}.{top}"),
            host_span=(start, start + len(name) + 1 + len(top)),
            certain=mail or bool(_TOP.match(top)) or text.endswith("://", 0, start),
        )
