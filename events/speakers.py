"""How somebody is called who speaks at an event, and who does."""

from collections.abc import Iterable

from django.utils.translation import gettext as _, pgettext

from events.models import Event, Speaker
from people.models import Person


def speaker_at(person: Person, event: str) -> str:
    """Return "Sprecherin bei …" in the person's grammatical gender and the active language."""
    if person.gender == Person.Gender.FEMALE:
        return pgettext("female", "Speaker at %(event)s") % {"event": event}
    if person.gender == Person.Gender.MALE:
        return pgettext("male", "Speaker at %(event)s") % {"event": event}
    return _("Speaker at %(event)s") % {"event": event}


def speaking(event: Event | None, people: Iterable[int]) -> set[int]:
    """Return who of these people speaks at the event (ids), in one query."""
    if event is None:
        return set()
    rows = Speaker.objects.filter(item__event=event, person__in=list(people))
    return set(rows.values_list("person", flat=True))
