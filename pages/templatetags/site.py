"""What every reader page says about the site itself."""

from typing import Any

from django import template

from pages.discovery.mining import Reservation, reservation
from pages.house import site, stylesheet as css
from pages.house.absolute import absolute as absolute_address
from pages.house.logo import icon, logo
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


@register.simple_tag
def site_logo() -> dict[str, Any] | None:
    """Return the files of the logo, `light` and `dark`, and its alternative text."""
    return logo(site.current())


@register.simple_tag
def site_icon() -> dict[str, Any]:
    """Return the file for browser tabs: its url and type."""
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
