"""What the placeholders of wordings are filled with, and examples of it: for whoever writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from disclosures.library import document, filled, in_language, misplaced, standards
from prose.sanitising import sanitise
from prose.typography import typeset


@dataclass(frozen=True)
class Placeholder:
    """What a name in braces stands for, and an example of it, by language."""

    name: str
    meaning: dict[str, str]
    example: dict[str, str]

    @property
    def said(self) -> str:
        """What it stands for, in the active language."""
        return in_language(self.meaning)


@cache
def placeholders() -> dict[str, Placeholder]:
    """Return every placeholder of the rules by its name."""
    rows = document()["placeholder"].items()
    return {name: msgspec.convert(row | {"name": name}, Placeholder) for name, row in rows}


def examples(language: str) -> dict[str, str]:
    """Return values such as the rules fill in, in a language of pieces."""
    return {
        name: one.example.get(language, one.example["de"]) for name, one in placeholders().items()
    }


@dataclass(frozen=True)
class Specimen:
    """A wording as readers would see it with example values."""

    language: str
    heading: str
    text: str
    strange: list[str]


def examples_for(notice: str, language: str) -> dict[str, str]:
    """Return the same for one notice: what stands for a person there may be an organisation elsewhere."""
    standard = standards().get(notice)
    own = standard.examples if standard else {}
    return examples(language) | {name: one.get(language, one["de"]) for name, one in own.items()}


def specimen(
    language: str, heading: str, text: str, known: Iterable[str], notice: str = ""
) -> Specimen:
    """Fill a wording with examples; what readers must never see is named in `strange`."""
    clean = sanitise(text, "simple")
    strange = list(dict.fromkeys([*misplaced(heading, known), *misplaced(clean, known)]))
    if not strange:
        values = examples_for(notice, language)
        heading, clean = filled(heading, values, html=False), filled(clean, values, html=True)
    return Specimen(language, heading, typeset(clean, language), strange)
