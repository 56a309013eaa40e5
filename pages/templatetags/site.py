"""What every reader page says about the site itself."""

from typing import NamedTuple

from django import template
from django.utils.functional import Promise

from pages.discovery.mining import reservation
from pages.house import site, stylesheet
from pages.house.absolute import absolute
from pages.house.logo import icon, logo

register = template.Library()
register.simple_tag(site.current, name="current_site")
register.simple_tag(logo, name="site_logo")
register.simple_tag(icon, name="site_icon")
register.simple_tag(stylesheet.address, name="stylesheet")
register.simple_tag(reservation, name="reserved_mining")
register.filter("absolute", absolute)


@register.simple_tag
def site_name() -> str:
    """Return the name of the blog."""
    return site.current().title


@register.filter
def webcal(path: str) -> str:
    """Return the address of a calendar with the scheme that calendar programs listen to."""
    return f"webcal://{absolute(path).partition('://')[2]}"


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
