"""Phonebook order of names (DIN 5007-2), the same on every database."""

import unicodedata

_PHONEBOOK = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})


def phonebook_key(name: str) -> str:
    """Return the key under which `name` sorts: lower case, ä as ae, accents dropped.

    Müller stands with Mueller, Öztürk before Ostermann (DIN 5007-2).
    """
    folded = unicodedata.normalize("NFC", name).lower().translate(_PHONEBOOK)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if c.isalnum() or c in " ,").strip()


def sort_name_of(name: str) -> str:
    """Propose the sort name of a full name: "Anna Berg" gives "Berg, Anna"."""
    first, _, last = name.strip().rpartition(" ")
    return f"{last}, {first}" if first else last
