"""What teasers say of a piece beyond its frozen words."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def voices(teaser: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the people whose own voice the piece is: who is interviewed, who writes as a guest.

    The newsroom's own pieces have none: there the name in the small print is enough.
    """
    if teaser["kind"] == "interview":
        role = "interviewee"
    elif any(label["key"] == "guest" for label in teaser["labels"]):
        role = "author"
    else:
        return []
    return [person for person in teaser["people"] if person["role"] == role]
