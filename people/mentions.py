"""Who is named in a piece: known people and organisations, found by name, alias or domain.

Names are found as whole words, in the spellings of `people.spelling` and the forms of
`people.name_forms`. "Metro" is not found in "Metropole", nor "SAP" in "sapiens"; hyphens do join
("die Muster-Gruppe"), except to people ("Anna Berg-Müller" is somebody else). Of two names at one
place the longer counts. A surname counts after the whole name, or behind Herr, Frau or a title.
Within addresses nothing is found but the domain.

A text is split once; words that begin no name cost one look-up. The time grows with the length of
the text and of the longest name, however many names are known and whatever the text says. Of a name
only its first words and domains are kept; its forms are spelled out when a text begins like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from people.domains import above, addresses_in, host_of, plain_host
from people.name_forms import ADDRESSES, Form, forms_of
from people.spelling import HYPHENS, Reading, clean, fold, joint

AROUND = 60
_HERE = ""  # the key under which a branch keeps the names that end there


@dataclass(frozen=True)
class Known:
    """A person or organisation the site knows, under every name and domain it has."""

    kind: Literal["organisation", "person"]
    pk: int
    name: str
    names: tuple[str, ...]
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """What is looked through: plain text, an href, a credit line, words about an image."""

    place: Literal["text", "link", "credit", "image"]
    words: str


@dataclass(frozen=True)
class Mention:
    """Somebody is named: where, in which words, and about 60 characters before and after them."""

    known: Known
    place: str
    found: str
    context: str


@dataclass(frozen=True)
class _Name:
    """A form of somebody's name."""

    known: Known
    form: Form

    def stands(self, reading: Reading, first: int, named: set[int]) -> bool:
        """Tell whether the words from `first` on, which are this name folded, really are it."""
        form, last = self.form, first + len(self.form.words) - 1
        words = reading.words[first : last + 1]
        if form.exact and tuple(words) != form.words:
            return False
        if form.ordinary and reading.joined(last + 1) and reading.words[last + 1][0].islower():
            return False  # "Post-it" is not the Post
        if self.known.kind == "organisation":
            return True
        if form.surname and not self._meant(reading, first, words[-1], named):
            return False
        if len(words) == 1 and not form.surname:
            return True
        outside = reading.joined(first) or reading.joined(last + 1)
        return not outside and not self._joined_otherwise(reading, first)

    def _joined_otherwise(self, reading: Reading, first: int) -> bool:
        """Tell whether a hyphen stands where the name has none ("Anna-Berg-Stiftung")."""
        gaps = reading.gaps[first + 1 : first + len(self.form.words)]
        pairs = zip(gaps, self.form.gaps[1:], strict=True)
        return any(gap in HYPHENS and own not in HYPHENS for gap, own in pairs)

    def _meant(self, reading: Reading, first: int, last_word: str, named: set[int]) -> bool:
        """Tell whether a surname alone means this person."""
        if not last_word[0].isupper():
            return False
        if self.known.pk in named and not self.form.ordinary:
            return True
        before = reading.words[first - 1] if first else ""
        gap = reading.gaps[first]
        return fold(before) in ADDRESSES and gap not in HYPHENS and joint(gap) in (" ", ". ")


@dataclass(frozen=True)
class _Hit:
    """A name or domain at a place of a text."""

    start: int
    end: int
    known: Known

    @property
    def order(self) -> tuple[int, int, str, int]:
        """As in the text; of two at the same place the longer one first."""
        return self.start, -self.end, self.known.kind, self.known.pk


class Index:
    """Every form of every name that is known; it looks through many pieces, in many threads."""

    def __init__(self, known: Iterable[Known]) -> None:
        """Take in the names of `known`, whose order makes no difference."""
        self._begins: dict[str, list[Known]] = {}
        self._domains: dict[str, list[Known]] = {}
        self._branches: dict[str, dict[str, Any]] = {}
        for one in sorted(known, key=lambda one: (one.kind, one.pk)):
            words, domains = _signs_of(one)
            for word in words:
                self._begins.setdefault(word, []).append(one)
            for domain in domains:
                self._domains.setdefault(domain, []).append(one)

    def find(self, passages: Iterable[Passage]) -> tuple[Mention, ...]:
        """Return the first mention of everybody at each place, in the order of the text."""
        found: dict[tuple[str, int, str], Mention] = {}
        named: set[int] = set()
        for passage in passages:
            place, text = passage.place, clean(passage.words)
            hits = self._in_link(text) if place == "link" else self._in_text(text, named)
            for hit in sorted(hits, key=lambda hit: hit.order):
                key = (hit.known.kind, hit.known.pk, place)
                if key not in found:
                    found[key] = _mention(hit, place, text)
        return tuple(found.values())

    def _branch(self, word: str) -> dict[str, Any]:
        """Return the names that begin with a folded word, by the words that follow it."""
        if word not in self._branches:
            branch: dict[str, Any] = {}
            for known in self._begins[word]:
                for form in dict.fromkeys(_forms(known)):
                    first, *rest = form.path
                    if first == word:
                        leaf = branch
                        for key in rest:
                            leaf = leaf.setdefault(key, {})
                        leaf.setdefault(_HERE, []).append(_Name(known, form))
            self._branches[word] = branch
        return self._branches[word]

    def _in_link(self, href: str) -> Iterator[_Hit]:
        host = host_of(href)
        start = href.lower().find(host)
        span = (start, start + len(host)) if start >= 0 else (0, len(href))
        yield from (_Hit(*span, owner) for owner in self._owners(host))

    def _in_text(self, text: str, named: set[int]) -> list[_Hit]:
        hits, rest = self._addresses(text)
        return [*hits, *self._names(Reading(rest), named)]

    def _addresses(self, text: str) -> tuple[list[_Hit], str]:
        """Return the domains in a text, and the text with its addresses blotted out."""
        hits: list[_Hit] = []
        seen: set[str] = set()
        rest: list[str] = []
        done = 0
        for one in addresses_in(text):
            owners = self._owners(one.host)
            if one.host not in seen:
                hits += [_Hit(*one.host_span, owner) for owner in owners]
            seen.add(one.host)
            if owners or one.certain:
                rest += [text[done : one.start], "\0" * (one.end - one.start)]
                done = one.end
        return hits, "".join(rest) + text[done:]

    def _owners(self, host: str) -> list[Known]:
        """Return whose domain a host is or lies below; a look-alike is nobody's."""
        return [owner for domain in above(host) for owner in self._domains.get(domain, ())]

    def _names(self, reading: Reading, named: set[int]) -> Iterator[_Hit]:
        """Yield the names in a text, and note in `named` which people it names whole."""
        heads = {word for word in set(reading.words) if fold(word) in self._begins}
        if not heads:
            return
        reach = -1
        for first, word in enumerate(reading.words):
            if word not in heads:
                continue
            last, names = self._longest(reading, first, named)
            if last <= reach:
                continue
            reach = last
            start, end = reading.span(first, last)
            for name in names:
                if name.known.kind == "person":
                    named.add(name.known.pk)
                yield _Hit(start, end, name.known)

    def _longest(self, reading: Reading, first: int, named: set[int]) -> tuple[int, list[_Name]]:
        """Return where the longest name from `first` on ends, and whose it is; -1 if none."""
        end, found = -1, []
        branch = self._branch(fold(reading.words[first]))
        for last in range(first, len(reading.words)):
            if last > first:
                key = f"{joint(reading.gaps[last])}{fold(reading.words[last])}"
                branch = branch.get(key, {})
            names = [n for n in branch.get(_HERE, ()) if n.stands(reading, first, named)]
            if names:
                end, found = last, names
            if not branch:
                break
        return end, found


def _forms(known: Known) -> Iterator[Form]:
    """Yield every form of every name somebody has."""
    for name in dict.fromkeys(known.names):
        yield from forms_of(name, person=known.kind == "person")


@lru_cache(maxsize=1 << 16)  # so that a name that changes costs no more than this one
def _signs_of(known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folded words with which somebody's names begin, and their domains."""
    words = dict.fromkeys(fold(form.words[0]) for form in _forms(known))
    domains = [*known.domains]
    for name in dict.fromkeys(known.names):
        # In a text, "Muster.de" is read as an address, even if it is the name.
        domains += [one.host for one in addresses_in(clean(name)) if one.end == len(name)]
    hosts = dict.fromkeys(plain_host(domain).removeprefix("www.") for domain in domains)
    return tuple(words), tuple(filter(None, hosts))


def _mention(hit: _Hit, place: str, text: str) -> Mention:
    before = text[max(0, hit.start - AROUND) : hit.start]
    after = text[hit.end : hit.end + AROUND]
    if hit.start > AROUND:
        before = before.partition(" ")[2] or before
    if hit.end + AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    words = text[hit.start : hit.end]
    return Mention(
        hit.known, place, " ".join(words.split()), " ".join(f"{before}{words}{after}".split())
    )
