"""The filters of the list, the board and the calendar: one form, whose values narrow the pieces."""

from typing import Any, Self

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from blog.models import Credit, Post, PostTag, Series, Tag
from desk.pieces import words
from desk.pieces.listed import Piece
from desk.pieces.states import STATE_CHOICES, WAITING, in_state, waiting_for
from events.models import Event
from people.models import Person

KINDS = {"post": _("Posts"), "interview": _("Interviews"), "page": _("Pages")}
# The model of each kind, by which rights are asked for.
MODELS = {
    "post": ("blog", "post"),
    "interview": ("interviews", "interview"),
    "page": ("pages", "page"),
}


def _choices(named: dict[str, Any], every: Any) -> list[tuple[str, Any]]:
    return [("", every), *named.items()]


def _looked_up(model: Any, field: str, label: Any) -> forms.ModelChoiceField:
    """Return a field for one of many, looked up by typing as on the forms."""
    relation = model._meta.get_field(field)
    return forms.ModelChoiceField(
        relation.remote_field.model._default_manager.all(),
        required=False,
        label=label,
        widget=AutocompleteSelect(relation, admin.site),
    )


class FilterForm(forms.Form):
    """What to look for."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    waiting = forms.ChoiceField(label=_("Waits for"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    series = forms.ModelChoiceField(Series.objects.all(), required=False, label=_("Series"))
    language = forms.ChoiceField(label=_("Language"), required=False)
    mine = forms.BooleanField(label=_("Begun by me"), required=False)
    person: Person
    event: Event
    tag: Tag

    def __init__(self, data: QueryDict | None, user: User) -> None:
        """Offer the choices there are."""
        super().__init__(data)
        self.user = user
        self.fields["person"] = _looked_up(Credit, "person", _("Person"))
        self.fields["event"] = _looked_up(Post, "event", _("Event"))
        self.fields["tag"] = _looked_up(PostTag, "tag", _("Topic"))
        offered: dict[str, Any] = {
            "state": _choices(STATE_CHOICES, _("every state")),
            "waiting": _choices(WAITING, "–"),
            "kind": _choices(KINDS, _("every kind")),
            "language": _choices(dict(settings.LANGUAGES), _("every language")),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.order_fields(
            [
                "q",
                "state",
                "person",
                "event",
                "tag",
                "series",
                "waiting",
                "kind",
                "language",
                "mine",
            ]
        )

    @classmethod
    def asked(cls, data: QueryDict, user: User) -> Self:
        """Return the form of what an address asks for, without values that mean nothing (any more)."""
        form = cls(data, user)
        if not form.errors:
            return form
        meant = data.copy()
        for name in form.errors:
            meant.pop(name, None)
        return cls(meant, user)

    def chosen(self) -> dict[str, Any]:
        """Return the values that were chosen and mean something."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def pieces(self) -> QuerySet[Piece]:
        """Return the pieces that all chosen values keep, the last saved first."""
        chosen = self.chosen()
        found = Piece.objects.all()
        if state := chosen.get("state"):
            found = in_state(found, state)
        if waiting := chosen.get("waiting"):
            found = waiting_for(found, waiting)
        for name in {"kind", "language", "event", "series"} & chosen.keys():
            found = found.filter(**{name: chosen[name]})
        if person := chosen.get("person"):
            found = found.filter(post_id__in=person.credits.order_by().values("post_id"))
        if tag := chosen.get("tag"):
            found = found.filter(post_id__in=tag.post_tags.order_by().values("content_object_id"))
        if chosen.get("mine"):
            found = found.filter(created_by=self.user)
        if ids := words.saying(chosen.get("q", "")):
            found = found.filter(post_id__in=ids)
        return visible(found, self.user)

    def query(self) -> str:
        """Return the chosen values as they stand in an address."""
        query = QueryDict(mutable=True)
        for name, value in self.chosen().items():
            query[name] = str(getattr(value, "pk", "on" if value is True else value))
        return query.urlencode()


def visible(pieces: QuerySet[Piece], user: User) -> QuerySet[Piece]:
    """Keep what somebody may see: all of a kind whose forms they may open, and what they began."""
    kinds = [kind for kind, (app, model) in MODELS.items() if user.has_perm(f"{app}.view_{model}")]
    if len(kinds) == len(MODELS):
        return pieces
    own = [kind for kind, (app, model) in MODELS.items() if user.has_perm(f"{app}.add_{model}")]
    return pieces.filter(Q(kind__in=kinds) | Q(kind__in=own, created_by=user))
