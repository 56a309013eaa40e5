"""Which questions of a series have been answered more than once, so that lists name their page."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from blog.editions.edition import Edition
from blog.editions.indexes import EditionQuestion
from blog.models import Series
from blog.models.series_question import SeriesQuestion

ENOUGH = 2  # live answers from which on there is something to compare


def answered(questions: QuerySet[SeriesQuestion], now: datetime) -> QuerySet[Any]:
    """Keep the questions that a live interview answers, with the number of `answers`."""
    live = Edition.objects.live_at(now).filter(pk=OuterRef("edition"))
    rows = EditionQuestion.objects.filter(Exists(live), question=OuterRef("pk"))
    counted = rows.order_by().values("question").annotate(number=Count("pk")).values("number")
    return questions.annotate(answers=Subquery(counted)).filter(answers__gte=1)


def asked_by_several(
    questions: QuerySet[SeriesQuestion], now: datetime
) -> QuerySet[SeriesQuestion]:
    """Keep the questions with more than one live answer: there is something to compare."""
    return answered(questions, now).filter(answers__gte=ENOUGH)


def questions_of(series: Series, now: datetime) -> list[SeriesQuestion]:
    """Return the questions of a series that have several answers."""
    return list(asked_by_several(series.questions.all(), now))
