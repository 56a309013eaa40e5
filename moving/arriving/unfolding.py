"""Text that is not shown at first: what a reader could unfold is text, what nobody could see is none.

Programmes fold away what a talk is about until somebody asks; whoever breaks into a site hides what they sell.
The former has a name, which something else in the text says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from prose.tree import Element, Node, text_of

_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none\b", re.IGNORECASE)
_NAME = re.compile(r"[\w-]+")


def unfolded(nodes: Sequence[Node], html: str) -> tuple[list[Node], list[str]]:
    """Return nodes with what can be unfolded, and the words that were hidden; `html` is how they were written."""
    said = Counter(_NAME.findall(html)) if _HIDDEN.search(html) else Counter[str]()
    hidden: list[str] = []
    return _shown(nodes, said, hidden), hidden


def _shown(nodes: Sequence[Node], said: Counter[str], hidden: list[str]) -> list[Node]:
    shown: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            if _HIDDEN.search(node.attributes.get("style", "")):
                if said[node.attributes.get("id", "")] < 2:
                    hidden.append(" ".join(text_of([node]).split()))
                    continue
                del node.attributes["style"]
            node.children = _shown(node.children, said, hidden)
        shown.append(node)
    return shown
