"""Absolute addresses, always from SITE_URL and never from the request's Host header."""

import re

from django.conf import settings

_RELATIVE = re.compile(r"""((?:href|src)=["'])/(?!/)""")
_SRCSET = re.compile(r"""(srcset=["'])([^"']*)""")


def absolute(path: str) -> str:
    """Return the public address of a path such as "/blog/"; absolute ones stay as they are."""
    return path if "://" in path else f"{settings.SITE_URL}{path}"


def with_absolute_links(html: str) -> str:
    """Return html in which every link and image of this site is absolute (for feeds)."""
    html = _RELATIVE.sub(rf"\g<1>{settings.SITE_URL}/", html)
    return _SRCSET.sub(lambda match: match[1] + _absolute_srcset(match[2]), html)


def _absolute_srcset(srcset: str) -> str:
    return ", ".join(absolute(part.strip()) for part in srcset.split(",") if part.strip())
