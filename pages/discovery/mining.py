"""The reservation of text and data mining, as machines read it (§ 44b (3) UrhG; TDMRep, W3C).

A sentence in the imprint was not held sufficient (OLG Hamburg, December 2025): so it is said in
every answer that anybody may keep, in every page, in a file of its own and in robots.txt.
"""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from delivery.cache_headers import expires
from delivery.keeping import kept
from pages.house.site import current

# Those who gather texts to train models on, by the names they publish; search engines are not here.
CRAWLERS = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ICC-Crawler",
    "img2dataset",
    "Meta-ExternalAgent",
    "omgili",
    "PanguBot",
    "Timpibot",
    "VelenPublicWebCrawler",
    "Webzio-Extended",
)


class Reservation(NamedTuple):
    """That it is reserved, and where to ask for a licence, if anywhere."""

    policy: str


def reservation() -> Reservation | None:
    """Return the reservation of the site, if its owner has made one."""
    site = current()
    return Reservation(site.mining_policy) if site.reserve_mining else None


def reserve(response: HttpResponseBase) -> None:
    """Say so in the header of an answer that anybody may keep."""
    if "public" not in response.headers.get("Cache-Control", ""):
        return
    if reserved := reservation():
        response.headers["TDM-Reservation"] = "1"
        if reserved.policy:
            response.headers["TDM-Policy"] = reserved.policy


def robots_groups() -> list[str]:
    """Return the lines of robots.txt for crawlers that gather texts to train on."""
    if not reservation():
        return []
    return ["", *(f"User-agent: {name}" for name in CRAWLERS), "Disallow: /"]


@kept()
@require_safe
def tdmrep(request: HttpRequest) -> HttpResponse:
    """/.well-known/tdmrep.json, while there is a reservation."""
    reserved = reservation()
    if reserved is None:
        raise Http404
    rule = {"location": "/", "tdm-reservation": 1}
    policy = {"tdm-policy": reserved.policy} if reserved.policy else {}
    return expires(JsonResponse([rule | policy], safe=False), timezone.now())
