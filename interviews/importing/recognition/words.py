"""The words that interviews are recognised by; they stand in `words.toml`."""

import re
import tomllib
from pathlib import Path
from typing import Any

_WRITTEN: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def one_of(name: str) -> str:
    """Return the words of this name as a group of a regular expression."""
    return f"(?:{'|'.join(_WRITTEN[name].strip().splitlines())})"


def whatever_case(pattern: str) -> re.Pattern[str]:
    """Return a pattern that takes capitals and small letters as the same."""
    return re.compile(pattern, re.IGNORECASE)


def listed(name: str) -> frozenset[str]:
    """Return the words of a plain list."""
    return frozenset(_WRITTEN["lists"][name].split())
