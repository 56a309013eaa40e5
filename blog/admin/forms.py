"""The form of a working copy: its own fields, and how to publish them."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.tags import TagsField
from blog.models import Correction, Post
from blog.publishing.publish import CorrectionNote
from forms.chosen import tell_chosen
from forms.moments import MomentField

PUBLISH = "_publish"
SCHEDULE = "_schedule"
TYPO = "typo"
REPLY = Correction.Kind.RIGHT_OF_REPLY
CHANGES = [
    (TYPO, gettext_lazy("Typo: nothing of substance; no date changes.")),
    (
        Correction.Kind.CLARIFICATION,
        gettext_lazy("Clarification: something could be misread; readers get a dated note."),
    ),
    (
        Correction.Kind.CORRECTION,
        gettext_lazy("Correction: something was wrong; readers get a dated note."),
    ),
    (
        Correction.Kind.ADDITION,
        gettext_lazy("Addition: something is new; readers get a dated note."),
    ),
    (
        REPLY,
        gettext_lazy("Right of reply: the reply stands word for word above the text."),
    ),
]
# What is typed on the form but is not part of the working copy.
PUBLISHING = (
    "publish_starts_at",
    "publish_ends_at",
    "change_kind",
    "change_note",
    "change_top",
    "change_by",
)


class WorkingCopyForm(forms.ModelForm):
    """Everything on the form of a post; kinds of posts have more model fields, not more rules."""

    tags = TagsField(
        label=gettext_lazy("Topics"),
        required=False,
        help_text=gettext_lazy("Type a word and press Enter. New topics are created."),
    )
    publish_starts_at = MomentField(label=gettext_lazy("Publish on"), required=False)
    publish_ends_at = MomentField(
        label=gettext_lazy("Take off the site on"),
        required=False,
        help_text=gettext_lazy("Optional. Also counts for “Publish now”."),
    )
    change_kind = forms.ChoiceField(
        label=gettext_lazy("What kind of change is it?"),
        choices=CHANGES,
        required=False,
        widget=forms.RadioSelect,
    )
    change_note = forms.CharField(
        label=gettext_lazy("What was changed, for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "For everything but a typo. A right of reply goes in word for word."
        ),
    )
    change_top = forms.BooleanField(
        label=gettext_lazy("Show it above the text"),
        required=False,
        help_text=gettext_lazy("If it matters for whoever reads the piece."),
    )
    change_by = forms.CharField(
        label=gettext_lazy("Who replies"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Only for a right of reply: name and place."),
    )

    class Meta:
        model = Post
        fields: list[str] = []
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField podium-title"}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    # What was typed for publishing when it failed; the admin sets it on the class of one request.
    typed: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Bring back what was typed for publishing."""
        super().__init__(*args, **kwargs)
        self.initial.update(self.typed)
        tell_chosen(self)

    def _save_m2m(self) -> None:
        """Save topics only where they changed: their manager tells the history of a change in any case."""
        if "tags" in self.changed_data:
            super()._save_m2m()  # type: ignore[misc]  # Django hides it from the types

    def clean(self) -> dict[str, Any]:
        """Refuse to publish at moments that make no sense."""
        cleaned = super().clean() or self.cleaned_data
        if PUBLISH in self.data or SCHEDULE in self.data:
            self._check_publishing()
        return cleaned

    def correction(self) -> CorrectionNote | None:
        """Return what readers are told about the change, if it is of a kind that they are told."""
        typed = self.cleaned_data
        if typed.get("change_kind") in ("", None, TYPO):
            return None
        return CorrectionNote(
            typed["change_kind"],
            typed["change_note"].strip(),
            top=typed["change_top"],
            by=typed["change_by"].strip(),
        )

    def _check_publishing(self) -> None:
        cleaned, now = self.cleaned_data, timezone.now()
        starts, ends = cleaned.get("publish_starts_at"), cleaned.get("publish_ends_at")
        if SCHEDULE in self.data and "publish_starts_at" not in self.errors:
            if starts is None:
                self.add_error("publish_starts_at", _("When should it be published?"))
            elif starts <= now:
                self.add_error("publish_starts_at", _("This moment has passed already."))
        begins = starts if SCHEDULE in self.data and starts else now
        if ends and ends <= begins:
            self.add_error("publish_ends_at", _("The end must be later than the beginning."))
        kind = cleaned.get("change_kind")
        if kind in Correction.Kind.values and not cleaned.get("change_note", "").strip():
            self.add_error("change_note", _("Tell readers in one sentence what was changed."))
        if kind == REPLY and not cleaned.get("change_by", "").strip():
            self.add_error("change_by", _("Whose reply is it?"))


def _place(post: Post) -> str:
    return f"publishing-{post.pk}"


def keep_typed(request: HttpRequest, post: Post, typed: dict[str, Any]) -> None:
    """Keep what was typed for publishing until the form is shown again."""
    values = {name: typed.get(name) for name in PUBLISHING}
    request.session[_place(post)] = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if value
    }


def recall_typed(request: HttpRequest, post: Post) -> dict[str, Any]:
    """Return, once, what was typed for publishing and could not be done."""
    typed = request.session.pop(_place(post), {})
    return {
        name: datetime.fromisoformat(value) if name.endswith("_at") else value
        for name, value in typed.items()
    }
