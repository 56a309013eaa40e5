"""Reads the style sheets; prints what browsers would pass over without a word, and exits 1.

A sheet has to parse, no block sets a property twice, and no custom property is asked for that is
set nowhere, or set though nothing asks for it. Whether a property and its value exist at all only
browsers can tell: tests/browser/test_styles.py.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import tinycss2

from bin.house_rules import tracked

# The newsroom's sheets stand on these: they ask for their custom properties and set them anew.
BENEATH = ("django.contrib.admin", "django_prose_editor")
ASKED = re.compile(r"\bvar\(\s*(--[\w-]+)")


def blocks(path: Path) -> Iterator[tuple[str, list[Any]]]:
    """Yield the sheet and every block in it: the name of its at-rule, and what stands in it."""
    rules, _encoding = tinycss2.parse_stylesheet_bytes(path.read_bytes(), skip_comments=True)
    yield from blocks_in(rules)


def blocks_in(rules: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """As `blocks`, of a sheet that has been parsed."""
    yield from _inside("", rules)


def _inside(name: str, nodes: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    yield name, nodes
    for node in nodes:
        if getattr(node, "content", None) is not None:
            held = tinycss2.parse_blocks_contents(node.content, skip_comments=True)
            yield from _inside(getattr(node, "lower_at_keyword", ""), held)


def declarations(path: Path) -> Iterator[tuple[str, list[Any]]]:
    """Yield the declarations of every block, with the name of its at-rule."""
    for name, nodes in blocks(path):
        yield name, [node for node in nodes if node.type == "declaration"]


def unreadable(path: Path) -> Iterator[str]:
    """Yield what does not parse."""
    for _name, nodes in blocks(path):
        for node in _parts(nodes):
            if node.type == "error":
                yield f"{path}:{node.source_line}: {node.message}"


def _parts(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield these and what they consist of; a rule's own block is a block of its own."""
    for node in nodes:
        yield node
        rule = hasattr(node, "prelude")
        for part in ("prelude",) if rule else ("value", "content", "arguments"):
            held = getattr(node, part, None)
            if isinstance(held, list):
                yield from _parts(held)


def set_twice(path: Path) -> Iterator[str]:
    """Yield properties a block sets twice; two in a row are meant, the first for older browsers."""
    for _name, block in declarations(path):
        names = [declaration.name for declaration in block]
        for number, declaration in enumerate(block[2:], start=2):
            if declaration.name in names[: number - 1] and declaration.name != names[number - 1]:
                yield f"{path}:{declaration.source_line}: {declaration.name} is set twice"


def custom_properties(paths: Iterable[Path]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the custom properties that sheets set, and those they ask for, with their places."""
    given: dict[str, str] = {}
    asked: dict[str, str] = {}
    for path in paths:
        for _name, block in declarations(path):
            for declaration in block:
                place = f"{path}:{declaration.source_line}"
                if declaration.name.startswith("--"):
                    given.setdefault(declaration.name, place)
                for name in ASKED.findall(tinycss2.serialize(declaration.value)):
                    asked.setdefault(name, place)
    return given, asked


def one_sided(own: list[Path], beneath: list[Path]) -> Iterator[str]:
    """Yield custom properties that are asked for and never set, or set and never asked for."""
    given, asked = custom_properties(own)
    given_beneath, asked_beneath = custom_properties(beneath)
    for name in sorted(asked.keys() - given.keys() - given_beneath.keys()):
        yield f"{asked[name]}: {name} is set nowhere"
    for name in sorted(given.keys() - asked.keys() - asked_beneath.keys()):
        yield f"{given[name]}: nothing asks for {name}"


def sheets_beneath() -> list[Path]:
    """Return the style sheets of the packages that ours stand on."""
    roots = (find_spec(name) for name in BENEATH)
    return [
        sheet
        for root in roots
        if root and root.origin
        for sheet in sorted((Path(root.origin).parent / "static").rglob("*.css"))
    ]


def main() -> int:
    """Print every breach; return 1 if there is one."""
    own = list(tracked(".css"))
    breaches = [*one_sided(own, sheets_beneath())]
    for path in own:
        breaches += [*unreadable(path), *set_twice(path)]
    print("\n".join(breaches) or "style sheets can be read")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
