"""The contents of a long text: its headings, each with the anchor it can be linked by."""

from dataclasses import dataclass

from prose.tree import Element, read, text_of, write

ENOUGH = 3  # headings from which on a list of them helps


@dataclass(frozen=True)
class Heading:
    """A heading of the first rank below the title."""

    anchor: str
    text: str


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


def _is_heading(node: Element | str) -> bool:
    return isinstance(node, Element) and node.tag == "h2"


def _anchor(number: int) -> str:
    return f"abschnitt-{number}"
