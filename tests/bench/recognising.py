"""How the corpus of interviews is read, from inside the site."""

import time
from collections.abc import Callable, Sequence

from django.utils import translation

from tests.interviews.corpus import Outcome, Text, outcome, texts

_WORDS = 1_000


def measure() -> dict[str, dict[str, float]]:
    """Return the figures of the half that was tuned on and of the others, which were mended by kind after a first look."""
    whole = texts()
    with translation.override("en"):
        return {"tuned on first": _figures(whole[::2]), "the others": _figures(whole[1::2])}


def _figures(half: Sequence[Text]) -> dict[str, float]:
    began = time.perf_counter()
    found = [outcome(text) for text in half]
    took = time.perf_counter() - began
    right = [one for one in found if not one.faults]
    return {
        "completely right": _share(found, lambda one: not one.faults),
        "usable": _share(found, lambda one: one.usable),
        "wrongly accepted or refused": _share(found, lambda one: not one.accepted_rightly),
        "guest right or empty": _share(found, lambda one: one.guest),
        "warnings per exchange": sum(one.warnings for one in right)
        / max(1, sum(one.exchanges for one in right)),
        "1,000 words": took * 1000 * _WORDS / sum(len(text.body.split()) for text in half),
        "texts": len(half),
    }


def _share(found: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return 100 * sum(map(holds, found)) / len(found)
