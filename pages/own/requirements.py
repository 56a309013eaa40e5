"""What a page of the site's own needs before it can be published: a text, and no author.

Of a page that the law asks for it is said what it does not name; only people can tell whether it must.
"""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.editions.content import Content
from blog.publishing.requirements import Requirement, requirements_of_kind
from pages.own.page import Page, Place
from prose.sanitising import plain_text

_MAIL = r"\S+@\S+\.\w+|\bE-?Mail\b"
_NAMES: dict[str, list[tuple[str, Promise]]] = {
    Place.IMPRINT: [
        (r"\b\d{4,5}\s+\w", _("The address with its postal code is missing (§ 5 (1) no. 1 DDG).")),
        (_MAIL, _("A mail address is missing (§ 5 (1) no. 2 DDG).")),
        (
            r"\+?\d[\d /()–-]{6,}\d|formular|form\b",
            _(
                "A second quick way to reach you is missing, such as a phone number (§ 5 (1) no. 2 DDG)."
            ),
        ),
        (r"vertreten|represented|inhaber|owner", _("It is not said who represents the house.")),
        (
            r"verantwortlich|responsible",
            _("It is not said who is responsible for the content (§ 18 (2) MStV)."),
        ),
        (r"\bUSt\b|umsatzsteuer|VAT\b", _("There is no VAT number: fine if the house has none.")),
    ],
    Place.PRIVACY: [
        (r"verantwortlich|controller", _("The controller is missing (GDPR, Art. 13 (1) (a)).")),
        (_MAIL, _("It is not said how to reach the controller (GDPR, Art. 13 (1) (a)).")),
        (r"zweck|purpose", _("Purposes are missing (GDPR, Art. 13 (1) (c)).")),
        (
            r"Art\.? ?6\b|rechtsgrundlage|legal basis",
            _("Legal bases are missing (GDPR, Art. 13 (1) (c))."),
        ),
        (
            r"lösch|gespeichert|delet|kept for",
            _("It is not said how long data are kept (GDPR, Art. 13 (2) (a))."),
        ),
        (
            r"auskunft|right of access",
            _("The rights of readers are missing (GDPR, Art. 13 (2) (b))."),
        ),
        (r"beschwer|complaint", _("The right to complain is missing (GDPR, Art. 13 (2) (d)).")),
    ],
    Place.ACCESSIBILITY: [
        (r"WCAG|BITV|EN 301", _("It is not said what is the measure, such as WCAG 2.2 AA.")),
        (_MAIL, _("It is not said whom to write to if something does not work.")),
        (r"geprüft|prüfung|examined|tested", _("It is not said how this was examined.")),
        (
            r"beschwer|schlichtung|behörde|complaint|authority",
            _("It is not said who is in charge of complaints."),
        ),
    ],
}


@requirements_of_kind.register
def page_requirements(page: Page, content: Content) -> list[Requirement]:
    """Return what is missing."""
    text = plain_text(content.body)
    if not text.strip():
        return [Requirement("text", _("The text is empty."), "body")]
    return [*_not_named(page.place, text)]


def _not_named(place: str, text: str) -> Iterator[Requirement]:
    for pattern, said in _NAMES.get(place, ()):
        if not re.search(pattern, text, re.IGNORECASE):
            yield Requirement("legal", said, "body", blocking=False)
