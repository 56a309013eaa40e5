"""The words of the site: to find parts of compounds, and what a misspelt word was meant to be.

Words are learnt when an edition is put into the search index, known from the moment it is live, and
forgotten when the last one is taken out in which they or another form of them stand. What ends by the clock is
taken out later, so readers are only ever shown words that stand in a hit (`blog.search.search`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Length
from django.utils import timezone

from blog.search import spelling
from blog.search.compounds import CERTAINLY_A_WORD, SHORTEST_PART, cuts
from blog.search.query import Phrase, QueryPart
from blog.search.stems import stem

MOST = 60  # compounds that one word is looked for in
_AT_ONCE = 500  # rows of one statement
_LONG = 2 * SHORTEST_PART


class Word(models.Model):
    """A plain word (`blog.search.stems`) that stands in a piece, live since a moment."""

    word = models.CharField(max_length=spelling.LONGEST, unique=True)
    stem = models.CharField(max_length=spelling.LONGEST, db_index=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.word


class Spelling(models.Model):
    """What a misspelt word may have in common with a known one (`blog.search.spelling`)."""

    key = models.CharField(max_length=2 * spelling.LONGEST)
    word = models.ForeignKey(
        Word, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="spelling_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.word_id}"


class Cut(models.Model):
    """A place where a long word may be cut, as the stems of both sides (`blog.search.compounds`)."""

    left = models.CharField(max_length=spelling.LONGEST)
    right = models.CharField(max_length=spelling.LONGEST)
    word = models.ForeignKey(
        Word, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right", "word"], name="cut_once"),
        ]
        indexes = [models.Index(fields=["right", "left"], name="cut_by_head")]

    def __str__(self) -> str:
        return f"{self.left}|{self.right}: {self.word_id}"


@dataclass(frozen=True)
class Clues:
    """What the vocabulary knows about the words of a query."""

    known: frozenset[str]  # stems
    near: tuple[str, ...]  # words with a spelling in common
    compounds: tuple[tuple[str, Phrase], ...]  # stem of a part, stem of the compound

    def widened(self, part: QueryPart) -> QueryPart:
        """Let a word also stand for compounds with it, and for its own two parts side by side."""
        if not part.alone:
            return part
        root = part.stems[0]
        compounds = dict.fromkeys(word for of, word in self.compounds if of == root)
        apart = [cut for cut in cuts(part.alone) if {*cut} <= self.known]
        return part.or_else([*list(compounds)[:MOST], *apart])

    def meant(self, part: QueryPart) -> list[str]:
        """Return what a word may have been meant to be: of one that is known, only what sounds so."""
        word = part.alone
        if not spelling.is_word(word):
            return []
        if part.stems[0] not in self.known:
            return spelling.nearest(word, self.near)
        others = [other for other in self.near if stem(other) != part.stems[0]]
        return [other for other in others if spelling.sound(other) == spelling.sound(word)]


def learn(words: Mapping[str, datetime]) -> None:
    """Take in plain words, each with the moment from which it is live."""
    judged = {word: since for word, since in words.items() if spelling.is_word(word)}
    for some in batched(sorted(judged), _AT_ONCE, strict=False):
        known = dict(Word.objects.filter(word__in=some).values_list("word", "since"))
        _write([Word(word=w, stem=stem(w), since=judged[w]) for w in some if w not in known])
        for word in (w for w, since in known.items() if judged[w] < since):
            Word.objects.filter(word=word).update(since=judged[word])


def forget(words: Iterable[str]) -> None:
    """Forget plain words, with all under which they are listed."""
    for some in batched(sorted(filter(spelling.is_word, words)), _AT_ONCE, strict=False):
        # Locked in one order: two who forget the same words wait for each other, and not in a circle.
        rows = Word.objects.filter(word__in=some).order_by("word").select_for_update()
        ids = list(rows.values_list("pk", flat=True))
        Spelling.objects.filter(word__in=ids).delete()
        Cut.objects.filter(word__in=ids).delete()
        Word.objects.filter(pk__in=ids).delete()


def forget_all() -> None:
    """Forget every word, before learning those that stand in pieces now."""
    for model in (Spelling, Cut, Word):
        model._default_manager.all().delete()


def look_up(asked: Sequence[QueryPart]) -> Clues:
    """Return what is known about the words of a query, in one query."""
    alone = {part.alone for part in asked if len(part.alone) >= SHORTEST_PART}
    if not alone:
        return Clues(frozenset(), (), ())
    stems = {stem(word) for word in alone}
    sides = {side for word in alone for cut in cuts(word) for side in cut}
    spellings = {key for word in alone if spelling.is_word(word) for key in spelling.keys(word)}
    known = _live(Word.objects.filter(stem__in=stems | sides), "")
    near = _live(Spelling.objects.filter(key__in=spellings), "word__")
    queries = [
        known.values_list(Value("known"), Value(""), "stem"),
        near.values_list(Value("near"), Value(""), "word__word"),
        _compounds("right", "left", stems).values_list(Value("part"), "right", "word__stem"),
        _compounds("left", "right", stems).values_list(Value("part"), "left", "word__stem"),
    ]
    found = list(queries[0].union(*queries[1:]))
    return Clues(
        known=frozenset(word for kind, _of, word in found if kind == "known"),
        near=tuple(sorted(word for kind, _of, word in found if kind == "near")),
        compounds=tuple(sorted((of, (word,)) for kind, of, word in found if kind == "part")),
    )


def _compounds(side: str, other: str, stems: Iterable[str]) -> QuerySet:
    """Return the cuts with one of these stems on a side, if the other is a word too.

    One that the site knows, that is asked for as well, or a compound of its own.
    """
    word = _live(Word.objects.filter(stem=OuterRef(other)), "")
    of_two_words = Exists(word) | Q(letters__gte=CERTAINLY_A_WORD) | Q(**{f"{other}__in": stems})
    found = Cut.objects.filter(**{f"{side}__in": stems}).annotate(letters=Length(other))
    return _live(found.filter(of_two_words), "word__")


def _live(rows: QuerySet, word: str) -> QuerySet:
    return rows.filter(**{f"{word}since__lte": timezone.now()})


def _write(new: list[Word]) -> None:
    """Insert words, listed under their spellings and cuts; another process may do the same."""
    if not new:
        return
    Word.objects.bulk_create(new, ignore_conflicts=True)
    written = Word.objects.filter(word__in=[word.word for word in new])
    listed = list(written.values_list("pk", "word"))
    Spelling.objects.bulk_create(
        (Spelling(key=key, word_id=pk) for pk, word in listed for key in spelling.keys(word)),
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )
    Cut.objects.bulk_create(
        (
            Cut(left=left, right=right, word_id=pk)
            for pk, word in listed
            if len(word) >= _LONG
            for left, right in cuts(word)
        ),
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )
