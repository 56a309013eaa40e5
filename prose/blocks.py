"""Blocks in a text: references to what lives elsewhere, made into lists where the text is read.

A text holds `<figure data-block="events"></figure>`, and with the number of what it is about where it
is about something: `partners:3`. What readers get of it is none of prose's business (`pages.own.blocks`).
"""

import re
from collections.abc import Callable

REFERENCE = re.compile(
    r"(?:people|events|pieces|(?:ambassadors|partners|topic|series):[1-9]\d{0,17})\Z", re.ASCII
)
# As `sanitise` writes them; nothing else is one.
BLOCK = re.compile(
    r'<figure data-block="(?P<kind>[a-z]+)(?::(?P<of>[0-9]+))?">(?:<figcaption>(?:(?!<figure).)*?</figcaption>)?'
    r"</figure>",  # no caption reaches into the next figure: so the search is linear
    re.DOTALL,
)


def replaced(html: str, by: Callable[[str, int], str]) -> str:
    """Return a text with what `by` makes of each block: of its kind, and of a number or 0."""
    return BLOCK.sub(lambda found: by(found["kind"], int(found["of"] or 0)), html)


def without_blocks(html: str) -> str:
    """Return a text without any: what is frozen with its day shows nothing that moves on."""
    return BLOCK.sub("", html)
