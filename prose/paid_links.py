"""Links that somebody paid for: readers see it beside the link (docs/standards/law.md#links)."""

import re

from django.utils.translation import gettext as _

# As `sanitise` writes them: attributes quoted and escaped, no link inside a link. Whatever else it is
# handed, no part of it is read twice.
PAID = re.compile(
    r'<a\b[^<>]*?\brel="[^"<>]*?\bsponsored\b[^"<>]*"[^<>]*>(?:[^<]|<(?!/?a\b))*+</a>'
)


def count_paid_links(html: str) -> int:
    """Return how many links of a sanitised text are paid for."""
    return len(PAID.findall(html))


def mark_paid_links(html: str) -> str:
    """Return the text with a visible word behind each paid link, in the active language."""
    mark = f' <span class="paid-link">({_("paid link")})</span>'
    return PAID.sub(lambda link: link[0] + mark, html)
