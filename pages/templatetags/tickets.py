"""Links to ticket shops; they carry the piece they stand in and the ambassador who led there."""

from django import template

from events.models import TicketOffer
from pages.leaving import code_in, ticket_address

register = template.Library()


@register.simple_tag(takes_context=True)
def ticket_link(context: template.Context, offer: TicketOffer) -> str:
    """Return the address that leads to an offer's shop. Links on it carry rel="nofollow"."""
    request = context.get("request")
    edition = context.get("edition")
    return ticket_address(
        offer, edition.post_id if edition else None, code_in(request) if request else ""
    )


@register.simple_tag(takes_context=True)
def with_code(context: template.Context, path: str) -> str:
    """Return a path of this site with the ambassador's code that the page was reached by."""
    code = code_in(context["request"]) if context.get("request") else ""
    return f"{path}?b={code}" if code else path
