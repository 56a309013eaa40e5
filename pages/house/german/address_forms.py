"""How Podium addresses readers and guests: with Sie, ihr or du, as the site has chosen.

The catalogue says Sie; a table has each of its texts for them in the other two forms. What a house
writes itself, and what was published, keeps its own words.
"""

import tomllib
from pathlib import Path

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TEXTS: list[dict[str, str]] = _TABLE["text"]
_OTHERS = {form: {text["sie"]: text[form] for text in TEXTS} for form in ("ihr", "du")}


def addressed(text: str, form: str) -> str:
    """Return a German text that says Sie in one of the forms; as it is, where it addresses nobody."""
    return _OTHERS.get(form, {}).get(text, text)
