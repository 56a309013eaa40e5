"""`current()`: what the site says of itself, read once for each generation and process."""

from typing import NamedTuple

from blog.editions.edition import Edition
from delivery import generation
from pages.models import Site


class _Known(NamedTuple):
    token: str | None
    site: Site


_IMAGES = ("logo", "logo_dark", "icon", "share_image")
_LINKS = ("menu_links", "social_links", "front_series", "front_topics")
_known = _Known(None, Site())


def current() -> Site:
    """Return the settings of the site, or the defaults of a site that has none. Not to be saved.

    Asks the database when a new generation has begun, which any change of these settings does; the rest
    of the time they are known. While the database is away they are what was known last.
    """
    global _known  # noqa: PLW0603  # one value, replaced whole: threads see the old one or the new
    generation.look()
    token = generation.known.token
    if _known.token != token:
        _known = _Known(token, _read())
    return _known.site


def _read() -> Site:
    rows = Site.objects.select_related(*_IMAGES).prefetch_related(*_LINKS)
    site = rows.first()
    if site is None:
        return Site()
    if pages := [row.own_id for row in site.menu_links.all() if row.own_id]:
        current = Edition.objects.filter(post__in=pages, retired=False)
        shown = ("post", "teaser", "kind", "slug", "starts_at", "ends_at")
        site.in_menus = list(current.only(*shown))
    return site
