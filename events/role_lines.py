"""How somebody is called who stands for an event or speaks at it."""

from django.utils.translation import gettext as _, pgettext

from people.models import Person


def ambassador_of(person: Person, event: str) -> str:
    """Return "Botschafterin von …" in the person's grammatical gender and the active language."""
    words: dict[str, str] = {
        Person.Gender.FEMALE: pgettext("female", "Ambassador of %(event)s"),
        Person.Gender.MALE: pgettext("male", "Ambassador of %(event)s"),
    }
    return words.get(person.gender, _("Ambassador of %(event)s")) % {"event": event}


def speaker_at(person: Person, event: str) -> str:
    """Return "Sprecherin bei …" in the person's grammatical gender and the active language."""
    words: dict[str, str] = {
        Person.Gender.FEMALE: pgettext("female", "Speaker at %(event)s"),
        Person.Gender.MALE: pgettext("male", "Speaker at %(event)s"),
    }
    return words.get(person.gender, _("Speaker at %(event)s")) % {"event": event}
