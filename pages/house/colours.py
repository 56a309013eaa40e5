"""Accents that can be read: contrast as WCAG 2.2 measures it, on the site's own papers."""

import re
from collections.abc import Iterable
from functools import cache

AA = 4.5  # WCAG 2.2, 1.4.3: text of any size
# The custom properties --accent, --paper and --wash of static/site/tokens.css; a test holds them equal.
ACCENT, ACCENT_DARK = "#8d1d2c", "#f2929c"
LIGHT, DARK = ("#fefdfb", "#f4f2ed"), ("#131316", "#212127")
BLACK, WHITE = "#000000", "#ffffff"
HEX = re.compile(r"#[0-9a-f]{6}\Z")
_STEPS = 64
_PLENTY = 9.0  # more makes every colour white


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (`#rrggbb`), from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_on(papers: Iterable[str], colour: str) -> float:
    """Return the contrast of a colour on the paper where it is hardest to read."""
    return min(contrast(colour, paper) for paper in papers)


def readable(papers: Iterable[str], colour: str) -> bool:
    """Tell whether text in this colour may stand on all of these papers."""
    return contrast_on(papers, colour) >= AA


@cache
def made_readable(papers: tuple[str, ...], colour: str, ratio: float = AA) -> str:
    """Return the colour, or the nearest one with this contrast: darker, or lighter on dark."""
    goal = BLACK if _luminance(papers[0]) > 0.5 else WHITE
    mixed = (_mixed(colour, goal, step / _STEPS) for step in range(_STEPS + 1))
    return next(one for one in mixed if contrast_on(papers, one) >= ratio)


def for_dark(accent: str) -> str:
    """Return the accent for dark papers that is read there as well as this one is on light."""
    ratio = max(AA, min(contrast_on(LIGHT, accent), _PLENTY))
    return made_readable(DARK, accent, ratio)


def _mixed(colour: str, goal: str, share: float) -> str:
    parts = (round(a + (b - a) * share) for a, b in zip(_rgb(colour), _rgb(goal), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
