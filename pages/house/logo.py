"""The marks of the house: its logo in the header, its icon in browser tabs."""

from typing import NamedTuple

from django.contrib.staticfiles.storage import staticfiles_storage

from media.models import Image
from media.pictures import is_written, plain_file
from media.renditions import Rendition, renditions_of
from pages.house.site import current

ICON = "site/favicon.svg"
SQUARE = "1x1"


class Logo(NamedTuple):
    """The logo on light and on dark, and the text in its place."""

    light: Rendition
    dark: Rendition | None
    alt: str


class Icon(NamedTuple):
    """The icon: its address, its type, and whether it is a picture of the site's own."""

    url: str
    type: str
    own: bool


def logo() -> Logo | None:
    """Return the logo of the site and its text: none beside the name, which says the same."""
    site = current()
    if site.logo is None:
        return None
    return Logo(
        light=_small(site.logo),
        dark=_small(site.logo_dark) if site.logo_dark else None,
        alt="" if site.show_name else site.logo_text or site.title,
    )


def icon() -> Icon:
    """Return the icon of the site, or the one that Podium brings."""
    own = current().icon
    if own is None:
        return Icon(staticfiles_storage.url(ICON), "image/svg+xml", own=False)
    file = plain_file(own.frozen(), SQUARE)
    kind = "image/png" if file.file.endswith(".png") else "image/jpeg"
    return Icon(file.url, kind, own=True)


def _small(image: Image) -> Rendition:
    """Return the smallest WebP, which every browser in use reads: 160 or 480 pixels wide."""
    frozen = image.frozen()
    crop = SQUARE if image.width == image.height else ""
    small = (one for one in renditions_of(frozen, [crop]) if one.format == "webp")
    return next((one for one in small if is_written(one.file)), None) or plain_file(frozen, "")
