"""Listing editions under what they are found by: topics, people, organisations, notices, questions, words."""

from collections.abc import Iterable, Sequence

from blog.editions.content import FrozenTie
from blog.editions.edition import Edition
from blog.editions.indexes import (
    EditionNotice,
    EditionPerson,
    EditionQuestion,
    EditionTag,
    EditionTie,
)
from blog.models import SeriesQuestion, Tag, Tie
from blog.search import index as search_index
from people.models import Organisation, Person


def index(edition: Edition) -> None:
    """List a new edition under all that it is found by."""
    piece = edition.piece
    tags = Tag.meant_by(tag.id for tag in piece.tags)
    people = Person.meant_by(credit.person for credit in piece.credits)
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag_id=tag, published_at=edition.published_at)
        for tag in sorted(set(tags.values()))
    )
    EditionPerson.objects.bulk_create(
        EditionPerson(edition=edition, person_id=person, published_at=edition.published_at)
        for person in sorted(set(people.values()))
    )
    if piece.ties is None:  # from before they were frozen: as they are recorded now
        recorded = Tie.objects.filter(post=edition.post_id).select_related("organisation")
        _index_ties(edition, [tie.frozen() for tie in recorded])
    index_again([edition])


def index_again(editions: Sequence[Edition]) -> None:
    """List editions under what may have changed since they were published; what is listed stays."""
    _index_wordings(editions)
    _index_questions(editions)
    for edition in editions:
        _index_ties(edition, edition.piece.ties or ())
    search_index.index_many(editions)


def drop(ids: Sequence[int]) -> None:
    """Take editions out of every index."""
    for rows in (EditionTag, EditionPerson, EditionNotice, EditionQuestion, EditionTie):
        rows.objects.filter(edition__in=ids).delete()
    search_index.drop(ids)


def _index_wordings(editions: Iterable[Edition]) -> None:
    EditionNotice.objects.bulk_create(
        (
            EditionNotice(edition=edition, version_id=version)
            for edition in editions
            for version in edition.piece.wordings
        ),
        ignore_conflicts=True,
    )


def _index_questions(editions: Iterable[Edition]) -> None:
    asked = [(edition, row) for edition in editions for row in edition.piece.series_questions]
    wanted = {row.id for _edition, row in asked}
    known = set(SeriesQuestion.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    EditionQuestion.objects.bulk_create(
        (
            EditionQuestion(
                edition=edition,
                question_id=row.id,
                anchor=row.anchor,
                published_at=edition.published_at,
            )
            for edition, row in asked
            if row.id in known
        ),
        ignore_conflicts=True,
    )


def _index_ties(edition: Edition, ties: Iterable[FrozenTie]) -> None:
    told = {tie.organisation: tie.paid for tie in ties}
    meant = Organisation.meant_by(told)
    paid = {meant[pk]: any(told[one] for one in meant if meant[one] == meant[pk]) for pk in meant}
    EditionTie.objects.bulk_create(
        (
            EditionTie(
                edition=edition,
                organisation_id=organisation,
                published_at=edition.published_at,
                paid=paid[organisation],
            )
            for organisation in sorted(paid)
        ),
        ignore_conflicts=True,
    )
