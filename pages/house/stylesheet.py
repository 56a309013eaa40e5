"""The one stylesheet of reader pages, in the colours that the site's owner chose.

`static/site/site.css` names a file for each idea; readers get all of them as one, without what only
developers read, with two lines more, under an address that follows from all of it: one request, no
inline style, kept for a year, and new at once when a colour changes
(docs/decisions/0015-the-sites-own-settings.md).
"""

import gzip
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from delivery.cache_headers import expires
from delivery.stored_page import preferred
from pages.house import colours
from pages.house.site import current

FILE = "site/site.css"
FOR_EVER = "public, max-age=31536000, immutable"
_IMPORT = re.compile(r"""@import (?:url\()?["']([^"')]+)["']\)?;""")
_WORDS_AND_ROOM = re.compile(r'("[^"]*")|/\*.*?\*/|\s*([{};,>])\s*|(\s+)', re.DOTALL)
_NAMED = re.compile(r"([{;][\w-]+): ")
_URL = re.compile(r"""url\((["']?)(?!data:|#)([^"')]+)\1\)""")


def address() -> str:
    """Return the address of the stylesheet in the site's present colours."""
    return reverse("stylesheet", args=[_present()[0]])


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The stylesheet; who comes with another address, a former one, gets the present one, and not for long."""
    present, bodies = _present()
    encoding = preferred(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(bodies[encoding], content_type="text/css; charset=utf-8")
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if digest == present:
        response.headers["Cache-Control"] = FOR_EVER
        return response
    return expires(response, timezone.now())


def _present() -> tuple[str, Mapping[str, bytes]]:
    """Return it in the site's colours; in development as its files are at this moment."""
    make = _coloured.__wrapped__ if settings.DEBUG else _coloured
    return make(*current().accents)


@lru_cache(maxsize=4)
def _coloured(light: str, dark: str) -> tuple[str, Mapping[str, bytes]]:
    """Return a name that follows from the whole stylesheet, and the stylesheet by encoding."""
    own = (
        f":root{{--accent:light-dark({light},{dark});"
        f"--on-accent:light-dark({colours.WHITE},{colours.DARK[0]})}}\n"
    )
    css = (_file() + own).encode()
    packed = {"br": brotli.compress(css), "gzip": gzip.compress(css, mtime=0)}
    return sha256(css).hexdigest()[:16], {"": css, **packed}


def _file() -> str:
    """Return the static files as they are served: one, small, its addresses made absolute."""
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        path = Path(staticfiles_storage.path(staticfiles_storage.stored_name(FILE)))
    else:
        path = Path(str(finders.find(FILE)))
    css = smaller(joined(path))
    base = staticfiles_storage.url(FILE)
    return _URL.sub(lambda found: f'url("{urljoin(base, found[2])}")', css)


def joined(path: Path) -> str:
    """Return a style sheet with those beside it in place of the rules that import them."""
    css = path.read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: (path.parent / found[1]).read_text(encoding="utf-8"), css)


def smaller(css: str) -> str:
    """Return a style sheet that says the same without comments and without room to read."""
    css = _WORDS_AND_ROOM.sub(lambda one: one[1] or one[2] or (" " if one[3] else ""), css)
    return _NAMED.sub(r"\1:", css).replace(";}", "}")
