"""Plans and tables as large as the screen: a checkbox above each that the style sheet listens to.

It needs no script, and no picture stands on the page twice. Feeds and other programs get the text without it.
"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# As `prose` writes them.
_FIGURE = '<figure class="figure">'
_TABLE, _END = '<table tabindex="0">', "</table>"


def zoomable(text: str) -> SafeString:
    """Return the rendered text with a way to enlarge each of its pictures and tables."""
    if _FIGURE in text:
        control = _control(_("Enlarge the picture"))
        text = text.replace(_FIGURE, f'<figure class="figure zoom">{control}')
    if _TABLE in text:
        control = _control(_("Enlarge the table"))
        text = text.replace(_TABLE, f'<div class="zoom">{control}{_TABLE}')
        text = text.replace(_END, f"{_END}</div>")
    return SafeString(text)


def _control(name: str) -> str:
    return render_to_string("components/zoom.html", {"name": name}).strip()
