"""What all pages of a kind have around what is their own, rendered once per generation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from delivery.memo import remembered
from pages.templatetags.site import main_menu

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
    menu = str(main_menu({"request": request}))
    return remembered(
        ("frame", template, *how.items(), get_language(), menu),
        lambda: _with_holes(template, holes, how, request),
    )


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
