"""Footnotes: written beside the word they belong to, numbered and listed when published."""

import re
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import urlize

# As `sanitise` writes them; nothing else is one.
FOOTNOTE = re.compile(r'<span data-footnote="(?P<text>[^"]*)"></span>')


def render_footnotes(html: str, prefix: str) -> str:
    """Return the html with numbers in place of the footnotes and the notes listed at the end.

    Numbers link to notes and back; `prefix` keeps their anchors apart on a page with more texts.
    """
    notes: list[dict[str, object]] = []

    def numbered(match: re.Match[str]) -> str:
        number = len(notes) + 1
        text = urlize(unescape(match["text"]), autoescape=True)
        notes.append({"number": number, "text": text})
        return render_to_string(
            "prose/footnote_mark.html", {"number": number, "prefix": prefix}
        ).strip()

    html = FOOTNOTE.sub(numbered, html)
    if not notes:
        return html
    return html + render_to_string("prose/footnotes.html", {"notes": notes, "prefix": prefix})
