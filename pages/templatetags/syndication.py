"""`{% filter syndicated:address %}`: a text as it may leave the site in feeds."""

import re

from django import template
from django.utils.safestring import SafeString

from pages.house.absolute import with_absolute_links
from prose.embeds import with_plain_links

register = template.Library()
# Of no use in a reader: links to questions, and to pages of single answers.
_WAYS = re.compile(r'<a class="permalink".*?</a>|<p class="ways-on">.*?</p>', re.DOTALL)


@register.filter
def syndicated(text: str, address: str) -> SafeString:
    """Return the html of the page at an address without permalinks, with links in place of embeds, every link absolute."""
    without_marks = _WAYS.sub("", with_plain_links(text.strip()))
    return SafeString(with_absolute_links(without_marks, address))
