"""Queries of every kind for the search, made of what stands in the pieces themselves."""

import re
from collections import Counter
from random import Random

from blog.editions.edition import Edition

SAMPLE = 2000  # pieces
EACH = 12  # queries of a kind
_WORD = re.compile(r"[a-zäöüß]{5,}", re.IGNORECASE)


def measure() -> dict[str, list[str]]:
    """Return queries by kind; the same database gives the same ones."""
    pieces = Edition.objects.live().filter(post__created_by=None).order_by("pk")
    texts = list(pieces.values_list("search_text", flat=True)[:SAMPLE])
    chance = Random(1)
    found = Counter(word for text in texts for word in set(_WORD.findall(text)))
    ranked = [word for word, _number in found.most_common()]
    middle = ranked[len(ranked) // 4 : len(ranked) // 2]
    return {
        "rare": ranked[-EACH:],
        "common to nearly every piece": ["und", "die", *ranked[: EACH - 2]],
        "misspelt": [_misspelt(word, chance) for word in chance.sample(middle, EACH)],
        "three words": [_three(text, chance) for text in chance.sample(texts, EACH)],
        "phrase": [_phrase(text, chance) for text in chance.sample(texts, EACH)],
        "beginning of a word": [word[:4] for word in chance.sample(middle, EACH)],
    }


def _misspelt(word: str, chance: Random) -> str:
    """Swap two letters in the middle."""
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _three(text: str, chance: Random) -> str:
    return " ".join(chance.sample(sorted(set(_WORD.findall(text))), 3))


def _phrase(text: str, chance: Random) -> str:
    words = text.split()
    at = chance.randrange(len(words) - 3)
    return '"' + " ".join(words[at : at + 3]).replace('"', "") + '"'
