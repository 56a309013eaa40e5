"""`{{ path|webcal }}`: the address at which calendar programs subscribe."""

from django import template

from pages.house.absolute import absolute

register = template.Library()


@register.filter
def webcal(path: str) -> str:
    """Return the address of a calendar with the scheme that calendar programs listen to."""
    return f"webcal://{absolute(path).partition('://')[2]}"
