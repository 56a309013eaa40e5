"""What every reader page says about the site itself."""

from typing import NamedTuple

from django import template
from django.utils.functional import Promise

from pages.discovery.mining import Reservation, reservation
from pages.house import site, stylesheet as css
from pages.house.absolute import absolute as absolute_address
from pages.house.logo import Icon, Logo, icon, logo
from pages.house.site_settings import Site

register = template.Library()


@register.simple_tag
def current_site() -> Site:
    """Return the settings of the site."""
    return site.current()


@register.simple_tag
def site_name() -> str:
    """Return the name of the blog."""
    return site.current().title


class MenuItem(NamedTuple):
    """A link of the main navigation and how the page stands to it, in the words of aria-current."""

    label: str | Promise
    address: str
    current: str


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[MenuItem]:
    """Return the main navigation; current is "page" at a link's address, "true" below it."""
    request = context.get("request")
    path = request.path if request else ""
    return [
        MenuItem(link.label, link.address, _current(path, link.address))
        for link in site.current().menu
    ]


def _current(path: str, address: str) -> str:
    if path == address:
        return "page"
    return "true" if address != "/" and path.startswith(address) else ""


@register.simple_tag
def site_logo() -> Logo | None:
    """Return the files of the logo and its alternative text."""
    return logo(site.current())


@register.simple_tag
def site_icon() -> Icon:
    """Return the file for browser tabs."""
    return icon(site.current())


@register.simple_tag
def stylesheet() -> str:
    """Return the address of the stylesheet in the colours of the site."""
    return css.address()


@register.simple_tag
def reserved_mining() -> Reservation | None:
    """Return what is said to those who mine texts, if anything is."""
    return reservation(site.current())


@register.filter
def absolute(path: str) -> str:
    """Return the public address of a path of this site."""
    return absolute_address(path)
