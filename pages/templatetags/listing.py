"""`{{ edition.listing|headed:"h3" }}`: a ready teaser under a heading of the level its page needs."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()
RENDERED = "h2"  # as templates/editions/teaser.html has it, around the title alone


@register.filter
def headed(listing: str, heading: str) -> SafeString:
    """Return the teaser with its title as `heading` ("h2" if empty)."""
    if heading and heading != RENDERED:
        listing = listing.replace(f"<{RENDERED} ", f"<{heading} ", 1)
        listing = listing.replace(f"</{RENDERED}>", f"</{heading}>", 1)
    return SafeString(listing)


@register.filter
def prioritised(listing: SafeString, first: object) -> SafeString:
    """Return the teaser with its picture loaded at once, if it is the `first` of its page."""
    if not first:
        return listing
    return SafeString(listing.replace('loading="lazy" decoding="async"', 'fetchpriority="high"', 1))
