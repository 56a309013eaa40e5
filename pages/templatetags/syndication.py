"""`{% filter syndicated:edition %}`: a text as it may leave the site in feeds."""

import re

from django import template
from django.utils.safestring import SafeString

from blog.editions.edition import Edition
from blog.publishing.syndication import printable
from pages.house.absolute import absolute, with_absolute_links
from prose.embeds import with_plain_links

register = template.Library()
# Of no use in a reader: links to questions, and to pages of single answers.
_WAYS = re.compile(r'\s*<a class="permalink".*?</a>|\s*<p class="ways-on">.*?</p>', re.DOTALL)


@register.filter
def syndicated(text: str, edition: Edition) -> SafeString:
    """Return html without permalinks, with links in place of embeds, every link absolute, and free of what XML forbids."""
    without_marks = _WAYS.sub("", with_plain_links(text.strip()))
    address = absolute(edition.teaser["path"])
    return SafeString(printable(with_absolute_links(without_marks, address)))
