"""One question, all answers: where a series of interviews asks the same thing again."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition, live_by_rows
from blog.models.series_question import SeriesQuestion
from blog.prepared import A_NUMBER
from delivery.cache_headers import shown
from pages.lists.pagination import Rows, page_for
from pages.pieces.answers import Answer, answers_of
from pages.pieces.asked_again import asked_by_several

_ASKED = Rows(
    lambda now, beyond, question: live_by_rows(now).filter(
        beyond, question_rows__question=question
    ),
    along=("question_rows__published_at", "question_rows__edition_id"),
    question=A_NUMBER,
)


@dataclass(frozen=True)
class Told:
    """What one interview says to the question."""

    edition: Edition
    exchange: dict[str, Any]
    answers: list[Answer]


@require_safe
def series_question(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """Show what everyone said to a question; 404 as long as fewer than two did."""
    rows = asked_by_several(SeriesQuestion.objects.select_related("series"), timezone.now())
    asked = get_object_or_404(rows, series__slug=slug, slug=question)
    page = page_for(request, _ASKED, with_calls=False, question=asked.pk)
    if not page.items:
        raise Http404
    context = {
        "question": asked,
        "series": asked.series,
        "page": page,
        "told": [_told(edition, asked) for edition in page.items],
    }
    return shown(request, "pages/series_question.html", context, timezone.now())


def _told(edition: Edition, asked: SeriesQuestion) -> Told:
    anchors = {row["id"]: row["anchor"] for row in edition.series_questions}
    found = [e for e in edition.data["exchanges"] if e["anchor"] == anchors[asked.pk]]
    return Told(edition, found[0], answers_of(edition, found[0], f"fn-{edition.pk}"))
