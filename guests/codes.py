"""Ticket codes that can be read, said aloud and typed."""

import re

from events.models import Event
from names.slugs import slug_of
from people.models import Person

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
LONGEST = 20


def suggested_code(person: Person, event: Event, *, besides: int = 0) -> str:
    """Return a free code made of the person's name: "JUERGEN", or "JUERGENBERG" if that is taken.

    Capital letters and digits of ASCII, unique in the event whatever the case; the row `besides`
    (id) may have it already.
    """
    rows = event.ambassadorships.exclude(pk=besides)
    taken = {code.upper() for code in rows.values_list("code", flat=True)}
    words = slug_of(person.name).upper().split("-")
    whole = "".join(words)[:LONGEST] or "KIT"
    first = words[0] if len(words[0]) >= 3 else whole
    choices = [first[:LONGEST], whole, *(f"{whole}{number}" for number in range(2, len(taken) + 3))]
    return next(code for code in choices if code not in taken)


def code_taken(code: str, event: Event, *, besides: int = 0) -> bool:
    """Tell whether somebody else of the event has this code, in whatever case it is written."""
    return event.ambassadorships.exclude(pk=besides).filter(code__iexact=code).exists()
