"""Absolute addresses, always from SITE_URL and never from the request's Host header."""

import re

from django.conf import settings

_LINK = re.compile(r"""(\b(?:href|src)=["'])(?=#|/(?!/))([^"']*)""")
_SRCSET = re.compile(r"""(\bsrcset=["'])([^"']*)""")


def absolute(path: str) -> str:
    """Return the public address of a path such as "/blog/"; absolute ones stay as they are."""
    return f"{settings.SITE_URL}{path}" if path.startswith("/") else path


def with_absolute_links(html: str, page: str) -> str:
    """Return html in which every link and image of this site is absolute (for feeds).

    `page` is the absolute address of the page it stands on, for links within that page.
    """
    html = _LINK.sub(lambda found: found[1] + _on(page, found[2]), html)
    return _SRCSET.sub(lambda found: found[1] + _absolute_srcset(found[2]), html)


def _on(page: str, link: str) -> str:
    return f"{page}{link}" if link.startswith("#") else absolute(link)


def _absolute_srcset(srcset: str) -> str:
    return ", ".join(absolute(part.strip()) for part in srcset.split(",") if part.strip())
