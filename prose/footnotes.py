"""Footnotes: written beside the word they belong to, numbered and listed when published."""

import re
from html import escape, unescape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from prose.links import checked_address, relations

# As `sanitise` writes them; nothing else is one.
FOOTNOTE = re.compile(r'<span data-footnote="(?P<text>[^"]*)"></span>')
ADDRESS = re.compile(r"""(https?://[^\s<>"']*[^\s<>"'.,;:!?()])""")


def render_footnotes(html: str, prefix: str) -> str:
    """Return the html with numbers in place of the footnotes and the notes listed at the end.

    Numbers link to notes and back; `prefix` keeps their anchors apart on a page with more texts.
    """
    notes: list[dict[str, object]] = []

    def numbered(match: re.Match[str]) -> str:
        number = len(notes) + 1
        text = _linked(unescape(match["text"]))
        notes.append({"number": number, "text": text})
        return render_to_string(
            "prose/footnote_mark.html", {"number": number, "prefix": prefix}
        ).strip()

    html = FOOTNOTE.sub(numbered, html)
    if not notes:
        return html
    return html + render_to_string("prose/footnotes.html", {"notes": notes, "prefix": prefix})


def _linked(text: str) -> SafeString:
    """Return the text as HTML, with its web addresses as links."""
    parts = ADDRESS.split(text)
    return SafeString(
        "".join(_link(part) if index % 2 else escape(part) for index, part in enumerate(parts))
    )


def _link(address: str) -> str:
    if checked_address(address) is None:
        return escape(address)
    rel = relations(address, "")
    return f'<a href="{escape(address)}" rel="{rel}">{escape(address)}</a>'
