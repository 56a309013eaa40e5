"""The teaser that publishing rendered, under the heading its page needs."""

RENDERED = "h2"  # as templates/components/teaser.html has it, around the title alone


def headed(listing: str, heading: str) -> str:
    """Return a rendered teaser with its title as `heading`."""
    if heading == RENDERED:
        return listing
    begun = listing.replace(f"<{RENDERED} ", f"<{heading} ", 1)
    return begun.replace(f"</{RENDERED}>", f"</{heading}>", 1)
