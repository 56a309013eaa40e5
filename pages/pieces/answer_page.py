"""An answer of an interview on a page of its own: something to share, not to be found.

Networks know addresses and no anchors, so an answer needs one to have a card. The page says that
the interview is what it belongs to (canonical), and leads there.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from delivery.cache_headers import shown
from pages.pieces.answers import answers_of
from pages.pieces.article import Article
from pages.pieces.page import notes_of
from pages.pieces.views import former
from pages.sharing.open_graph import answer_path


@require_safe
def answer(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    """Show one answer of the live interview at an address; otherwise what the interview's answers.

    A number that is not there, or has no answer yet, is not found (404).
    """
    editions = Edition.objects.live().filter(slug=slug)
    edition = editions.first()
    if edition is None:
        return former(request, slug, f"{anchor}/")
    answered = [e for e in edition.data.get("exchanges", []) if e["answers"]]
    places = {exchange["anchor"]: place for place, exchange in enumerate(answered)}
    if anchor not in places:
        raise Http404
    place = places[anchor]
    article = Article(edition, timezone.now())
    context = {
        "article": article,
        "notes": notes_of(article),
        "piece": edition.data,
        "edition": edition,
        "exchange": answered[place],
        "answers": answers_of(edition, answered[place], "fn"),
        "whole": f"{edition.get_absolute_url()}#{anchor}",
        "before": _beside(edition, answered[max(0, place - 1) : place]),
        "after": _beside(edition, answered[place + 1 : place + 2]),
    }
    return shown(request, "pages/answer.html", context, article.now)


def _beside(edition: Edition, exchanges: Iterable[Mapping[str, Any]]) -> dict[str, str] | None:
    return next(
        (
            {"path": answer_path(edition, one["anchor"]), "question": one["question"]}
            for one in exchanges
        ),
        None,
    )
