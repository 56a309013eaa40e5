"""Single answers of an interview, as they stand outside of it."""

from dataclasses import dataclass

from blog.editions.content import Credited
from blog.editions.edition import Edition
from blog.editions.question import Question
from blog.publishing.rendering import render_answers


@dataclass(frozen=True)
class ShownAnswer:
    """What one person says: the frozen credit or only a name, and the text as readers load it."""

    credit: Credited | None
    name: str
    html: str


def answers_of(edition: Edition, question: Question, prefix: str) -> list[ShownAnswer]:
    """Return the answers to a question with who gives them; citations lead into the interview.

    `prefix` keeps the footnotes of several texts on a page apart.
    """
    guests = {c.person: c for c in edition.piece.credits if c.role == "interviewee"}
    only = next(iter(guests.values())) if len(guests) == 1 else None
    texts = render_answers(
        edition.piece, question.anchor, prefix, sources_on=edition.get_absolute_url()
    )
    return [
        ShownAnswer(guests.get(said.person) if said.person else only, said.name, html)
        for said, html in zip(question.answers, texts, strict=True)
    ]
