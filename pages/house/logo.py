"""The marks of the house: its logo in the header, its icon in browser tabs."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage

from media.models import Image
from media.pictures import is_written, plain_file
from media.renditions import rendition_values
from pages.house.site_settings import Site

ICON = "site/favicon.svg"
SQUARE = "1x1"


def logo(site: Site) -> dict[str, Any] | None:
    """Return the files of the logo and its text: none beside the name, which says the same."""
    if site.logo is None:
        return None
    return {
        "light": _small(site.logo),
        "dark": _small(site.logo_dark) if site.logo_dark else None,
        "alt": "" if site.show_name else site.logo_text or site.title,
    }


def icon(site: Site) -> dict[str, Any]:
    """Return url and type of the icon; a picture of the site's own has its width, too."""
    if site.icon is None:
        return {"url": staticfiles_storage.url(ICON), "type": "image/svg+xml"}
    file = plain_file(site.icon.frozen(), SQUARE)
    kind = "image/png" if file["file"].endswith(".png") else "image/jpeg"
    return file | {"type": kind}


def _small(image: Image) -> dict[str, Any]:
    """Return the smallest WebP, which every browser in use reads: 160 or 480 pixels wide."""
    frozen = image.frozen()
    crop = SQUARE if image.width == image.height else ""
    found = (r for r in rendition_values(frozen, [crop]) if r["format"] == "webp")
    first = next((r for r in found if is_written(r["file"])), None)
    return first | {"url": default_storage.url(first["file"])} if first else plain_file(frozen, "")
