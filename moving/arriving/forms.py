"""The two forms of moving in: the file, then what is taken as what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moving.arriving.choices import KINDS, UNFILED, Choices
from moving.arriving.records import Arrival

_NAMES = {
    "posts": _("Posts"),
    "pages": _("Pages"),
    "pictures": _("Pictures"),
    "events": _("Events"),
}
_TOPIC, _SERIES, _NOTHING = "topic", "series", "nothing"
_AS = [(_TOPIC, _("topic")), (_SERIES, _("series")), (_NOTHING, _("nothing"))]


class FileForm(forms.Form):
    """The export itself."""

    file = forms.FileField(
        label=_("Export file"),
        help_text=_(
            "In WordPress: Tools → Export → All content. In Ghost: Settings → Import/Export → Export content."
            " Larger than 60 MB: whoever runs the server brings it in with “manage.py import_site”."
        ),
    )


class ChoicesForm(forms.Form):
    """What is taken, and what each category becomes."""

    rehearsal = forms.BooleanField(
        label=_("Only try it"),
        required=False,
        initial=True,
        help_text=_("You get the whole report, and nothing is taken over."),
    )
    only = forms.MultipleChoiceField(
        label=_("What is taken"), choices=list(_NAMES.items()), widget=forms.CheckboxSelectMultiple
    )
    fetch = forms.BooleanField(
        label=_("Get pictures from the old site"),
        required=False,
        help_text=_("It must still answer at its old address. Missing ones stand in the report."),
    )
    guests = forms.MultipleChoiceField(
        label=_("Guests"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who of these wrote without belonging to the newsroom? Readers are told."),
    )
    category_base = forms.SlugField(
        label=_("Addresses of categories begin with"), initial="category"
    )
    tag_base = forms.SlugField(label=_("Addresses of tags begin with"), initial="tag")
    author_base = forms.SlugField(label=_("Addresses of authors begin with"), initial="author")

    def __init__(self, arrival: Arrival, *args: Any, **kwargs: Any) -> None:
        """Offer what the export says of itself."""
        kwargs.setdefault("initial", {"only": list(KINDS)})
        super().__init__(*args, **kwargs)
        known = arrival.choices
        guests: Any = self.fields["guests"]
        guests.choices = known.get("accounts", [])
        if not guests.choices:
            del self.fields["guests"]
        self._categories: list[tuple[str, str]] = known.get("categories", [])
        for number, (slug, name) in enumerate(self._categories):
            self.fields[f"category-{number}"] = forms.ChoiceField(
                label=name, choices=_AS, initial=_NOTHING if slug in UNFILED else _TOPIC
            )

    def categories(self) -> list[Any]:
        """Return the bound fields of the categories."""
        return [self[f"category-{number}"] for number in range(len(self._categories))]

    def others(self) -> list[Any]:
        """Return all other bound fields."""
        return [self[name] for name in self.fields if not name.startswith("category-")]

    def choices(self) -> Choices:
        """Return what was chosen."""
        data = self.cleaned_data
        chosen = [
            (slug, data[f"category-{number}"])
            for number, (slug, _name) in enumerate(self._categories)
        ]
        return Choices(
            only=tuple(data["only"]),
            series=tuple(slug for slug, what in chosen if what == _SERIES),
            without=tuple(slug for slug, what in chosen if what == _NOTHING),
            guests=tuple(data.get("guests", ())),
            fetch=data["fetch"],
            category_base=data["category_base"],
            tag_base=data["tag_base"],
            author_base=data["author_base"],
        )
