"""Plans and tables as large as the screen: a checkbox above each that the style sheet listens to.

It needs no script, and no picture stands on the page twice. Feeds and other programs get the text without it.
"""

import re

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# As `prose` writes them.
_FIGURE = '<figure class="figure">'
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


def zoomable(text: str) -> SafeString:
    """Return the rendered text with a way to enlarge each of its pictures and tables."""
    if _FIGURE in text:
        control = _control(_("Enlarge the picture"))
        text = text.replace(_FIGURE, f'<figure class="figure zoom">{control}')
    if "<table" in text:
        control = _control(_("Enlarge the table"))
        text = _TABLE.sub(lambda table: f'<div class="zoom">{control}{table[0]}</div>', text)
    return SafeString(text)


def _control(name: str) -> str:
    return render_to_string("components/zoom.html", {"name": name}).strip()
