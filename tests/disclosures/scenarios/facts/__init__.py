"""What the sentences under “Facts” mean: each makes rows, as an editor would have entered them."""

import re

from tests.disclosures.scenarios.facts import events, interviews, machines, money, people, texts

SENTENCES = [
    sentence
    for about in (texts, interviews, events, money, people, machines)
    for sentence in about.SENTENCES
]


def tell(world, sentence):
    """Make the rows that a sentence speaks of."""
    for pattern, act in SENTENCES:
        if found := re.fullmatch(pattern, sentence.removesuffix(".")):
            return act(world, *found.groups())
    raise ValueError(f"no such sentence: {sentence}")
