"""Phonebook order of names (DIN 5007-2), the same on every database."""

import unicodedata

from people.titles import split_generation, without_titles

_PHONEBOOK = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})


def phonebook_key(name: str) -> str:
    """Return the key under which `name` sorts: lower case, ä as ae, accents dropped.

    Müller stands with Mueller, Öztürk before Ostermann (DIN 5007-2).
    """
    folded = unicodedata.normalize("NFC", name).lower().translate(_PHONEBOOK)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if c.isalnum() or c in " ,").strip()


def sort_name_of(name: str) -> str:
    """Propose the sort name of a full name: "Dr. med. Anna Berg, M. A." gives "Berg, Anna".

    What tells a son from his father stays behind the first name: "Berg, Hans jun.".
    """
    plain, generation = split_generation(" ".join(without_titles(name).split()))
    if "," in plain:
        return f"{plain} {generation}".strip()  # it was typed as it sorts
    first, _, last = plain.rpartition(" ")
    behind = f"{first} {generation}".strip()
    return f"{last}, {behind}" if behind else last
