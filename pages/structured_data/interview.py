"""Questions are parts of the post, never an FAQ (docs/standards/structured-data.md#interviews)."""

from blog.editions.content import Content
from blog.editions.question import Answer
from pages.house.rendered import read_words, words_in
from pages.structured_data.graph import Node, node, one_or_all, ref
from pages.structured_data.people import Bylines
from pages.structured_data.site import organisation_id


def questions(html: str, piece: Content, address: str, bylines: Bylines) -> list[Node]:
    """Return each question with its answers, in the words of the rendered piece.

    They are read from the html that readers load: typesetting anew would take ten times as long.
    """
    shown = _shown(html)
    asked = bylines.of("interviewer") or bylines.of("author") or ref(organisation_id())
    found = []
    for place, exchange in enumerate(piece.exchanges, start=1):
        if exchange.anchor not in shown:
            continue
        question, answers = shown[exchange.anchor]
        pairs = zip(exchange.answers, answers, strict=False)
        given = [_answer(answer, text, bylines) for answer, text in pairs]
        found.append(
            node(
                "Question",
                f"{address}#{exchange.anchor}",
                position=place,
                name=question,
                text=question,
                author=asked,
                acceptedAnswer=one_or_all(given),
            )
        )
    return found


def _shown(html: str) -> dict[str, tuple[str, list[str]]]:
    """Return question and answers by anchor, as plain words."""
    found = {}
    for exchange in read_words(html).iterfind(".//section[@class='exchange']"):
        question = exchange.find("h2")
        answers = map(words_in, exchange.iterfind("div"))
        found[question.get("id")] = (words_in(question), list(answers))
    return found


def _answer(answer: Answer, text: str, bylines: Bylines) -> Node:
    """Return an answer by whoever gave it: the one named, or else the only guest."""
    guests = bylines.of("interviewee")
    author = bylines.person(answer.person) or (guests[0] if len(guests) == 1 else None)
    if author is None and answer.name:
        author = node("Person", name=answer.name)
    return node("Answer", text=text, author=author)
