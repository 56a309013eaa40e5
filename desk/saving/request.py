"""What one request to a form of the newsroom says of saving, and finds out about it."""

import secrets
from typing import Any, Self, cast

from django import forms
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest

from desk.saving.fields import BASE, HEADER, RESTORE, SITTING, VERSION
from desk.saving.meeting import Meeting, Overtaken
from desk.saving.sitting import Sitting
from desk.saving.versions import version_of
from desk.saving.words import words


class Saving:
    """One request: what it carries, and which form and rows Django makes of it."""

    def __init__(self, request: HttpRequest) -> None:
        """Read what the form carries."""
        self.account, self.sent = request.user, request.POST
        self.token, self.version = self.sent.get(SITTING, ""), self.sent.get(VERSION, "")
        self.by_script = request.headers.get(HEADER, "")
        self.auto = self.by_script == "auto"
        self.only_shows = RESTORE in self.sent
        self.sitting: Sitting | None = None
        self.form: forms.ModelForm | None = None
        self.form_class: type[forms.ModelForm] | None = None  # before it is watched
        self.formsets: list[Any] = []
        self.compared: list[Any] = []  # those of them that make a version
        self.places: dict[
            str, dict[int, int]
        ] = {}  # by prefix: the number of each row as it was sent
        self.stored = ""  # the version that is stored
        self.meeting: Meeting | None = None
        self.looks_at_stored = False

    def watch(self, form_class: type[forms.ModelForm]) -> type[forms.ModelForm]:
        """Return the form made to tell which it is, and to stay open where two have met."""
        saving = self
        self.form_class = form_class

        class Watched(form_class):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                if not saving.looks_at_stored:
                    saving.form = self

            def is_valid(self) -> bool:
                return not saving.only_shows and super().is_valid()

            def full_clean(self) -> None:
                super().full_clean()
                if self.is_bound and saving.meeting and saving.meeting.open:
                    self.add_error(None, saving.meeting.error)

        return Watched

    def look_at(self, rows: list[Any]) -> None:
        """Find out which version is stored; raise Overtaken where it is not the one of the form."""
        form = cast("forms.ModelForm", self.form)  # Django makes it before its rows
        self.compared, self.stored = rows, version_of(form, rows)
        known = not self.version or self.version == self.stored
        if form.is_bound and not (known or self.meeting or self.only_shows):
            raise Overtaken

    def context(self, model: type[Model], obj: Model | None, *, plain_form: bool) -> dict[str, Any]:
        """Return what the page needs: hidden fields, and what waits to be taken up."""
        meeting = self.meeting if self.meeting and self.meeting.open else None
        return {
            "token": self.token or secrets.token_urlsafe(24),
            "version": self.version or self.stored,
            "base": self.sent.get(BASE, ""),
            "seen": self.stored if meeting else "",
            "meeting": meeting,
            "unsaved": bool(self.sent),
            "words": words(),
            "plain_form": plain_form,
            "kept": None if self.sent else self._kept(model, obj),
            "account": self.account.pk,
            "object": f"{model._meta.label_lower}:{obj.pk if obj else ''}",
        }

    def _kept(self, model: type[Model], obj: Model | None) -> Sitting | None:
        """Return what this account typed into this form last time and could not save."""
        kind = ContentType.objects.get_for_model(model)
        own = Sitting.objects.filter(account=cast("User", self.account), kind=kind)
        waiting = own.filter(object_id=str(obj.pk) if obj else "").exclude(unsaved="")
        return waiting.order_by("-seen_at").first()

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return what a request says."""
        return cls(request)


def saving_of(request: HttpRequest) -> Saving | None:
    """Return what is known of saving in this request; None where no form is answered."""
    return getattr(request, "saving", None)
