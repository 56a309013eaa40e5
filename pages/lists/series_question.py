"""One question, all answers: where a series of interviews asks the same thing again."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.disclosing.beside import Beside, beside, replies_to
from blog.editions.edition import Edition
from blog.editions.question import Question
from blog.models import Correction, Series
from blog.models.series_question import SeriesQuestion
from delivery.cache_headers import shown
from delivery.keeping import kept
from pages.events.click_out import CODE
from pages.lists.pagination import CURSOR, live_pieces, page_for
from pages.pieces.answers import ShownAnswer, answers_of
from pages.pieces.asked_again import ENOUGH, answered


@dataclass(frozen=True)
class AnswersOfPiece:
    """What one interview says to the question."""

    edition: Edition
    question: Question
    answers: list[ShownAnswer]
    beside: Beside

    @property
    def names(self) -> str:
        """Who answers."""
        said = self.answers
        return ", ".join(answer.credit.name if answer.credit else answer.name for answer in said)


@kept(CURSOR, CODE)
@require_safe
def series_question(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """Show what everyone said to a question, 404 if nobody did; one answer alone is not for engines.

    Interviews lead here with the address that was frozen with them: of a question that the newsroom
    has taken back, what is left is the series.
    """
    rows = answered(SeriesQuestion.objects.select_related("series"), timezone.now())
    asked = rows.filter(series__slug=slug, slug=question).first()
    if asked is None:
        return _without(slug, question)
    through = "question_rows"
    page = page_for(request, live_pieces(through), through=through, question=asked)
    if not page.items:
        raise Http404
    context = {
        "question": asked,
        "series": asked.series,
        "page": page,
        "told": _told(page.items, asked),
        "alone": asked.answers < ENOUGH,
    }
    return shown(request, "pages/series_question.html", context, timezone.now())


def _without(slug: str, question: str) -> HttpResponse:
    series = get_object_or_404(Series, slug=slug)
    if series.questions.filter(slug=question).exists():
        raise Http404
    return redirect(series)


def _told(editions: list[Edition], asked: SeriesQuestion) -> list[AnswersOfPiece]:
    """Return what each interview says, with what must stand beside it there as in the interview."""
    replies = replies_to(edition.post_id for edition in editions)
    return [_one(edition, asked, replies.get(edition.post_id, [])) for edition in editions]


def _one(edition: Edition, asked: SeriesQuestion, replies: list[Correction]) -> AnswersOfPiece:
    anchors = {row.id: row.anchor for row in edition.piece.series_questions}
    questions = {one.anchor: one for one in edition.piece.exchanges}
    question = questions[anchors[asked.pk]]
    answers = answers_of(edition, question, f"fn-{edition.pk}")
    return AnswersOfPiece(edition, question, answers, beside(edition.piece, replies))
