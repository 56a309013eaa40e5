"""Menus: links in an order, some of them under the one before, as readers get them and as editors move them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise

from blog.editions.edition import Edition
from pages.house.rendered import plain
from pages.house.site_links import Link, MenuLink


class Entry(NamedTuple):
    """A link of a menu with those under it: one level, as readers get them."""

    label: str | Promise
    address: str
    below: tuple[Link, ...] = ()


def live_links(pages: Iterable[Edition], now: datetime) -> dict[int, Link]:
    """Return title and address of those pages of the house that readers see at a moment, by id."""
    return {
        page.post_id: Link(plain(page.teaser.title), page.get_absolute_url())
        for page in pages
        if page.starts_at <= now and (page.ends_at is None or now < page.ends_at)
    }


def entries(rows: Iterable[MenuLink], published: Mapping[int, Link]) -> list[Entry]:
    """Return what stands in a menu; what leads nowhere is left out, and what was under it stands alone."""
    found: list[Entry] = []
    for top in arranged(rows):
        link = top.row.link(published)
        below = tuple(one for row in top.below if (one := row.link(published)).address)
        found += [Entry(*link, below)] if link.address else [Entry(*one) for one in below]
    return found


@dataclass
class Top:
    """A link of the first level, with what stands under it."""

    row: MenuLink
    below: list[MenuLink] = field(default_factory=list)


def arranged(rows: Iterable[MenuLink]) -> list[Top]:
    """Return the links of a menu as they stand; the first is under none, whatever its row says."""
    found: list[Top] = []
    for row in rows:
        if row.below and found:
            found[-1].below.append(row)
        else:
            found.append(Top(row))
    return found


def flat(menu: Iterable[Top]) -> list[tuple[MenuLink, bool]]:
    """Return the links in one row, each with whether it stands under the one before."""
    return [(row, row is not top.row) for top in menu for row in (top.row, *top.below)]


def moved(rows: Sequence[MenuLink], pk: int, way: str) -> list[tuple[MenuLink, bool]]:
    """Return the links after one of them went `up`, `down`, `in` (under the one before) or `out`.

    A link of the first level takes with it what is under it.
    """
    menu = arranged(rows)
    place = next(n for n, top in enumerate(menu) if pk in {one.pk for one in (top.row, *top.below)})
    top = menu[place]
    if top.row.pk == pk:
        other = place + {"up": -1, "down": 1}.get(way, 0)
        if way == "in" and place:
            menu[place - 1].below += [top.row, *top.below]
            del menu[place]
        elif 0 <= other < len(menu):
            menu[place], menu[other] = menu[other], menu[place]
        return flat(menu)
    at = next(n for n, row in enumerate(top.below) if row.pk == pk)
    other = at + {"up": -1, "down": 1}.get(way, 0)
    if way == "out":
        menu.insert(place + 1, Top(top.below.pop(at)))
    elif 0 <= other < len(top.below):
        top.below[at], top.below[other] = top.below[other], top.below[at]
    return flat(menu)
