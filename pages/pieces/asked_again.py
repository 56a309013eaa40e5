"""Which questions of a series have been answered more than once, so that they have a page."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from blog.editions.edition import Edition, EditionQuestion
from blog.models import Series
from blog.models.series_question import SeriesQuestion
from delivery.memo import remembered

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


def paths_asked_again(edition: Edition) -> dict[str, str]:
    """Return the pages with all answers, by the anchors of an edition that is live."""
    asked, series = edition.parts["series_questions"], edition.teaser["series"]
    if not asked or not series:  # few pieces answer what a series asks everyone
        return {}
    ids = remembered("questions with a page", _with_a_page)
    return {
        row["anchor"]: reverse("series_question", args=[series["slug"], row["slug"]])
        for row in asked
        if row["id"] in ids
    }


def _with_a_page() -> set[int]:
    rows = asked_by_several(SeriesQuestion.objects.order_by(), timezone.now())
    return set(rows.values_list("pk", flat=True))


def _answered(now: datetime) -> QuerySet[EditionQuestion]:
    """Return the rows whose edition is live, each looked up by its own key."""
    return EditionQuestion.objects.filter(
        Exists(Edition.objects.live(now).filter(pk=OuterRef("edition")))
    )
