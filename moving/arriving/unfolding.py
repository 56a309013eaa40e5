"""Text that is not shown at first: what a reader could unfold is text, what nobody could see is none.

Programmes fold away what a talk is about until somebody asks; whoever breaks into a site hides what they sell.
The former has a name, which something to press says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from prose.tree import Element, Node, text_of

# What says the name of what it unfolds, on the tags that do so besides ours.
TAGS = frozenset({"button", "label"})
ATTRIBUTES = frozenset({"aria-controls", "data-target", "data-bs-target", "for", "onclick"})
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none\b", re.IGNORECASE)
_QUOTED = re.compile(r"""(["'])#?([^"'\s]{1,200})\1""")


def unfolded(nodes: Sequence[Node]) -> tuple[list[Node], list[str]]:
    """Return nodes with what can be unfolded, and the words that were hidden."""
    names: set[str] = set()
    _gather(nodes, names)
    hidden: list[str] = []
    return _shown(nodes, names, hidden), hidden


def _gather(nodes: Sequence[Node], names: set[str]) -> None:
    for node in nodes:
        if isinstance(node, Element):
            names.update(_named(node))
            _gather(node.children, names)


def _named(node: Element) -> Iterator[str]:
    """Yield the names that an element says, whole."""
    told = node.attributes
    if (link := told.get("href", "")).startswith("#"):
        yield unquote(link[1:])
    for attribute in ATTRIBUTES - {"onclick"}:
        yield from (one.removeprefix("#") for one in told.get(attribute, "").split())
    yield from (found[2] for found in _QUOTED.finditer(told.get("onclick", "")))


def _shown(nodes: Sequence[Node], names: set[str], hidden: list[str]) -> list[Node]:
    shown: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            if _HIDDEN.search(node.attributes.get("style", "")):
                if node.attributes.get("id") not in names:
                    hidden.append(" ".join(text_of([node]).split()))
                    continue
                del node.attributes["style"]
            node.children = _shown(node.children, names, hidden)
        shown.append(node)
    return shown
