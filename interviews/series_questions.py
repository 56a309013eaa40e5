"""Recognising the questions of a series in its interviews: by their wording, signs and case aside."""

from blog.models import Series
from blog.models.series_question import normalised
from interviews.models import Exchange, Interview


def adopt(interview: Interview) -> int:
    """Tie exchanges to the questions of the interview's series that they ask word for word.

    Ties to questions of another series are loosened. Returns how many questions were recognised.
    """
    exchanges = list(interview.exchanges.select_related("series_question"))
    known = _questions(interview.series)
    foreign = [
        exchange
        for exchange in exchanges
        if exchange.series_question and exchange.series_question.series_id != interview.series_id
    ]
    for exchange in foreign:
        exchange.series_question = None
    found = _recognised(exchanges, known)
    Exchange.objects.bulk_update([*foreign, *found], ["series_question"])
    return len(found)


def adopt_in(series: Series) -> int:
    """Recognise the questions of a series in all of its interviews' working copies."""
    exchanges = Exchange.objects.filter(interview__series=series, series_question=None)
    found = _recognised(list(exchanges), _questions(series))
    Exchange.objects.bulk_update(found, ["series_question"])
    return len(found)


def _questions(series: Series | None) -> dict[str, int]:
    return dict(series.questions.values_list("normal", "pk")) if series else {}


def _recognised(exchanges: list[Exchange], known: dict[str, int]) -> list[Exchange]:
    found = []
    for exchange in exchanges:
        pk = known.get(normalised(exchange.question))
        if pk is not None and exchange.series_question is None:
            exchange.series_question_id = pk
            found.append(exchange)
    return found
