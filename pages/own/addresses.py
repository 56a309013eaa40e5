"""What stands first in an address of Podium's own: no page of the site's own is ever there."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# What Podium calls its places in the other language, and what servers and browsers ask for: a later
# release, or whoever runs the site, may want these.
_KEPT_FREE = frozenset([
    "abo", "accessibility", "account", "api", "app", "archiv", "archive", "artikel", "articles",
    "assets", "author", "authors", "autoren", "beitraege", "corrections", "event", "feed", "feeds",
    "imprint", "index", "interview", "karte", "login", "logout", "newsletter", "people", "person",
    "podcast", "podcasts", "posts", "privacy", "search", "serie", "series", "tag", "tags",
    "termine", "themen", "tickets", "topic", "topics", "transparency", "veranstaltung",
    "veranstaltungen", "video", "videos", "well-known", "well_known",
])  # fmt: skip
_WORD = re.compile(r"[-\w.]+")


def taken_by_podium() -> frozenset[str]:
    """Return every first part of an address that Podium has, or keeps for itself."""
    files = (urlsplit(one).path for one in (settings.STATIC_URL, settings.MEDIA_URL))
    served = {path.strip("/").partition("/")[0] for path in files}
    return _KEPT_FREE | served | {*_firsts(get_resolver().url_patterns)}


def _firsts(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        text = str(one.pattern).removeprefix("^").replace("\\", "")
        if not text and isinstance(one, URLResolver):
            yield from _firsts(one.url_patterns)
        elif word := _WORD.match(text):  # an argument begins with a bracket
            yield word[0]
