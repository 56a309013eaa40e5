"""What the placeholders of wordings are filled with, and examples of it: for whoever writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from disclosures.library import filled, misplaced
from prose.sanitising import sanitise
from prose.typography import typeset


@dataclass(frozen=True)
class Placeholder:
    """What a name in braces stands for, with an example by language."""

    name: str
    meaning: Any
    de: str
    en: str

    def example(self, language: str) -> str:
        """Return a value such as the rules fill in, in a language of pieces."""
        return self.en if language == "en" else self.de


PLACEHOLDERS = {
    one.name: one
    for one in (
        Placeholder("org", _("the organisation"), "Beispiel GmbH", "Example Ltd"),
        Placeholder(
            "bedingungen",
            _("what the organisation gave, and what say it had"),
            "Beispiel GmbH hat dafür bezahlt",
            "Example Ltd paid for it",
        ),
        Placeholder("person", _("the person"), "Ada Beispiel", "Ada Example"),
        Placeholder("personen", _("the people who speak"), "Ada Beispiel", "Ada Example"),
        Placeholder(
            "rolle",
            _("what the organisation or person is to us"),
            "Sponsor von Beispielkongress 2026",
            "a sponsor of Example Congress 2026",
        ),
        Placeholder("leistung", _("what the person gets in return"), "Freikarte", "free ticket"),
        Placeholder(
            "zwecke",
            _("what AI was used for"),
            "Recherche und Zusammenfassung",
            "research and summary",
        ),
        Placeholder("werkzeuge", _("the AI tools"), "ChatGPT, DeepL", "ChatGPT, DeepL"),
        Placeholder("anteil", _("how much of the text AI wrote"), "teilweise", "partly"),
        Placeholder("sprache", _("the language of the original"), "Englischen", "German"),
        Placeholder("pruefer", _("who examined the text"), "Rita Beispiel", "Rita Example"),
        Placeholder(
            "verantwortlich",
            _("who answers for the text"),
            "Karla Beispiel",
            "Karla Example",
        ),
        Placeholder(
            "datum",
            _("the day: of the examination, of the last change, or of the event"),
            "23. November 2025",
            "23 November 2025",
        ),
        Placeholder("alter", _("the age of the piece"), "12 Monate", "12 months"),
        Placeholder(
            "veranstaltung", _("the event"), "Beispielkongress 2025", "Example Congress 2025"
        ),
    )
}


@dataclass(frozen=True)
class Specimen:
    """A wording as readers would see it with example values."""

    language: str
    heading: str
    text: str
    strange: list[str]


def specimen(language: str, heading: str, text: str, known: Iterable[str]) -> Specimen:
    """Fill a wording with examples; what readers must never see is named in `strange`."""
    clean = sanitise(text, "simple")
    strange = list(dict.fromkeys([*misplaced(heading, known), *misplaced(clean, known)]))
    if not strange:
        values = {name: PLACEHOLDERS[name].example(language) for name in known}
        heading, clean = filled(heading, values, html=False), filled(clean, values, html=True)
    return Specimen(language, heading, typeset(clean, language), strange)
