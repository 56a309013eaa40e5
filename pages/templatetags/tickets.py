"""Links to ticket shops; they carry the piece they stand in and the ambassador who led there."""

from django import template

from events.models import TicketOffer
from pages.events.click_out import code_in, ticket_address
from pages.events.ticket_call import TicketCall

register = template.Library()


@register.simple_tag(takes_context=True)
def ticket_code(context: template.Context) -> str:
    """Return the ambassador's code that the page was reached by, or ""."""
    request = getattr(context, "request", None)
    return code_in(request) if request else ""


@register.simple_tag(takes_context=True)
def ticket_link(context: template.Context, offer: TicketOffer) -> str:
    """Return the address that leads to an offer's shop. Links on it carry rel="nofollow"."""
    edition = context.get("edition")
    return ticket_address(offer, edition.post_id if edition else None, ticket_code(context))


@register.simple_tag(takes_context=True)
def call_link(context: template.Context, call: TicketCall) -> str:
    """Return where the button of a call leads, from the piece of the page or of the teaser."""
    edition = context.get("edition")
    return call.path(edition.post_id if edition else None, ticket_code(context))


@register.simple_tag(takes_context=True)
def with_code(context: template.Context, path: str) -> str:
    """Return a path of this site with the ambassador's code that the page was reached by."""
    code = ticket_code(context)
    return f"{path}?b={code}" if code else path
