"""Academic titles before names."""

from itertools import takewhile

TITLES = frozenset({"dr", "prof", "dipl", "ing", "mag"})


def split_title(name: str) -> tuple[str, str]:
    """Split "Prof. Dr. Anna Berg" into title and name."""
    words = name.split()
    titles = list(takewhile(_is_title, words[:-1]))
    return " ".join(titles), " ".join(words[len(titles) :])


def _is_title(word: str) -> bool:
    return word.rstrip(".").lower() in TITLES or word == "h.c."
