"""Texts and links of content for templates: `{{ person.bio|sanitised:"simple" }}`, `{{ source.url|web_address }}`.

Forms have checked both before; here they are checked whatever was written past the forms.
"""

from django import template
from django.utils.safestring import SafeString

from prose.fields import Extent
from prose.links import web_address
from prose.sanitising import sanitise

register = template.Library()
register.filter("web_address", web_address)


@register.filter
def sanitised(html: str, extent: Extent) -> SafeString:
    """Return what a text of this extent may hold, ready to be shown."""
    return SafeString(sanitise(html, extent))
