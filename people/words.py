"""The words by which people and organisations are found in texts; they stand in `words.toml`."""

import tomllib
from pathlib import Path

WORDS: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def listed(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(WORDS[name].split())
