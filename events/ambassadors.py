"""How an ambassador is called."""

from django.utils.translation import gettext as _, pgettext

from people.models import Person


def ambassador_of(person: Person, event: str) -> str:
    """Return "Botschafterin von …" in the person's grammatical gender and the active language."""
    if person.gender == Person.Gender.FEMALE:
        return pgettext("female", "Ambassador of %(event)s") % {"event": event}
    if person.gender == Person.Gender.MALE:
        return pgettext("male", "Ambassador of %(event)s") % {"event": event}
    return _("Ambassador of %(event)s") % {"event": event}
