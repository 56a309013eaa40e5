"""Whether a request seems to come from a person: asked by whatever counts, kept by nothing."""

import re

from django.http import HttpRequest

# What every browser calls itself, and what robots that call themselves so add; docs/decisions/0010
# on why this is no library. Cubot makes telephones.
_BROWSER = re.compile(r"(?:Mozilla|Opera)/[\d.]+ \(")
_ROBOT = re.compile(
    r"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|archiv|preview|monitor|scan|fetch|check|feed|headless"
    r"|phantom|lighthouse|google-|https?://|compatible;(?! (?:msie|konqueror))",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def seems_a_person(request: HttpRequest) -> bool:
    """Tell whether this is a browser, no robot, and nothing that was fetched ahead."""
    agent = request.headers.get("User-Agent", "")
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return bool(_BROWSER.match(agent)) and not _ROBOT.search(agent) and not _AHEAD.search(ahead)
