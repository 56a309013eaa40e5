"""Where feeds are: those of everything below `feeds/`, all others below the page that they belong to."""

from collections.abc import Iterable

from django.urls import reverse

from blog.editions.edition import Edition

FORMS = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
_OF_ALL = ("rss", "atom", "json_feed")


def feeds_with(editions: Iterable[Edition]) -> list[str]:
    """Return the paths of every feed that these pieces are in."""
    found = {reverse(name): None for name in _OF_ALL}
    for edition in editions:
        for page in _pages(edition):
            found |= dict.fromkeys(f"{page}{file}" for file in FORMS.values())
    return list(found)


def _pages(edition: Edition) -> list[str]:
    """Return the paths of the pages that a piece is listed on."""
    piece = edition.piece
    pages = [reverse("tag", args=[tag.slug]) for tag in piece.tags]
    pages += [reverse("person", args=[credit.slug]) for credit in piece.credits]
    pages += [reverse("series", args=[piece.series.slug])] if piece.series else []
    return pages + ([reverse("event", args=[piece.event.slug])] if piece.event else [])
