"""A guided first version of the pages that the law asks for: questions, and the text that follows from answers.

No legal advice: the law says what such a page names (docs/standards/law.md), not what is true of a house.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.house.german.address_forms import addressed
from pages.house.site import current
from pages.house.site_settings import Site
from pages.own.page import Place

_TEXTS: dict[str, dict[str, list[dict[str, Any]]]] = tomllib.loads(
    Path(__file__).with_name("first_texts.toml").read_text(encoding="utf-8")
)
_ANSWER = re.compile(r"%\((\w+)\)s")
type _Words = Any  # lazy translations, whose type the stubs keep to themselves
# Each question, with what helps to answer it.
QUESTIONS: dict[str, tuple[_Words, _Words]] = {
    "legal_name": (_("Who runs the site?"), _("The full name with its legal form.")),
    "represented_by": (_("Who represents it?"), _("Such as the board or the managing director.")),
    "street": (_("street and number"), _("No post office box.")),
    "postal_code": (_("postal code"), ""),
    "city": (_("city"), ""),
    "email": (_("mail address"), ""),
    "phone": (_("phone"), _("Or another way that is as quick.")),
    "register": (_("Register and number"), _("If the house is in one.")),
    "vat_id": (_("VAT identification number"), _("If there is one.")),
    "responsible": (
        _("Who is responsible for the content?"),
        _("A person with name and address (§ 18 (2) MStV)."),
    ),
    "officer": (_("Data protection officer"), _("If there is one: how to reach them.")),
    "host": (_("Who runs the server?"), _("Name and place of the company.")),
    "kept": (_("How long are logs of the server kept?"), _("Such as: 7 days.")),
    "authority": (_("Which authority is in charge?"), _("Name and address.")),
    "state": (_("How accessible is the site?"), _("Such as: largely; exceptions are named below.")),
    "checked": (_("How was that examined?"), _("By whom, how and when.")),
    "gaps": (_("What is not accessible yet?"), _("Such as: no texts in easy language.")),
}
_OF: dict[str, tuple[str, ...]] = {
    Place.IMPRINT: (
        *("legal_name", "represented_by", "street", "postal_code", "city", "email", "phone"),
        *("register", "vat_id", "responsible", "authority"),
    ),
    Place.PRIVACY: (
        *("legal_name", "street", "postal_code", "city", "email"),
        *("officer", "host", "kept", "authority"),
    ),
    Place.ACCESSIBILITY: ("state", "checked", "gaps", "email", "authority"),
}


class FirstTextForm(forms.Form):
    """The questions of one page; none has to be answered, since what is missing is said later."""

    def __init__(self, place: str, house: Site, *args: Any, **kwargs: Any) -> None:
        """Ask what this page needs; what the site knows of its publisher is there already."""
        super().__init__(*args, **kwargs)
        for name in _OF[place]:
            label, help_text = QUESTIONS[name]
            self.fields[name] = forms.CharField(
                label=label,
                help_text=help_text,
                required=False,
                max_length=500,
                initial=getattr(house, name, ""),
                widget=forms.TextInput(attrs={"class": "vTextField"}),
            )


def first_text(place: str, language: str, answers: Mapping[str, str]) -> str:
    """Return the text, as HTML, that follows from the answers, in the site's form of address."""
    given = {name: escape(said.strip()) for name, said in answers.items() if said.strip()}
    return "".join(_parts(place, language, given, current().address_form))


def _parts(place: str, language: str, given: Mapping[str, str], form: str) -> Iterator[str]:
    of_place = _TEXTS[place]
    for part in of_place.get(language) or of_place["en"]:
        said = [
            addressed(one, form) % given
            for one in part["paragraphs"]
            if {*_ANSWER.findall(one)} <= given.keys()
        ]
        if said:
            yield f"<h2>{addressed(part['heading'], form)}</h2>" + "".join(
                f"<p>{one}</p>" for one in said
            )
