"""Reading attributes of WordprocessingML (ECMA-376)."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def attribute(node: etree._Element, name: str, default: str) -> str:
    """Return an attribute in Word's namespace."""
    return str(node.get(f"{W}{name}", default))


def value_of(node: etree._Element, path: str) -> str | None:
    """Return `w:val` of the element at a path below a node."""
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def number_of(node: etree._Element, path: str) -> int | None:
    """Return the same as a number."""
    value = value_of(node, path)
    return (
        int(value) if value and value.isascii() and value.isdecimal() and len(value) < 10 else None
    )


def switch(node: etree._Element | None) -> bool | None:
    """Return on or off, or None if the property is not set (ECMA-376, 17.3.2.1)."""
    if node is None:
        return None
    return node.get(f"{W}val", "true") not in {"0", "false", "off"}
