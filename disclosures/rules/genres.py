"""Rules K1 to K3: kinds of text that readers have to know to understand them.

Raffles carry their conditions (§ 6 (1) No. 4 DDG). Surveys say how many were asked, when, for whom and
with which question (press code, guideline 2.1). The other labels are rules of the house.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from disclosures.decisions import Ask, Decision, Effect, Level, Place
from disclosures.facts import Facts
from disclosures.vocabulary import Genre

BECAUSE: dict[str, Callable[[], str]] = {
    Genre.OPINION: lambda: _("because it is an opinion"),
    Genre.SATIRE: lambda: _("because it is satire"),
    Genre.OBITUARY: lambda: _("because it is an obituary"),
    Genre.JOB: lambda: _("because it is a job advert"),
    Genre.RAFFLE: lambda: _("because it is a raffle"),
    Genre.SURVEY: lambda: _("because it is about a survey"),
}
# What has terms of which readers are told.
TERMS = {Genre.RAFFLE: "gewinnspiel", Genre.SURVEY: "umfrage"}


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield the label of the genre, what it has to say, and what it rules out."""
    if not facts.genre:
        return
    genre = Genre(facts.genre)
    known = (("genre", str(genre)), ("terms", facts.genre_terms))
    yield Decision(
        rule="K1",
        level=Level.AUTO,
        place=Place.KICKER,
        because=BECAUSE[genre](),
        facts=known,
        about="genre",
        label=str(genre),
    )
    if genre in TERMS:
        yield _terms(genre, facts, known)
    if genre == Genre.OBITUARY:
        yield _no_tickets(facts, known)


def _terms(genre: Genre, facts: Facts, known: tuple[tuple[str, object], ...]) -> Decision:
    terms = facts.genre_terms.strip()
    asked = (
        _("What are the conditions of the raffle: who may take part, until when, how is it drawn?")
        if genre == Genre.RAFFLE
        else _("How many people were asked, when, by whom and what?")
    )
    return Decision(
        rule="K2",
        level=Level.BLOCK,
        place=Place.BOTTOM if terms else Place.SITE,
        because=BECAUSE[genre](),
        facts=known,
        about="terms",
        notice=TERMS[genre] if terms else "",
        placeholders=(("angaben", terms),) if terms else (),
        ask=None if terms else Ask(asked, "genre_terms"),
    )


def _no_tickets(facts: Facts, known: tuple[tuple[str, object], ...]) -> Decision:
    """Nothing is sold under an obituary, and it promotes nothing."""
    promotes = facts.promotes_event or any(tie.paid or tie.steered for tie in facts.ties)
    said = _("An obituary promotes nothing. Change its kind, or what is recorded of who pays.")
    return Decision(
        rule="K3",
        level=Level.BLOCK if promotes else Level.AUTO,
        place=Place.INLINE,
        because=BECAUSE[Genre.OBITUARY](),
        facts=(*known, ("promotes", bool(promotes))),
        about="tickets",
        effect=Effect.TAKES_TICKET_BOX_AWAY,
        ask=Ask(said, "genre") if promotes else None,
    )
