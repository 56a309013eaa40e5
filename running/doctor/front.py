"""The site as visitors reach it: by its address, through every proxy, with true headers."""

import http.client
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

from pages.house import probes
from running.doctor.finding import Finding, ok, warn, wrong

_SECONDS = 5
# Of the block for documentation (RFC 5737): nobody comes from there.
SOMEBODY = "198.51.100.99"
_PROXY = "deploy/nginx.conf shows how"


@dataclass(frozen=True)
class Said:
    """What the site answered, and from which address of ours it was asked."""

    status: int
    location: str
    body: str
    ours: str


def ask(address: str, **headers: str) -> Said:
    """Ask once; raise OSError or http.client.HTTPException where nothing answers as it should."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    asking = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
    try:
        asking.connect()
        ours = asking.sock.getsockname()[0]
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asking.request("GET", parts.path or "/", headers=named)
        answer = asking.getresponse()
        body = answer.read(1 << 16).decode("utf-8", "replace")
        return Said(answer.status, answer.getheader("Location", ""), body, ours)
    finally:
        asking.close()


def reached() -> Iterator[Finding]:
    """Ask for the site by its public address; then look at what proxies tell of visitors."""
    site = settings.SITE_URL
    try:
        said = ask(f"{site}/healthz")
    except ssl.SSLError as error:
        yield wrong("address", f"{site}: {error.reason or error}.", "Renew the certificate.")
        return
    except (OSError, http.client.HTTPException) as error:
        tell = warn if settings.SITE_IS_LOCAL else wrong
        mend = "Start the server and its proxy; does the name lead to this machine?"
        yield tell("address", f"{site} does not answer: {error or type(error).__name__}.", mend)
        return
    if (said.status, said.body) != (200, "ok"):
        mend = "Does the name lead to this machine? Does the proxy pass /healthz?"
        yield wrong("address", f"{site}/healthz says {said.status}, not “ok”.", mend)
        return
    yield ok("address", f"{site} answers")
    yield from _front_page(site)
    if not settings.SITE_IS_LOCAL:
        yield from _lying(site)
        yield from _visitor(site)


def _front_page(site: str) -> Iterator[Finding]:
    said = ask(f"{site}/", Accept="text/html")
    if said.status == 400:
        mend = f"Let the proxy pass Host ({_PROXY}), and ALLOWED_HOSTS name it."
        yield wrong("proxy", "the front page answers 400: the host is not ours.", mend)
    elif said.location.rstrip("/") == site:
        mend = f"Let the proxy set X-Forwarded-Proto ({_PROXY})."
        yield wrong("proxy", "the front page leads to itself: TLS is not told of.", mend)
    elif said.status != 200:
        yield wrong("proxy", f"the front page answers {said.status}.", "Read the server's log.")
    else:
        yield ok("proxy", "host and scheme are passed on")


def _lying(site: str) -> Iterator[Finding]:
    """Ask without TLS and claim to have it: a proxy that passes that on lies to the site."""
    if not site.startswith("https:"):
        return
    host = urlsplit(site).hostname
    try:
        said = ask(f"http://{host}/", X_Forwarded_Proto="https")
    except (OSError, http.client.HTTPException):
        return  # nothing answers without TLS
    if said.status == 200:
        mend = f"Let the proxy overwrite X-Forwarded-Proto ({_PROXY})."
        yield wrong("proxy", "visitors can claim to have TLS, and get pages without it.", mend)


def _visitor(site: str) -> Iterator[Finding]:
    """Hold whom the site takes us for against who we are, and against who we claim to be."""
    said = ask(f"{site}/healthz/seen", X_Podium_Doctor=probes.pass_for_doctor())
    lied = ask(
        f"{site}/healthz/seen",
        X_Podium_Doctor=probes.pass_for_doctor(),
        X_Forwarded_For=SOMEBODY,
    )
    if {said.status, lied.status} != {200}:
        mend = "Run the doctor with the same .env as the site; is the site of this release?"
        yield warn("visitors", "the site does not say whom it takes us for.", mend)
        return
    yield judged(json.loads(said.body)["address"], json.loads(lied.body)["address"], said.ours)


def judged(seen: str, when_lying: str, ours: str) -> Finding:
    """Return whether the site knows its visitors apart: from what it saw, and what we are."""
    count = f"TRUSTED_PROXY_COUNT is {settings.ALLAUTH_TRUSTED_PROXY_COUNT}"
    if not seen:
        said = f"{count}, and fewer proxies than that say for whom they ask: nobody can sign in."
        return wrong("visitors", said, f"Lower it, or let proxies set X-Forwarded-For ({_PROXY}).")
    if when_lying == SOMEBODY:
        said = f"{count}: visitors can say who they are, and escape every limit."
        return wrong("visitors", said, "Lower it to the number of proxies of yours.")
    if seen != ours and not ip_address(seen).is_global:
        said = f"{count}: the site takes {seen} for a visitor, not {ours}; all count as one."
        return warn("visitors", said, f"Raise it, or let the proxy set X-Forwarded-For ({_PROXY}).")
    return ok("visitors", "are known apart, and cannot say who they are")
