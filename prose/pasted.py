"""What word processors and other pages mean by their markup, said in the markup of our texts.

Without it, clean-up would change what a text says: 10⁶ would be 106, what somebody struck would be said
again, and a list of Word's would be paragraphs that begin with a dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prose.tree import Element, Node, text_of

_LIST = re.compile(r"mso-list\s*:\s*l\d{1,9}\s+level(?P<level>[1-9])", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_UPRIGHT = re.compile(r"font-style\s*:\s*normal", re.IGNORECASE)
_MEANT = {
    "strong": re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE),
    "em": re.compile(r"font-style\s*:\s*italic", re.IGNORECASE),
    "s": re.compile(r"text-decoration[^;]{0,40}line-through", re.IGNORECASE),
    "sup": re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE),
    "sub": re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE),
}
_STYLES = (_LIST, _MARKER, _HIDDEN, _LIGHT, _UPRIGHT, *_MEANT.values())
_STYLED = frozenset("span font b strong i em u a".split())
# Places within the document it was copied from; they lead nowhere in ours.
_WITHIN = re.compile(r"#(?:_ftn|_edn|_Toc|_Hlk|_Ref|_msocom|bookmark=|heading=|id\.|h\.|cmnt|ftnt)")
_SAME = {"del": "s", "strike": "s", "ins": "span", "u": "span"}
_NUMBER = re.compile(r"\(?(?P<number>\d{1,4}|[a-z]|[ivx]{2,5})[.)]", re.IGNORECASE)
_VALUE = re.compile(r"[1-9][0-9]{0,3}\Z", re.ASCII)


def means_something(style: str) -> bool:
    """Tell whether a style says more than how a text looks."""
    return any(pattern.search(style) for pattern in _STYLES)


def understood(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes whose lists, marks and quotations are elements, and no longer styles."""
    result: list[Node] = []
    listed: list[_Item] = []
    for node in nodes:
        if isinstance(node, Element) and (item := _item(node)):
            listed.append(item)
        elif not (listed and isinstance(node, str) and not node.strip()):
            result += [*_lists(listed), *_understood(node)]
            listed = []
    return [*result, *_lists(listed)]


@dataclass(frozen=True)
class _Item:
    """A paragraph that Word shows as an item of a list."""

    level: int
    marker: str
    children: list[Node]


def _understood(node: Node) -> Iterator[Node]:
    if isinstance(node, str):
        yield node
        return
    style = node.attributes.pop("style", "")
    if _HIDDEN.search(style):
        return
    node.children = understood(node.children)
    node.tag = _SAME.get(node.tag, node.tag)
    if node.tag == "a" and _WITHIN.match(node.attributes.get("href", "")):
        node.tag = "span"
    if node.tag in _STYLED:
        _mark(node, style)
    if node.tag == "dt":
        node.children = [Element("strong", {}, node.children)]
    if node.tag == "q":
        yield from ('"', *node.children, '"')
    elif node.tag == "ol":
        yield from _counted(node)
    elif node.tag == "table":
        # The editor has no place for it within a table.
        captions = [c for c in node.children if isinstance(c, Element) and c.tag == "caption"]
        yield from (Element("p", {}, caption.children) for caption in captions)
        node.children = [child for child in node.children if child not in captions]
        yield node
    else:
        yield node


def _mark(node: Element, style: str) -> None:
    """Put marks for a style into an element; what its tag says, its style may take back."""
    # Google Docs wraps all that is copied in a <b> that is none.
    taken_back = (node.tag in {"b", "strong"} and _LIGHT.search(style)) or (
        node.tag in {"i", "em"} and _UPRIGHT.search(style)
    )
    if taken_back:
        node.tag = "span"
    for mark, pattern in _MEANT.items():
        if pattern.search(style):
            node.children = [Element(mark, {}, node.children)]


def _counted(node: Element) -> Iterator[Element]:
    """Yield a numbered list, anew wherever an item has a number of its own."""
    kept = {name: value for name, value in node.attributes.items() if name != "start"}
    start = node.attributes.get("start", "1")
    number = int(start) if _VALUE.match(start) else 1
    current = Element("ol", dict(node.attributes))
    for child in node.children:
        if isinstance(child, Element) and child.tag == "li":
            value = child.attributes.pop("value", "")
            if _VALUE.match(value) and int(value) != number:
                number = int(value)
                yield current
                current = Element("ol", kept | {"start": value})
            number += 1
        current.children.append(child)
    yield current


def _item(node: Element) -> _Item | None:
    found = _LIST.search(node.attributes.get("style", ""))
    if found is None or node.tag == "li":
        return None
    children, markers = _without_marker(node.children)
    return _Item(int(found["level"]), "".join(markers).strip(), understood(children))


def _without_marker(nodes: Sequence[Node]) -> tuple[list[Node], list[str]]:
    """Return nodes without the bullet or number that Word wrote for other programs, and that."""
    kept: list[Node] = []
    markers: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
        elif _MARKER.search(node.attributes.get("style", "")):
            markers.append(text_of([node]))
        else:
            children, inside = _without_marker(node.children)
            kept.append(Element(node.tag, node.attributes, children))
            markers += inside
    return kept, markers


def _lists(items: Sequence[_Item]) -> list[Node]:
    """Return the lists of a row of items, deeper ones inside the item before them."""
    result: list[Node] = []
    at = 0
    while at < len(items):
        first = items[at]
        tag, attributes = _kind(first.marker)
        entries: list[Element] = []
        while at < len(items) and items[at].level >= first.level:
            deeper = at
            while deeper < len(items) and items[deeper].level > first.level:
                deeper += 1
            if deeper > at:
                entries[-1].children += _lists(items[at:deeper])
                at = deeper
            elif _kind(items[at].marker)[0] != tag:
                break
            else:
                entries.append(Element("li", {}, items[at].children))
                at += 1
        result.append(Element(tag, attributes, [*entries]))
    return result


def _kind(marker: str) -> tuple[str, dict[str, str]]:
    """Return the tag of a list that begins with this bullet or number, and how it counts."""
    match = _NUMBER.match(marker)
    if match is None:
        return "ul", {}
    number = match["number"]
    if number.isdigit():
        return "ol", {"start": number} if _VALUE.match(number) and number != "1" else {}
    if number.lower() == "i" or len(number) > 1:
        return "ol", {"type": "i" if number.islower() else "I"}
    start = ord(number.lower()) - ord("a") + 1
    kept = {"start": str(start)} if start > 1 else {}
    return "ol", kept | {"type": "a" if number.islower() else "A"}
