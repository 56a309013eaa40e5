"""What all pages of a kind have around what is their own, rendered once per generation.

A part of the frame may depend on nothing but the site, the language and how the page's address
stands to the addresses that `{% current %}` marks in it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from delivery.memo import remembered

ASKED = "prefixes_asked"  # in a template's context: addresses that were asked about
_HOLE = "\ue002"


@dataclass(frozen=True)
class Frame:
    """A page with holes: texts, and between them the names of what belongs there."""

    pieces: list[str]

    def filled(self, **values: str) -> str:
        """Return the page with these values, which are HTML, in its holes."""
        return "".join(
            values[piece] if number % 2 else piece for number, piece in enumerate(self.pieces)
        )


def frame(request: HttpRequest, template: str, *holes: str, **how: str | bool) -> Frame:
    """Return the frame that a template makes `how` it is told, with a hole for each of these names."""

    def render(asked: list[str]) -> Frame:
        return _with_holes(template, holes, {**how, ASKED: asked}, request)

    return once_per_generation((template, *how.items()), request, render)


def part(template: str, *holes: str, **how: str | bool) -> Frame:
    """Return the frame of a part of pages that is the same wherever it stands."""
    return remembered(
        ("part", template, holes, *how.values(), get_language()),
        lambda: _with_holes(template, holes, how),
    )


def _with_holes(
    template: str,
    holes: Iterable[str],
    values: Mapping[str, Any],
    request: HttpRequest | None = None,
) -> Frame:
    marked = {name: f"{_HOLE}{name}{_HOLE}" for name in holes}
    return Frame(render_to_string(template, {**values, **marked}, request).split(_HOLE))


def once_per_generation[Part](
    name: object, request: HttpRequest | None, render: Callable[[list[str]], Part]
) -> Part:
    """Return what was rendered before, or render it: once for each language and way of marking.

    Which addresses the part asks about, `render` notes in the list it is given.
    """
    language = get_language()
    known = remembered(("asked", name, language), dict[str, list[str]])
    if "prefixes" not in known:
        asked: list[str] = []
        part = render(asked)
        known["prefixes"] = asked
        return part
    marks = tuple(mark(request, prefix) for prefix in known["prefixes"])
    return remembered(("frame", name, language, marks), lambda: render([]))


def mark(request: HttpRequest | None, prefix: str) -> str:
    """Tell how a page stands to a path, in the words of aria-current."""
    if request is None or not request.path.startswith(prefix):
        return ""
    if request.path == prefix:
        return "page"
    return "" if prefix == "/" else "true"
