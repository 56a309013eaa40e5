"""What every reader page says about the site itself."""

from django import template
from django.conf import settings
from django.http import HttpRequest

from pages.absolute import absolute as absolute_address

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return the name of the blog."""
    return settings.SITE_NAME


@register.filter
def absolute(path: str) -> str:
    """Return the public address of a path of this site."""
    return absolute_address(path)


@register.simple_tag(takes_context=True)
def current(context: template.Context, prefix: str) -> str:
    """Return "page" or "true" for aria-current where the page is at or below a path."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.path.startswith(prefix):
        return ""
    return "page" if request.path == prefix else "true"
