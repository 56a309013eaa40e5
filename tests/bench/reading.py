"""How well texts are recognised as interviews, and how fast: both halves of the corpus."""

from collections.abc import Iterator

from tests.bench.inside import ROOT, ask, environment
from tests.bench.table import Row, at_least, at_most

PART = "reading"
_AIMS = {
    "completely right": ("% of texts", at_least(90)),
    "usable": ("% of texts", at_least(98)),
    "wrongly accepted or refused": ("% of texts", at_most(1)),
    "guest right or empty": ("% of texts", at_least(98)),
    "warnings per exchange": ("", at_most(0.1)),
    "1,000 words": ("ms", None),
}


def measure() -> Iterator[Row]:
    """Yield the figures of the half that was tuned on first and of the others."""
    site = environment("sqlite://:memory:", ROOT / "var")
    for half, figures in ask("recognising", site).items():
        note = f"{figures['texts']:.0f} texts, {half}"
        for what, (unit, aim) in _AIMS.items():
            yield Row(PART, what, figures[what], unit, note=note, aim=aim)
