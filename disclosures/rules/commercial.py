"""Rules C6 and C7: our own events, paid links (docs/disclosure.md#money).

Press code 7.1: the publisher's own interest in what is reported is recognisable. Own events need no
“Anzeige” where one's own business is evident (guideline of the state media authorities, 2022).
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from disclosures.decisions import OWN, Ask, Decision, Effect, Level, Place
from disclosures.facts import Facts


def decide(facts: Facts, now: datetime) -> Iterator[Decision]:
    """Yield what our own event and paid links demand."""
    yield from _own_event(facts)
    yield from _paid_links(facts)


def _own_event(facts: Facts) -> Iterator[Decision]:
    if facts.event is None or not facts.event.own:
        return
    known = (("event", facts.event.name), ("promotes_event", facts.promotes_event))
    words = {"event": facts.event.name}
    if facts.promotes_event:
        yield Decision(
            rule="C6",
            level=Level.AUTO,
            place=Place.KICKER,
            because=_("because the piece promotes our own event %(event)s") % words,
            facts=known,
            about="event",
            label=OWN,
        )
    elif facts.promotes_event is None:
        yield _does_it_promote(facts.event.name, known)
    yield Decision(
        rule="C6",
        level=Level.AUTO,
        place=Place.INLINE,
        because=_("because the ticket box leads to our own event %(event)s") % words,
        facts=known,
        about="box",
        effect=Effect.MARKS_TICKET_BOX,
    )


def _paid_links(facts: Facts) -> Iterator[Decision]:
    if facts.paid_links:
        yield Decision(
            rule="C7",
            level=Level.BLOCK,
            place=Place.TOP,
            because=_("because links in the text are paid for"),
            facts=(("paid_links", facts.paid_links),),
            about="links",
            notice="werbelinks",
        )


def _does_it_promote(event: str, known: tuple[tuple[str, object], ...]) -> Decision:
    return Decision(
        rule="C6",
        level=Level.SUGGEST,
        place=Place.SITE,
        because=_("because the piece belongs to our own event %(event)s") % {"event": event},
        facts=known,
        about="promotes",
        ask=Ask(
            _("Does the piece promote our own event %(event)s?") % {"event": event},
            "promotes_event",
            blocking=False,
            answers=(
                ("promotes:yes", _("Yes, it promotes")),
                ("promotes:no:topic", _("No, it is about something else")),
                ("promotes:no:report", _("No, it reports what happened there")),
            ),
        ),
    )
