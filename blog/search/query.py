"""What a reader asks for: words, phrases, beginnings; and how each database is asked for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from blog.search.stems import STOP_WORDS, completed, stem, words

LONGEST_QUERY = 200
SHORTEST_STARRED = 3  # many beginnings of one letter each would be slow
_QUOTES = str.maketrans(dict.fromkeys("„“”‟«»＂", '"'))
_PART = re.compile(r'"([^"]*)"|(\S+)')
type Phrase = tuple[str, ...]  # stems that follow each other


@dataclass(frozen=True)
class QueryPart:
    """A word or phrase of a query: plain words, and other phrases that would do as well.

    An unfinished word may go on: whatever begins like it is meant. `typed` is how it was written.
    """

    words: Phrase
    typed: str = ""
    quoted: bool = False
    unfinished: bool = False
    others: tuple[Phrase, ...] = ()

    @cached_property
    def stems(self) -> Phrase:
        """The stems asked for."""
        return tuple(map(stem, self.words))

    @property
    def alone(self) -> str:
        """The word, where it stands alone and is no quotation."""
        return self.words[0] if len(self.words) == 1 and not self.quoted else ""

    def or_else(self, others: Sequence[Phrase]) -> "QueryPart":
        """Return the part with more phrases that would do as well."""
        return replace(self, others=(*self.others, *others))

    def phrases(self) -> list[Phrase]:
        """Return what the part may stand for, besides words that begin like its last."""
        return [self.stems, *self.others]

    @cached_property
    def roots(self) -> frozenset[str]:
        """Every stem that a text may have instead."""
        return frozenset(root for phrase in self.phrases() for root in phrase)

    def matches(self, root: str) -> bool:
        """Say whether a stem of a text is one that was asked for."""
        return root in self.roots or (self.unfinished and root.startswith(self.stems[-1]))


def parts(query: str) -> list[QueryPart]:
    """Return the words and phrases of a query, as far as they can be searched for.

    The last word may be unfinished, as may any with * at its end; "…" asks for a phrase, with marks of whatever language. Words
    that say nothing are asked for only where there are no others.
    """
    found = []
    query = query[:LONGEST_QUERY].translate(_QUOTES)
    for match in _PART.finditer(query):
        phrase, word = match.groups()
        text = word if phrase is None else phrase
        if not (spoken := tuple(words(text))):
            continue
        starred = text.endswith("*") and len(spoken[-1]) >= SHORTEST_STARRED
        unfinished = phrase is None and (match.end() == len(query) or starred)
        part = QueryPart(spoken, text, quoted=phrase is not None, unfinished=unfinished)
        endings = completed(spoken[-1]) if unfinished else []
        found.append(part.or_else([(*part.stems[:-1], ending) for ending in endings]))
    return [part for part in found if part.alone not in STOP_WORDS] or found


def fts5(asked: Sequence[QueryPart], *, lacking: bool = False) -> str:
    """Return the parts as SQLite's FTS5 is asked for them. Stems are letters and digits only."""

    def written(part: QueryPart) -> str:
        first, *others = [f'"{" ".join(phrase)}"' for phrase in part.phrases()]
        return " OR ".join([first + (" *" if part.unfinished else ""), *others])

    return _joined([f"({written(part)})" for part in asked], " AND ", " OR ", lacking=lacking)


def tsquery(asked: Sequence[QueryPart], *, lacking: bool = False) -> str:
    """Return the parts as PostgreSQL is asked for them."""

    def written(part: QueryPart) -> str:
        first, *others = [" <-> ".join(f"'{root}'" for root in phrase) for phrase in part.phrases()]
        return " | ".join([first + (":*" if part.unfinished else ""), *others])

    return _joined([f"({written(part)})" for part in asked], " & ", " | ", lacking=lacking)


def _joined(written: list[str], every: str, some: str, *, lacking: bool) -> str:
    """Join the parts: all of them, or all but any one (`lacking`)."""
    if not lacking:
        return every.join(written)
    one_less = combinations(written, len(written) - 1)
    return some.join(f"({every.join(parts)})" for parts in one_less)
