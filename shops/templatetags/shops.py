"""How a connection is going, for the newsroom's pages."""

from django import template
from django.utils import timezone

from shops.models import Connection
from shops.wording import state

register = template.Library()


@register.filter
def shop_state(connection: Connection) -> str:
    """Say how it is going, and since when it is not."""
    return state(connection, timezone.now())


@register.filter
def shop_colour(connection: Connection) -> str:
    """Name the colour of the panel that says so (static/admin_theme/theme/publishing.css)."""
    if not connection.active:
        return "off"
    if connection.trouble:
        return "withdrawn"
    return "changed" if connection.waiting else "live"
