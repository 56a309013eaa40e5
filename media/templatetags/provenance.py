"""How a picture came about, for templates."""

from django import template

from media.source_types import reader_label

register = template.Library()


@register.simple_tag
def source_type_label(concept: str) -> str:
    """Return what readers are told about a picture's making, or nothing for plain ones."""
    return reader_label(concept)
