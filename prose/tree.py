"""A small tree of HTML that nh3 has made well-formed: read, change, write.

Reading needs no repair, because every element in nh3's output is closed and every attribute
quoted; writing escapes everything, so what is written can only be what the tree holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from prose.unseen import without_unseen

VOID = frozenset({"br", "img", "hr", "source", "embed"})
MAX_DEPTH = 40  # nobody writes deeper; what is deeper keeps its text and loses its tags


@dataclass
class Element:
    """An element with its attributes and children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


Node = Element | str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: without_unseen(value or "") for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(element)
        elif self.too_deep or len(self.open) > MAX_DEPTH:
            self.too_deep += 1
        else:
            self.open[-1].children.append(element)
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(without_unseen(data))


def read(html: str) -> list[Node]:
    """Return the nodes of well-formed HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root.children


def write(nodes: list[Node]) -> str:
    """Return the HTML of nodes; attributes stand in the order they were set."""
    return "".join(_pieces(nodes))


def _pieces(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(node, quote=False)
            continue
        attributes = "".join(
            f' {name}="{escape(value)}"' if value else f" {name}"
            for name, value in node.attributes.items()
        )
        yield f"<{node.tag}{attributes}>"
        if node.tag not in VOID:
            yield from _pieces(node.children)
            yield f"</{node.tag}>"


def text_of(nodes: list[Node]) -> str:
    """Return the text in nodes, without any of the tags."""
    return "".join(node if isinstance(node, str) else text_of(node.children) for node in nodes)
