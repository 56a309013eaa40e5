"""Which questions of a series have been answered more than once, so that they have a page."""

from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.aggregates import StringAgg
from django.db.models.functions import Cast
from django.urls import reverse

from blog.editions import Edition, EditionQuestion
from blog.models import Series
from blog.series_questions import SeriesQuestion

ENOUGH = 2  # live answers from which on there is something to compare


def asked_by_several(
    questions: QuerySet[SeriesQuestion], now: datetime
) -> QuerySet[SeriesQuestion]:
    """Keep the questions that have a page: at least two live interviews answer them."""
    counted = _answered(now).filter(question=OuterRef("pk")).order_by().values("question")
    number = Subquery(counted.annotate(number=Count("pk")).values("number"))
    return questions.annotate(answers=number).filter(answers__gte=ENOUGH)


def questions_of(series: Series, now: datetime) -> list[SeriesQuestion]:
    """Return the questions of a series that have a page."""
    return list(asked_by_several(series.questions.all(), now))


def with_asked_again(editions: QuerySet[Edition], now: datetime) -> QuerySet[Edition]:
    """Annotate which of an edition's questions others answer too, as ids between commas."""
    same = _answered(now).filter(question=OuterRef("question"))
    others = same.exclude(edition=OuterRef("edition"))
    rows = EditionQuestion.objects.filter(Exists(others), edition=OuterRef("pk"))
    ids = StringAgg(Cast("question_id", CharField()), Value(","))
    found = Subquery(rows.order_by().values("edition").annotate(ids=ids).values("ids"))
    # Few pieces answer what a series asks everyone; for all others the database need not look.
    answers = Exists(EditionQuestion.objects.filter(edition=OuterRef("pk")))
    return editions.annotate(asked_again=Case(When(answers, then=found)))


def _answered(now: datetime) -> QuerySet[EditionQuestion]:
    """Return the rows whose edition is live, each looked up by its own key."""
    return EditionQuestion.objects.filter(
        Exists(Edition.objects.live(now).filter(pk=OuterRef("edition")))
    )


def paths_asked_again(edition: Edition) -> dict[str, str]:
    """Return the pages with all answers, by the anchors of an edition `with_asked_again`."""
    ids = set((getattr(edition, "asked_again", "") or "").split(",")) - {""}
    if not ids:
        return {}
    series = edition.teaser["series"]
    return {
        row["anchor"]: reverse("series_question", args=[series["slug"], row["slug"]])
        for row in edition.parts["series_questions"]
        if series and str(row["id"]) in ids
    }
