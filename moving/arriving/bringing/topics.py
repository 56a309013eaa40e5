"""Categories and tags become topics, or series, or nothing, as was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from blog.models import Series, Tag
from moving.arriving.addresses import keep
from moving.arriving.bringing.ledger import Ledger
from moving.arriving.choices import Choices
from moving.arriving.values import Head, Term
from prose.sanitising import sanitise

_TAKEN = ("category", "post_tag")


class Topics:
    """What the pieces of one export are filed under."""

    def __init__(self, head: Head, ledger: Ledger, choices: Choices, root: str) -> None:
        """Know the terms of the site; `root` is its path."""
        self._terms = {(one.taxonomy, one.slug): one for one in head.terms}
        self._ledger = ledger
        self._choices = choices
        self._root = root
        self._found: dict[str, Tag | Series] = {}

    def forget(self) -> None:
        """Know no rows any more: those made last were taken back."""
        self._found.clear()

    def of(self, terms: Iterable[Term]) -> tuple[list[Tag], list[Series]]:
        """Return the topics and the series of a piece, each once, made now where they are new."""
        tags: dict[int, Tag] = {}
        series: dict[int, Series] = {}
        for term in terms:
            known = self._terms.get((term.taxonomy, term.slug), term)
            if term.taxonomy not in _TAKEN or not known.name:
                continue
            if term.taxonomy == "category" and term.slug in self._choices.series:
                row = self._remembered(known, self._series)
                series[row.pk] = row
            elif term.taxonomy == "post_tag" or term.slug not in self._choices.without:
                topic = self._remembered(known, self._tag)
                tags[topic.pk] = topic
        return [*tags.values()], [*series.values()]

    def _remembered[Row: (Tag, Series)](self, term: Term, make: Callable[[Term], Row]) -> Row:
        key = f"{term.taxonomy}:{term.slug}"
        if key not in self._found:
            self._found[key] = make(term)
        return cast(Row, self._found[key])

    def _tag(self, term: Term) -> Tag:
        key = f"{term.taxonomy}:{term.slug}"
        known = self._ledger.known(key)
        if known and known.tag:
            return known.tag
        name = term.name[:100]
        tag = Tag.objects.filter(name=name).first() or Tag.objects.filter(name__iexact=name).first()
        tag = tag or Tag.objects.create(name=name)
        self._ledger.note(key, tag=tag)
        for address in self._addresses(term):
            keep(address, tag=tag)
        return tag

    def _series(self, term: Term) -> Series:
        key = f"{term.taxonomy}:{term.slug}"
        known = self._ledger.known(key)
        if known and known.series:
            return known.series
        name = term.name[:160]
        row = Series.objects.filter(name=name).first() or Series.objects.create(
            name=name, description=sanitise(term.description, "simple")
        )
        self._ledger.note(key, series=row)
        for address in self._addresses(term):
            keep(address, series=row)
        return row

    def _addresses(self, term: Term) -> Iterable[str]:
        """Yield where the site listed a term: below its parents, and by itself."""
        if term.taxonomy == "post_tag":
            yield f"{self._root}/{self._choices.tag_base}/{term.slug}"
            yield f"{self._root}/?tag={term.slug}"
            return
        way, above, seen = [term.slug], term.parent, {term.slug}
        while above and above not in seen:
            seen.add(above)
            way.insert(0, above)
            parent = self._terms.get(("category", above))
            above = parent.parent if parent else ""
        base = f"{self._root}/{self._choices.category_base}"
        yield from dict.fromkeys((f"{base}/{'/'.join(way)}", f"{base}/{term.slug}"))
        if term.id:
            yield f"{self._root}/?cat={term.id}"
