"""Which pieces lead on from which: worked out when one is published, so that reading costs nothing.

Two pieces are related by who speaks, by their event, by topics (rare ones weigh more) and by the
words of title and standfirst. Every row names the strongest of the first three, if there is one, so that readers are told why.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from typing import Any

from django.db import models, transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from blog.editions.edition import Edition
from blog.editions.indexes import EditionPerson, EditionTag
from blog.editions.teaser import Teaser
from blog.search import search
from blog.search.stems import stems
from prose.sanitising import plain_text

KEPT = 8  # pieces that are kept for each one; a page shows about half of them
MOST_ALIKE = 3  # of them for the same reason: there is more to read on than one author
LOOKED_AT = 60  # newest pieces that are looked at for each thing in common
WRITTEN = 200  # pieces whose rows are written together
VOICES = ("author", "interviewee")
SHORTEST_STEM = 4  # shorter ones are articles and prepositions
LEAST_ALIKE = 0.12  # share of common stems below which two texts only have words in common
_WEIGHTS = {"person": 3.0, "event": 1.0, "tag": 2.0, "text": 4.0}

type Reason = tuple[str, int | None]


class Related(models.Model):
    """A piece that leads on from another, how strongly and why."""

    class Kind(models.TextChoices):
        """What the two have most in common; `subject` is its id."""

        PERSON = "person", _("person")
        EVENT = "event", _("event")
        TAG = "tag", _("topic")
        TEXT = "text", _("text")

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="related_rows")
    other = models.ForeignKey("blog.Post", models.CASCADE, related_name="leads_here")
    score = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "other"], name="related_once")]
        indexes = [models.Index(fields=["post", "-score", "other"], name="related_strongest")]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.other_id}: {self.score}"

    @property
    def reason(self) -> Reason:
        """What the two have most in common."""
        return self.kind, self.subject


@dataclass(frozen=True)
class Traits:
    """What a piece is related by."""

    post: int
    people: frozenset[int]
    event: int | None
    tags: frozenset[int]
    stems: frozenset[str]


@dataclass(frozen=True)
class Rarity:
    """How much it says that two pieces share something, by how many have it."""

    pieces: int
    people: Counter[int]
    tags: Counter[int]

    def person(self, pk: int) -> float:
        """Return the weight of a person: the less they are in, the more."""
        return _WEIGHTS["person"] * self._rare(self.people[pk])

    def tag(self, pk: int) -> float:
        """Return the weight of a topic."""
        return _WEIGHTS["tag"] * self._rare(self.tags[pk])

    def _rare(self, pieces: int) -> float:
        """Return 1 for what one piece alone has, less the more have it, however large the site is."""
        every = max(self.pieces, 1)
        return math.log(1 + every / max(pieces, 1)) / math.log(1 + every)


def traits(post: int, teaser: Teaser) -> Traits:
    """Return the traits of a piece from the teaser of its edition."""
    text = f"{plain_text(teaser.title)} {plain_text(teaser.standfirst)}"
    return Traits(
        post=post,
        people=frozenset(one.person for one in teaser.people if one.role in VOICES),
        event=teaser.event.id if teaser.event else None,
        tags=frozenset(tag.id for tag in teaser.tags),
        stems=frozenset(stem for stem in stems(text) if len(stem) >= SHORTEST_STEM),
    )


def traits_of(edition: Edition) -> Traits:
    """Return the traits of a piece as an edition of it has them."""
    return traits(edition.post_id, edition.teaser)


def likeness(one: Traits, other: Traits, rarity: Rarity) -> tuple[int, Reason] | None:
    """Return how strongly two pieces are related and by what most; None if they are not."""
    parts: dict[Reason, float] = {}
    parts |= {("person", pk): rarity.person(pk) for pk in sorted(one.people & other.people)}
    if one.event is not None and one.event == other.event:
        parts["event", one.event] = _WEIGHTS["event"]
    parts |= {("tag", pk): rarity.tag(pk) for pk in sorted(one.tags & other.tags)}
    total = len(one.stems) + len(other.stems)
    alike = 2 * len(one.stems & other.stems) / total if total else 0
    text = _WEIGHTS["text"] * alike if alike >= LEAST_ALIKE else 0
    if not parts and not text:
        return None
    # A name says more to readers than "similar"; words explain only what nothing else does.
    strongest = max(parts, key=lambda reason: parts[reason]) if parts else ("text", None)
    return round(1000 * (sum(parts.values()) + text)), strongest


def refresh(edition: Edition) -> None:
    """Work out anew what leads on from a piece that is published, and what leads to it."""
    here = traits_of(edition)
    rows = _candidates(edition, here)
    rarity = _rarity(here)
    found = [
        (result, other) for other in rows if (result := likeness(here, other, rarity)) is not None
    ]
    Related.objects.filter(models.Q(post=here.post) | models.Q(other=here.post)).delete()
    there = [_row(here.post, other.post, result) for result, other in found]
    back = [_row(other.post, here.post, result) for result, other in found]
    Related.objects.bulk_create([*strongest(there), *back])
    _trim({other.post for _result, other in found})


def strongest(rows: Iterable[Related]) -> list[Related]:
    """Return which relatives of one piece are kept: the strongest, few of them for the same reason."""
    same: Counter[Reason] = Counter()
    kept: list[Related] = []
    for row in sorted(rows, key=lambda row: (-row.score, -row.other_id)):
        same[row.reason] += 1
        if same[row.reason] <= MOST_ALIKE and len(kept) < KEPT:
            kept.append(row)
    return kept


def refresh_all() -> int:
    """Work out anew what leads on from every piece, once many have come at once; return how many there are.

    Readers see what was before until a piece has its new rows; so many pieces are written together
    that nobody who publishes meanwhile waits for long.
    """
    current = Edition.objects.filter(retired=False).in_streams().order_by("-published_at", "-pk")
    pieces: dict[int, Traits] = {}
    for post, teaser in current.values_list("post_id", "teaser").iterator(WRITTEN):
        if post not in pieces:
            pieces[post] = traits(post, teaser)
    for rows in batched(among([*pieces.values()]).items(), WRITTEN, strict=False):
        with transaction.atomic():
            Related.objects.filter(post__in=[post for post, _rows in rows]).delete()
            Related.objects.bulk_create(row for _post, found in rows for row in found)
    return len(pieces)


def among(pieces: Sequence[Traits]) -> dict[int, list[Related]]:
    """Return by post what leads on from each of some pieces, newest first, to the others.

    Looked at are for each the same as when it is published alone.
    """
    rarity = Rarity(
        pieces=len(pieces),
        people=Counter(pk for piece in pieces for pk in piece.people),
        tags=Counter(pk for piece in pieces for pk in piece.tags),
    )
    having: defaultdict[Reason, list[int]] = defaultdict(list)  # places in `pieces`
    for place, piece in enumerate(pieces):
        for trait in (*_things(piece), *_words(piece)):
            if len(having[trait]) <= LOOKED_AT:  # one more, for the piece itself is in it
                having[trait].append(place)
    return {
        here.post: strongest(
            _row(here.post, other.post, result)
            for other in _alike(here, pieces, having)
            if (result := likeness(here, other, rarity)) is not None
        )
        for here in pieces
    }


def _alike(
    here: Traits, pieces: Sequence[Traits], having: Mapping[Reason, list[int]]
) -> list[Traits]:
    """Return the newest pieces that share something with this one."""
    places = {place for thing in _things(here) for place in having[thing]}
    worded = {place for word in _words(here) for place in having[word]}
    places.update(sorted(worded)[: LOOKED_AT + 1])
    return [pieces[place] for place in sorted(places) if pieces[place].post != here.post]


def _things(piece: Traits) -> list[Reason]:
    """Return who speaks in a piece, its topics and its event."""
    things: list[Reason] = [("person", pk) for pk in piece.people]
    things += [("tag", pk) for pk in piece.tags]
    return [*things, ("event", piece.event)] if piece.event is not None else things


def _words(piece: Traits) -> list[Reason]:
    return [(stem, None) for stem in piece.stems]


def _row(post: int, other: int, result: tuple[int, Reason]) -> Related:
    score, (kind, subject) = result
    return Related(post_id=post, other_id=other, score=score, kind=kind, subject=subject)


def _candidates(edition: Edition, here: Traits) -> list[Traits]:
    """Return the pieces, live or scheduled, that have something in common with this one."""
    ids: set[int] = set()
    for pk in sorted(here.people):
        ids |= _newest(EditionPerson.objects.filter(person=pk), "edition")
    for pk in sorted(here.tags):
        ids |= _newest(EditionTag.objects.filter(tag=pk), "edition")
    if here.event is not None:
        ids |= _newest(Edition.objects.filter(event=here.event, retired=False), "pk")
    ids |= set(search.sharing(here.stems, LOOKED_AT))
    current = Edition.objects.filter(pk__in=ids, retired=False).in_streams()
    by_post = {
        post: traits(post, teaser)
        for post, teaser in current.exclude(post_id=here.post)
        .order_by("pk")
        .values_list("post_id", "teaser")
    }
    return list(by_post.values())


def _newest(rows: models.QuerySet[Any], column: str) -> set[int]:
    order = ("-published_at", f"-{column}")
    return set(rows.order_by(*order).values_list(column, flat=True)[:LOOKED_AT])


def _rarity(here: Traits) -> Rarity:
    """Count how many current pieces have what this one has, in three queries."""
    people = EditionPerson.objects.filter(person__in=here.people).values_list("person")
    tags = EditionTag.objects.filter(tag__in=here.tags).values_list("tag")
    return Rarity(
        pieces=Edition.objects.filter(retired=False).count(),
        people=Counter(dict(people.annotate(Count("pk")).order_by())),
        tags=Counter(dict(tags.annotate(Count("pk")).order_by())),
    )


def _trim(posts: Iterable[int]) -> None:
    """Keep only the strongest for each of these pieces."""
    rows = Related.objects.filter(post__in=posts).order_by("post")
    over = [
        row.pk
        for _post, group in groupby(rows, key=lambda row: row.post_id)
        for row in _weaker(list(group))
    ]
    Related.objects.filter(pk__in=over).delete()


def _weaker(rows: list[Related]) -> list[Related]:
    kept = {row.pk for row in strongest(rows)}
    return [row for row in rows if row.pk not in kept]
