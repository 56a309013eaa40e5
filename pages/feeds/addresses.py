"""Where feeds are: those of everything below `feeds/`, all others below the page that they belong to."""

from collections.abc import Iterable

from django.urls import reverse

from blog.editions.edition import Edition
from pages.pieces.present_addresses import with_present_addresses

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
    piece = with_present_addresses(edition.piece)
    named = [("tag", tag.slug) for tag in piece.tags]
    named += [("person", credit.slug) for credit in piece.credits]
    named += [("series", piece.series.slug)] if piece.series else []
    named += [("event", edition.event.slug)] if edition.event else []
    return [reverse(name, args=[slug]) for name, slug in named if slug]
