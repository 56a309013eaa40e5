"""An answer of an interview on a page of its own: something to share, not to be found.

Networks know addresses and no anchors, so an answer needs one to have a card. The page says that
the interview is what it belongs to (canonical), and leads there.
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.disclosing.beside import beside
from blog.editions.edition import Edition
from blog.editions.question import Question
from delivery.cache_headers import shown
from delivery.keeping import kept
from pages.events.click_out import CODE
from pages.pieces.answers import answers_of
from pages.pieces.article import Article, live_at
from pages.pieces.views import former
from pages.sharing.open_graph import answer_path


@dataclass(frozen=True)
class Neighbour:
    """The question before or after, and where it is answered."""

    question: str
    path: str


@kept(CODE)
@require_safe
def answer(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    """Show one answer of the live interview at an address; otherwise what the interview's answers.

    A number that is not there, or has no answer yet, is not found (404).
    """
    edition = live_at(slug)
    if edition is None:
        return former(request, slug, f"{anchor}/")
    answered = [question for question in edition.piece.exchanges if question.answers]
    places = {question.anchor: place for place, question in enumerate(answered)}
    if anchor not in places:
        raise Http404
    place = places[anchor]
    article = Article(edition, timezone.now())
    context = {
        "article": article,
        "beside": beside(edition.piece, article.replies),
        "piece": article.piece,
        "edition": edition,
        "exchange": answered[place],
        "answers": answers_of(edition, answered[place], "fn"),
        "before": _neighbour(edition, answered[place - 1]) if place else None,
        "after": _neighbour(edition, answered[place + 1]) if answered[place + 1 :] else None,
    }
    return shown(request, "pages/answer.html", context, article.now)


def _neighbour(edition: Edition, question: Question) -> Neighbour:
    return Neighbour(question.question, answer_path(edition, question.anchor))
