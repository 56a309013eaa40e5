"""The two forms of "Interview from text": the text itself, then what belongs around it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from blog.models import Credit, Series
from disclosures.library import standards
from disclosures.models import Notice
from events.models import Event
from forms.moments import MomentField
from interviews.importing.creation import (
    Choices,
    library_notice,
    stands_by_itself,
    title_for,
)
from interviews.importing.formats.documents import ENDINGS, LARGEST_WORD
from interviews.importing.known_people import alike, new_person, person_named
from interviews.importing.recognition.recognised import RecognisedInterview
from people.models import Person
from prose.sanitising import safe


class TextForm(forms.Form):
    """The text: pasted, with its marks (`html`, set by a script) or without, or as a file."""

    html = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Paste the text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True}),
    )
    file = forms.FileField(
        label=_("or choose a file"),
        required=False,
        help_text=_("Word, LibreOffice, rich text, mail, plain text, Markdown, HTML or subtitles."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def __init__(self, data: QueryDict | None = None, files: Any = None) -> None:
        """Take what was sent; what is shown again is safe."""
        if data and data.get("html"):
            data = data.copy()
            data["html"] = safe(str(data["html"]))
        super().__init__(data, files)

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        data = super().clean() or {}
        text, file = (data.get("html") or data.get("text") or "").strip(), data.get("file")
        if not text and not file:
            raise ValidationError(_("Paste a text or choose a file."))
        if text and file:
            raise ValidationError(_("Please either paste a text or choose a file, not both."))
        if file and file.size > LARGEST_WORD:
            self.add_error("file", _("The file is larger than 20 MB."))
        return data

    def original(self) -> tuple[bytes, str]:
        """Return the bytes and the name under which the original is kept."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        if html := self.cleaned_data["html"]:
            return html.encode(), str(_("pasted text")) + ".html"
        return self.cleaned_data["text"].encode(), str(_("pasted text")) + ".txt"


class PersonField(forms.ModelChoiceField):
    """Somebody the site knows, chosen as the admin does: it offers, and does not list everybody."""

    def __init__(self, **kwargs: Any) -> None:
        """Leave it open whom to choose."""
        widget = AutocompleteSelect(Credit._meta.get_field("person"), admin.site)
        super().__init__(Person.objects.all(), required=False, widget=widget, **kwargs)


class AroundForm(forms.Form):
    """Title, people, series, event and notices: picked, or created on the way."""

    title = forms.CharField(label=_("Title"), max_length=160)
    interviewer = PersonField(label=_("Interviewer"))
    event = forms.ModelChoiceField(Event.objects.all(), label=_("Event"), required=False)
    event_name = forms.CharField(label=_("Name"), max_length=160, required=False)
    event_hashtag = forms.RegexField(r"^#\w+$", label=_("Hashtag"), max_length=60, required=False)
    event_starts_at = MomentField(label=_("Starts"), required=False)
    event_ends_at = MomentField(label=_("Ends"), required=False)
    series = forms.ModelChoiceField(Series.objects.all(), label=_("Series"), required=False)
    series_name = forms.CharField(label=_("or a new series"), max_length=160, required=False)
    notices = forms.ModelMultipleChoiceField(
        Notice.objects.exclude(key__in=standards()),
        label=_("Notices"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, reading: RecognisedInterview, *args: Any, user: Any = None, **kwargs: Any
    ) -> None:
        """Offer what the text itself suggests."""
        self.reading = reading
        kwargs.setdefault("initial", _initial(reading, user))
        super().__init__(*args, **kwargs)
        for number, name in enumerate(reading.interviewees or ("",)):
            self._add_guest(number, name)
        for number, notice in enumerate(reading.notices):
            if library_notice(notice) is None:
                label = _("Add “%(heading)s” to the library, in the words of this text") % {
                    "heading": notice.heading or notice.text[:60]
                }
                self.fields[f"adopt_{number}"] = forms.BooleanField(
                    label=label, required=False, initial=bool(notice.heading)
                )

    def guests(self) -> list[dict[str, Any]]:
        """Return for each interviewee the fields of a known person and of a new name, and who is alike."""
        numbers = range(max(1, len(self.reading.interviewees)))
        names = [str(self[f"guest_name_{n}"].value() or "") for n in numbers]
        known = alike(set(filter(None, names)))
        return [
            {
                "number": number,
                "person": self[f"guest_{number}"],
                "name": self[f"guest_name_{number}"],
                "alike": known.get(name, []),
            }
            for number, name in zip(numbers, names, strict=True)
        ]

    def adoptions(self) -> list[Any]:
        """Return the bound fields of the notices that the library does not know yet."""
        return [self[name] for name in self.fields if name.startswith("adopt_")]

    def by_rule(self) -> list[str]:
        """Return the headings of notices that Podium attaches itself, once the facts are so."""
        return [notice.heading for notice in self.reading.notices if stands_by_itself(notice)]

    def clean(self) -> dict[str, Any]:
        """Ask for all of a new event, or nothing of it."""
        data = super().clean() or {}
        names = ("event_name", "event_starts_at", "event_ends_at")
        if any(data.get(name) for name in names) and not data.get("event"):
            for name in names:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A new event needs a name, a beginning and an end."))
        starts, ends = data.get("event_starts_at"), data.get("event_ends_at")
        if starts and ends and ends <= starts:
            self.add_error("event_ends_at", _("An event ends after it starts."))
        hashtag = (data.get("event_hashtag") or "").lower()
        taken = Event.objects.filter(hashtag=hashtag).first() if hashtag else None
        if taken and not data.get("event") and data.get("event_name"):
            self.add_error("event_hashtag", _("%(event)s has this hashtag.") % {"event": taken})
        return data

    def choices(self) -> Choices:
        """Return what was decided, creating the people, the event and the series on the way.

        Call it inside the transaction that creates the interview.
        """
        data = self.cleaned_data
        return Choices(
            title=data["title"],
            interviewees=self._people(),
            interviewer=data["interviewer"],
            series=self._series(),
            event=self._event(),
            notices=list(data["notices"]),
            adopt=[
                notice
                for number, notice in enumerate(self.reading.notices)
                if data.get(f"adopt_{number}")
            ],
        )

    def _add_guest(self, number: int, name: str) -> None:
        known = person_named(name) if name else None
        self.fields[f"guest_{number}"] = PersonField(label=_("Somebody known"), initial=known)
        self.fields[f"guest_name_{number}"] = forms.CharField(
            label=_("or a new person"),
            max_length=160,
            required=False,
            initial="" if known else name,
        )

    def _people(self) -> list[Person]:
        people = []
        for number in range(max(1, len(self.reading.interviewees))):
            name = self.cleaned_data[f"guest_name_{number}"]
            person = self.cleaned_data[f"guest_{number}"] or (new_person(name) if name else None)
            if person:
                people.append(person)
        return people

    def _series(self) -> Series | None:
        data = self.cleaned_data
        if data["series"] or not data["series_name"]:
            return data["series"]
        return Series.objects.get_or_create(name=data["series_name"])[0]

    def _event(self) -> Event | None:
        data = self.cleaned_data
        if data["event"] or not data["event_name"]:
            return data["event"]
        return Event.objects.create(
            name=data["event_name"],
            hashtag=data["event_hashtag"] or None,
            starts_at=data["event_starts_at"],
            ends_at=data["event_ends_at"],
        )


def _initial(reading: RecognisedInterview, user: Any) -> dict[str, Any]:
    hashtags = [tag.lower() for tag in reading.hashtags]
    event = Event.objects.filter(hashtag__in=hashtags).first()
    asked_by = person_named(reading.interviewer) if reading.interviewer else None
    return {
        "title": reading.title or title_for(reading),
        "interviewer": asked_by or getattr(user, "person", None),
        "event": event,
        "event_hashtag": "" if event or not reading.hashtags else reading.hashtags[0],
        "notices": [
            entry
            for notice in reading.notices
            if (entry := library_notice(notice)) and not stands_by_itself(notice)
        ],
    }
