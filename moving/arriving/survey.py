"""What has to be known of an export before its first text: who wrote, which pictures there are, what repeats."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from moving.arriving.values import Head, Item, Kind, Status, Writer

_PARTS = re.compile(r"</(?:p|li|div|h[1-6])>|<br\s?/?>|\n[ \t]*\n", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
SHORTEST = 60  # letters that a repeated paragraph must have to be more than a phrase


@dataclass
class Survey:
    """One look at everything; of texts nothing is kept but how often a paragraph stands in several."""

    head: Head
    total: int = 0
    pictures: dict[str, Item] = field(default_factory=dict)
    support: dict[str, Item] = field(default_factory=dict)
    pictures_of: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    writers: dict[str, Writer] = field(default_factory=dict)
    filed: Counter[tuple[str, str]] = field(default_factory=Counter)
    texts: int = 0
    repeated: Counter[int] = field(default_factory=Counter)
    _words: dict[int, str] = field(default_factory=dict)  # of what stood twice; most stands once

    @property
    def reusable(self) -> dict[str, str]:
        """Texts that stand in several pieces, by id."""
        return {one.id: one.body for one in self.support.values() if one.type == "wp_block"}

    def boilerplate(self) -> Iterator[tuple[str, int]]:
        """Yield paragraphs that stand in so many texts that nobody wrote them anew, and in how many."""
        least = max(3, self.texts // 50)
        for known, times in self.repeated.most_common(40):
            if times >= least:
                yield self._words[known], times

    def count(self, paragraphs: set[str]) -> None:
        """Count the paragraphs of a text that has each of them once or more."""
        for words in paragraphs:
            known = int.from_bytes(blake2b(words.encode(), digest_size=8).digest())
            self.repeated[known] += 1
            if self.repeated[known] == 2:
                self._words[known] = words


def surveyed(head: Head, items: Callable[[], Iterator[Item]]) -> Survey:
    """Return the survey of an export, in one pass."""
    found = Survey(head)
    found.writers = {one.key: one for one in head.writers}
    for item in items():
        found.total += 1
        match item.kind:
            case Kind.PICTURE:
                found.pictures[item.id] = item
                if item.parent:
                    found.pictures_of[item.parent].append(item.id)
            case Kind.SUPPORT:
                found.support[item.id] = item
                _guest(found, item)
            case Kind.POST:
                _text(found, item)
    _taxonomy_of_writers(found)
    return found


def paragraphs_of(body: str) -> list[str]:
    """Return the paragraphs of any markup as plain lines, for comparing."""
    parts = (_TAG.sub("", part) for part in _PARTS.split(body))
    return [line for part in parts if (line := " ".join(html.unescape(part).split()))]


def _text(found: Survey, item: Item) -> None:
    for term in item.terms:
        found.filed[term.taxonomy, term.slug] += 1
    if item.status is not Status.TRASH:
        found.texts += 1
        found.count({one for one in paragraphs_of(item.body) if len(one) >= SHORTEST})


def _guest(found: Survey, item: Item) -> None:
    """Know a guest author of Co-Authors Plus; one linked to an account adds what the account lacks."""
    if item.type != "guest-author":
        return
    told = item.meta
    login = told.get("cap-user_login") or item.slug.removeprefix("cap-")
    linked = told.get("cap-linked_account", "")
    both = f"{told.get('cap-first_name', '')} {told.get('cap-last_name', '')}".strip()
    account = found.writers.get(linked)
    guest = Writer(
        key=login,
        name=told.get("cap-display_name") or both or item.title or login,
        slug=item.slug.removeprefix("cap-") or login,
        mail=told.get("cap-user_email", ""),
        biography=told.get("cap-description", "") or item.body,
        guest=account is None,
        picture=told.get("_thumbnail_id", ""),
        url=told.get("cap-website", ""),
        number=account.number if account else "",
    )
    found.writers[login] = guest
    if slug := item.slug.removeprefix("cap-"):
        found.writers[slug] = guest
    if account:
        found.writers[linked] = guest


def _taxonomy_of_writers(found: Survey) -> None:
    """Know the authors of PublishPress, which are terms with values of their own."""
    names = {term.slug: term.name for term in found.head.terms if term.taxonomy == "author"}
    for slug, told in found.head.meta_of_writers.items():
        if slug.removeprefix("cap-") in found.writers:
            continue
        both = f"{told.get('first_name', '')} {told.get('last_name', '')}".strip()
        found.writers[slug] = Writer(
            key=slug,
            name=names.get(slug) or both or slug,
            slug=slug,
            mail=told.get("user_email", ""),
            biography=told.get("description", ""),
            guest=told.get("user_id", "") in ("", "0"),
            picture=told.get("avatar", ""),
            url=told.get("user_url", ""),
        )
