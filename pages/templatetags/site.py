"""What every reader page says about the site itself."""

from typing import NamedTuple
from urllib.parse import urlencode

from django import template
from django.utils.functional import Promise

from pages.discovery.mining import reservation
from pages.house import site, stylesheet
from pages.house.absolute import absolute
from pages.house.breadcrumbs import above
from pages.house.logo import icon, logo
from pages.lists.pagination import CURSOR
from pages.own.blocks import with_blocks
from pages.people.phonebook import AFTER, LETTER
from pages.pieces.zooming import zoomable

register = template.Library()
register.simple_tag(site.current, name="current_site")
register.simple_tag(logo, name="site_logo")
register.simple_tag(icon, name="site_icon")
register.simple_tag(stylesheet.address, name="stylesheet")
register.simple_tag(reservation, name="reserved_mining")
register.filter("absolute", absolute)
register.filter("with_blocks", with_blocks)
register.filter("zoomable", zoomable)


@register.simple_tag
def site_name() -> str:
    """Return the name of the blog."""
    return site.current().title


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> str:
    """Return the address of the page: each page of a list is one of its own, codes are none of it."""
    request = context["request"]
    pages = {name: request.GET[name] for name in (CURSOR, LETTER, AFTER) if request.GET.get(name)}
    return absolute(f"{request.path}?{urlencode(pages)}" if pages else request.path)


@register.filter
def webcal(path: str) -> str:
    """Return the address of a calendar with the scheme that calendar programs listen to."""
    return f"webcal://{absolute(path).partition('://')[2]}"


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(thing: object) -> dict[str, object]:
    """Show the pages above that of a piece, topic, series, question, person or event."""
    return {"steps": above(thing)}


class MenuItem(NamedTuple):
    """A link of the main navigation and how the page stands to it, in the words of aria-current."""

    label: str | Promise
    address: str
    current: str
    below: "tuple[MenuItem, ...]" = ()


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[MenuItem]:
    """Return the main navigation; current is "page" at a link's address, "true" below it."""
    request = context.get("request")
    path = request.path if request else ""
    return [
        MenuItem(
            *(entry.label, entry.address, _current(path, entry.address)),
            tuple(MenuItem(*link, _current(path, link.address)) for link in entry.below),
        )
        for entry in site.current().menu
    ]


def _current(path: str, address: str) -> str:
    if path == address:
        return "page"
    return "true" if address != "/" and path.startswith(address) else ""
