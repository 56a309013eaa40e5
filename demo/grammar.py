"""Endless plain German from a sentence grammar; the same seed gives the same words."""

import re
from random import Random

from demo.manuscripts import table

SLOT = re.compile(r"\{(\w+)\}")


class Grammar:
    """Words in plenty for measuring: grammatical, harmless and of no further use."""

    def __init__(self, seed: int) -> None:
        values = table("grammar.toml")
        self.random = Random(seed)  # noqa: S311 – words, not secrets
        self.slots: dict[str, list[str]] = values["slots"]
        self.texts: dict[str, list[str]] = values["texts"]

    def say(self, kind: str) -> str:
        """Return one text of a kind, such as a title, with every slot filled."""
        text = self.random.choice(self.texts[kind])
        text = SLOT.sub(lambda match: self.random.choice(self.slots[match[1]]), text)
        return text[0].upper() + text[1:]

    def paragraph(self, sentences: int = 4) -> str:
        """Return a paragraph of HTML."""
        return f"<p>{' '.join(self.say('sentences') for _ in range(sentences))}</p>"

    def body(self) -> str:
        """Return a text of two parts with a heading between them, some 250 words."""
        parts = [self.paragraph(5), self.paragraph(5), f"<h2>{self.say('headings')}</h2>"]
        return "".join([*parts, self.paragraph(5), self.paragraph(6)])
