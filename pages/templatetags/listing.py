"""`{% teaser edition "h3" %}`: the teaser that publishing rendered, under the heading its page needs."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.editions.edition import Edition
from pages.events.click_out import code_in

register = template.Library()
RENDERED = "h2"  # as templates/editions/teaser.html has it, around the title alone
_END = "</article>"


@register.simple_tag(takes_context=True)
def teaser(
    context: template.Context, edition: Edition, heading: str = "", *, first: object = False
) -> SafeString:
    """Return a teaser with its title as `heading`, and with what its event still offers.

    The picture of the `first` teaser of a page is loaded at once.
    """
    listing = headed(edition.listing, heading) if heading else edition.listing
    if first:
        listing = listing.replace('loading="lazy" decoding="async"', 'fetchpriority="high"', 1)
    if getattr(edition, "call", None):
        listing = f"{listing.removesuffix(_END)}{_call_line(context, edition)}{_END}"
    return SafeString(listing)


@register.simple_tag(takes_context=True)
def teasers(
    context: template.Context, editions: Iterable[Edition], heading: str = ""
) -> SafeString:
    """Return the teasers of a list, one after another; its first is the first of the page.

    Below a heading of the page's own (h3) there is something else before it.
    """
    first = not heading
    rows = [
        teaser(context, edition, heading, first=first and not number)
        for number, edition in enumerate(editions)
    ]
    return SafeString("\n".join(rows))


def headed(listing: str, heading: str) -> str:
    """Return a rendered teaser with its title as `heading`."""
    if heading == RENDERED:
        return listing
    begun = listing.replace(f"<{RENDERED} ", f"<{heading} ", 1)
    return begun.replace(f"</{RENDERED}>", f"</{heading}>", 1)


def _call_line(context: template.Context, edition: Any) -> str:
    """Return the line as it is ready, or for a reader who came by an ambassador's code."""
    request = context.get("request")
    if request is not None and code_in(request):
        values = {"call": edition.call, "edition": edition}
        return render_to_string("components/call_line.html", values, request)
    return edition.coming.line(edition.post_id)
