"""The contents of a long text: its headings, each with the anchor it can be linked by."""

import re
from dataclasses import dataclass

from prose.tree import Element, read, text_of, write

_NUMBER = re.compile(r"\d{1,3}(?:[.)]|\.\d{1,3})\s")
ENOUGH = 3  # headings from which on a list of them helps


@dataclass(frozen=True)
class SideText:
    """What stands under a heading of an introduction: a box about a guest, about the occasion."""

    heading: str
    html: str


@dataclass(frozen=True)
class Heading:
    """A heading of the first rank below the title."""

    anchor: str
    text: str

    @property
    def is_numbered(self) -> bool:
        """Tell whether it brings a number of its own, so that a list of headings need not count."""
        return bool(_NUMBER.match(self.text))


def headings(html: str) -> list[Heading]:
    """Return the headings of a text that is long enough for a list of them, else none."""
    found = [node for node in read(html) if _is_heading(node)]
    listed = [
        Heading(_anchor(number), text_of(node.children).strip())
        for number, node in enumerate(found, start=1)
        if isinstance(node, Element)
    ]
    return listed if len(listed) >= ENOUGH else []


def with_anchors(html: str) -> str:
    """Return the text with an anchor at each of its headings, in the order of `headings`."""
    nodes = read(html)
    found = [node for node in nodes if isinstance(node, Element) and _is_heading(node)]
    for number, node in enumerate(found, start=1):
        node.attributes = {"id": _anchor(number)} | node.attributes
    return write(nodes)


def with_side_texts(html: str) -> tuple[str, list[SideText]]:
    """Return how a text begins, and what stands under each of its headings.

    A text that begins with a heading is whole: nothing would be left of it.
    """
    nodes = read(html)
    places = [
        number
        for number, node in enumerate(nodes)
        if isinstance(node, Element) and node.tag in ("h2", "h3")
    ]
    if not places or not write(nodes[: places[0]]).strip():
        return html, []
    ends = [*places[1:], len(nodes)]
    parts = [
        (nodes[start], nodes[start + 1 : end]) for start, end in zip(places, ends, strict=True)
    ]
    return write(nodes[: places[0]]), [
        SideText(text_of([heading]).strip(), write(under)) for heading, under in parts
    ]


def without_headings(html: str) -> str:
    """Return what stands under the headings of a text, as one reads on; of headings alone, all of them."""
    under = write(
        [
            node
            for node in read(html)
            if not (isinstance(node, Element) and node.tag in ("h2", "h3", "h4"))
        ]
    )
    return under if under.strip() else html


def _is_heading(node: Element | str) -> bool:
    return isinstance(node, Element) and node.tag == "h2"


def _anchor(number: int) -> str:
    return f"abschnitt-{number}"
