"""Who is named in a piece: known people and organisations, found by name, alias or address.

Words are compared folded: without case, soft hyphens and accents written apart, umlauts as ae, oe,
ue and ss, so that “Müller” finds “Mueller”. Short names and ordinary words are taken as they are
written, so that “Metro” is not found in “Metropole” nor “SAP” in “sap”. Every name is looked up
by its first word; nothing is searched for with patterns that could run away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from people.models import Organisation, Person

AROUND = 60
LEGAL_FORMS = frozenset(
    "gmbh ag se kg ohg ug kgaa eg ev e v gbr mbh inc ltd llc plc corp co sa bv oy".split()
)
# Names that are words as well are only found as they are written, and never without their form.
ORDINARY = frozenset(
    "bild blick capital echo focus forum kontakt metro post stern tempo union welt zeit apple"
    " bench target gap next visa orange shell indeed slack".split()
)
TITLES = ("herr", "herrn", "frau", "mr", "mrs", "ms")
SHORT = 3
_WORD = re.compile(r"[^\W_]+(?:['’\-‑&][^\W_]+)*")
_TOKEN = re.compile(r"[^\s,;:()\[\]<>\"'/„“”]+")
LONGEST_HOST = 253
_IGNORED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Known:
    """A person or organisation the site knows, under every name it has."""

    kind: str
    pk: int
    name: str
    names: tuple[str, ...]
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Something to look through: a text, the address of a link, a credit, words about an image."""

    place: str
    words: str


@dataclass(frozen=True)
class Mention:
    """Somebody is named: where, in which words, and what stands around them."""

    known: Known
    place: str
    found: str
    context: str


@dataclass(frozen=True)
class _Spoken:
    """A word of a text, as it stands and folded."""

    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class _Name:
    """A name to look for, word by word; `exact` ones as they are written."""

    known: Known
    words: tuple[str, ...]
    exact: tuple[str, ...]

    def matches(self, spoken: list[_Spoken], at: int) -> int:
        """Return how many words from `at` on are this name; 0 if it is not there."""
        part = spoken[at : at + len(self.words)]
        if len(part) < len(self.words):
            return 0
        *first, last = range(len(part))
        if any(part[n].folded != self.words[n] for n in first):
            return 0
        if not _inflected(part[last].folded, self.words[last]):
            return 0
        if self.exact and any(not part[n].text.startswith(self.exact[n]) for n in range(len(part))):
            return 0
        return len(part)


class Index:
    """Every name of the people and organisations that are known, by its first word."""

    def __init__(self, known: Iterable[Known]) -> None:
        """Prepare the names once; many texts can then be looked through."""
        self._names: dict[str, list[_Name]] = {}
        self._surnames: dict[str, list[Known]] = {}
        self._domains: dict[str, Known] = {}
        for one in sorted(known, key=lambda one: (one.kind, one.pk)):
            for name in dict.fromkeys(one.names):
                self._add(one, name)
            for domain in one.domains:
                self._domains.setdefault(domain.lower().removeprefix("www."), one)
            if one.kind == "person" and (spoken := _spoken(one.name)):
                self._surnames.setdefault(spoken[-1].folded, []).append(one)
        for names in self._names.values():
            names.sort(key=lambda name: -len(name.words))

    def find(self, passages: Iterable[Passage]) -> tuple[Mention, ...]:
        """Return the first mention of everybody at each place, in the order of the text."""
        found: dict[tuple[str, int, str], Mention] = {}
        for passage in passages:
            mentions = self._in_link(passage) if passage.place == "link" else self._in_text(passage)
            for mention in mentions:
                key = (mention.known.kind, mention.known.pk, passage.place)
                found.setdefault(key, mention)
        return tuple(found.values())

    def _add(self, known: Known, name: str) -> None:
        spoken = _spoken(name)
        if not spoken:
            return
        self._put(known, spoken)
        short = _without_form(spoken)
        distinctive = len(short) > 1 or (
            short and len(short[0].folded) > SHORT and short[0].folded not in ORDINARY
        )
        if known.kind == "organisation" and short != spoken and distinctive:
            self._put(known, short)

    def _put(self, known: Known, spoken: list[_Spoken]) -> None:
        words = tuple(word.folded for word in spoken)
        whole = " ".join(words)
        careful = len(spoken) == 1 and (
            len(whole) <= SHORT or whole in ORDINARY or spoken[0].text.isupper()
        )
        exact = tuple(word.text for word in spoken) if careful else ()
        self._names.setdefault(_root(words[0]) if len(words) == 1 else words[0], []).append(
            _Name(known, words, exact)
        )

    def _in_text(self, passage: Passage) -> Iterator[Mention]:
        text = _normal(passage.words)
        spoken = list(_spoken(text))
        named: set[int] = set()
        at = 0
        while at < len(spoken):
            taken = 0
            for name in self._candidates(spoken[at].folded):
                length = name.matches(spoken, at)
                if length:
                    yield _mention(name.known, passage.place, text, spoken[at : at + length])
                    if name.known.kind == "person":
                        named.add(name.known.pk)
                    taken = max(taken, length)
            if not taken:
                yield from self._by_surname(passage, text, spoken, at, named)
            at += max(taken, 1)
        for match in _TOKEN.finditer(text):
            host = match.group().strip(".!?").lower()
            if "." in host and len(host) <= LONGEST_HOST and (owner := self._owner(host)):
                word = _Spoken(host, "", match.start(), match.start() + len(host))
                yield _mention(owner, passage.place, text, [word])

    def _candidates(self, folded: str) -> Iterator[_Name]:
        """Return the names that may begin with a word: as it is, without its ending or its rest."""
        yield from self._names.get(folded, ())
        roots = {_root(folded), *(_root(part) for part in _compound(folded))} - {folded}
        for root in roots:
            yield from (name for name in self._names.get(root, ()) if len(name.words) == 1)

    def _by_surname(
        self, passage: Passage, text: str, spoken: list[_Spoken], at: int, named: set[int]
    ) -> Iterator[Mention]:
        """A surname alone counts after the whole name or behind Herr and Frau."""
        word = spoken[at]
        addressed = at > 0 and spoken[at - 1].folded in TITLES
        for stem in {word.folded, _root(word.folded)}:
            for person in self._surnames.get(stem, ()):
                if word.text[:1].isupper() and (addressed or person.pk in named):
                    yield _mention(person, passage.place, text, [word])

    def _in_link(self, passage: Passage) -> Iterator[Mention]:
        try:
            host = (urlsplit(passage.words.strip()).hostname or "").rstrip(".")
        except ValueError:
            return
        owner = self._owner(host)
        if owner:
            yield Mention(owner, passage.place, host, passage.words[: 2 * AROUND])

    def _owner(self, host: str) -> Known | None:
        """Return who owns a host: the domain itself or anything below it, no look-alike."""
        parts = host.split(".")
        for start in range(len(parts) - 1):
            owner = self._domains.get(".".join(parts[start:]))
            if owner:
                return owner
        return None


def find(passages: Iterable[Passage], known: Iterable[Known]) -> tuple[Mention, ...]:
    """Return the first mention of everybody known at each place."""
    return Index(known).find(passages)


def known_rows() -> tuple[Known, ...]:
    """Return all organisations and people as Known, in two queries."""
    organisations = [
        Known("organisation", one.pk, one.name, one.names(), one.domains())
        for one in Organisation.objects.only("name", "aliases", "url")
    ]
    people = [
        Known("person", one.pk, one.name, one.names())
        for one in Person.objects.only("name", "honorific", "aliases")
    ]
    return (*organisations, *people)


def _normal(text: str) -> str:
    """Return composed text without invisible characters, with plain blanks and hyphens."""
    plain = unicodedata.normalize("NFC", text).translate(_IGNORED)
    return plain.replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-")


def _spoken(text: str) -> list[_Spoken]:
    """Return the words of a text; a hyphen, an apostrophe or a dot inside joins."""
    return [
        _Spoken(m.group(), _fold(m.group()), m.start(), m.end())
        for m in _WORD.finditer(_normal(text))
    ]


def _fold(word: str) -> str:
    plain = word.lower().translate(_FOLDED).replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def _without_form(spoken: list[_Spoken]) -> list[_Spoken]:
    """Return a name without the legal form at its end: "Muster" of "Muster GmbH & Co. KG"."""
    short = list(spoken)
    while len(short) > 1 and short[-1].folded.strip(".") in LEGAL_FORMS:
        short.pop()
    return short


def _root(word: str) -> str:
    """Return a word without the ending of a genitive: "muellers" and "mueller's" are "mueller"."""
    for ending in ("'s", "'", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORT:
            return word[: -len(ending)]
    return word


def _compound(word: str) -> list[str]:
    """Return the parts of a word with hyphens: "muster-gruppe" may be about "muster"."""
    return word.split("-")[:1] if "-" in word else []


def _inflected(word: str, name: str) -> bool:
    """Tell whether a word is a name, its genitive, or a compound that begins with it."""
    if word == name:
        return True
    endings = ("s", "es", "'", "'s") if len(name) >= SHORT else ()
    if any(word == name + ending for ending in endings):
        return True
    return "-" in word and "-" not in name and _inflected(word.split("-", maxsplit=1)[0], name)


def _mention(known: Known, place: str, text: str, spoken: list[_Spoken]) -> Mention:
    start, end = spoken[0].start, spoken[-1].end
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    if start > AROUND:
        before = before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0]
    context = " ".join(f"{before}{text[start:end]}{after}".split())
    return Mention(known, place, text[start:end], context)
