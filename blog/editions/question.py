"""A question with its answers, as an edition keeps it: what leads in, what asks, what a list calls it."""

from dataclasses import dataclass

from blog.editions.lead_in import all_but_the_last_sentence

TELLING_QUESTION = 30  # letters; a shorter one ("Und warum?") says nothing without what came before
SHORT_QUESTION = 120  # letters; a longer one is told apart into what leads in and what asks


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered; `person` and `name` only where several people do."""

    html: str
    person: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers, numbered from 1; readers link to its anchor."""

    number: int
    anchor: str
    question: str
    answers: tuple[Answer, ...] = ()

    @property
    def is_long(self) -> bool:
        """Tell whether it is too long to be set as large as others."""
        return len(self.question) > SHORT_QUESTION

    @property
    def lead_in(self) -> str:
        """What a long question says before it asks; empty where it is short, or one sentence."""
        return all_but_the_last_sentence(self.question) if self.is_long else ""

    @property
    def asked(self) -> str:
        """The sentence that asks: all of the question but its lead-in."""
        return self.question[len(self.lead_in) :].strip()

    @property
    def in_short(self) -> str:
        """What a list of questions calls it: the sentence that asks, where one alone says what about."""
        alone = self.asked
        tells = alone.rstrip('“”"»«’) ').endswith("?") and len(alone) >= TELLING_QUESTION
        return alone if tells else self.question
