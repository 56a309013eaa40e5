"""What can be done to many pieces at once; each is asked by its own rules, and what was refused is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import reversion
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _, gettext_lazy

from blog.admin.commands import PUBLISH_PERMISSION
from blog.admin.states import PublishingState
from blog.admin.tags import TagsField
from blog.models import Post, Series
from blog.own_drafts import may_change
from blog.publishing.freezing import Freezing
from blog.publishing.publish import locked, publish, withdraw
from desk.checking.beside import refuse_required
from events.models import Event

MOST = 500  # pieces at once


@dataclass
class Outcome:
    """What became of many pieces: how many were changed, and who was refused why."""

    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class BulkAction:
    """One thing that can be done to each piece."""

    label: Any
    act: Callable[[Post, dict[str, Any], User], None]
    needs: str = ""  # a field of the form
    publishes: bool = False


class BulkForm(forms.Form):
    """What to do, and with what."""

    action = forms.ChoiceField(label=gettext_lazy("With those that are chosen"))
    tags = TagsField(label=gettext_lazy("Topics"), required=False)
    series = forms.ModelChoiceField(
        Series.objects.all(), required=False, label=gettext_lazy("Series")
    )

    def __init__(self, data: Any, user: User) -> None:
        """Offer what this person may do."""
        super().__init__(data, auto_id="many_%s")
        event = Post._meta.get_field("event")
        self.fields["event"] = forms.ModelChoiceField(
            Event.objects.all(),
            required=False,
            label=gettext_lazy("Event"),
            widget=AutocompleteSelect(event, admin.site),
        )
        may_publish = user.has_perm(PUBLISH_PERMISSION)
        offered = [
            (key, one.label) for key, one in ACTIONS.items() if may_publish or not one.publishes
        ]
        self.fields["action"].choices = [("", "–"), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for what the action needs."""
        cleaned = super().clean() or self.cleaned_data
        action = ACTIONS.get(cleaned.get("action", ""))
        if action and action.needs and not cleaned.get(action.needs):
            self.add_error(action.needs, _("Please choose what to set."))
        return cleaned


def run(action: BulkAction, posts: Sequence[Post], chosen: dict[str, Any], by: User) -> Outcome:
    """Do it to each piece in a transaction of its own; one that is refused does not stop the others."""
    outcome = Outcome()
    for post in posts:
        piece = post.as_its_kind()
        if not may_change(by, piece):
            outcome.refused.append((piece.title, _("You may not change it.")))
            continue
        try:
            with transaction.atomic():
                action.act(piece, chosen, by)
        except ValidationError as refused:
            outcome.refused.append((piece.title, " ".join(refused.messages)))
        else:
            outcome.done += 1
    return outcome


def _changed(piece: Post, by: User, comment: str) -> None:
    """Save a piece, with the state before in its history as after every other save."""
    with reversion.create_revision():
        piece.save()
        reversion.set_user(by)
        reversion.set_comment(comment)


def _add_topics(piece: Post, chosen: dict[str, Any], by: User) -> None:
    piece.tags.add(*chosen["tags"])
    _changed(piece, by, _("Topics added: %(topics)s") % {"topics": ", ".join(chosen["tags"])})


def _set_series(piece: Post, chosen: dict[str, Any], by: User) -> None:
    piece.series = chosen["series"]
    _changed(piece, by, _("Series set: %(name)s") % {"name": piece.series})


def _set_event(piece: Post, chosen: dict[str, Any], by: User) -> None:
    piece.event = chosen["event"]
    _changed(piece, by, _("Event set: %(name)s") % {"name": piece.event})


def _publish(piece: Post, chosen: dict[str, Any], by: User) -> None:
    """Publish what readers never saw; a change of what they saw needs a word about it, on its form."""
    freezing = Freezing(locked(piece))
    if PublishingState(piece, freezing=freezing).asks_what_changed:
        raise ValidationError(_("Its text has changed: say on its form what kind of change it is."))
    refuse_required(freezing)
    publish(piece, by=by, freezing=freezing)


def _withdraw(piece: Post, chosen: dict[str, Any], by: User) -> None:
    state = PublishingState(piece)
    if not (state.live or state.scheduled):
        raise ValidationError(_("It is not on the site."))
    withdraw(piece, by=by)


ACTIONS = {
    "topics": BulkAction(gettext_lazy("add topics"), _add_topics, "tags"),
    "series": BulkAction(gettext_lazy("set the series"), _set_series, "series"),
    "event": BulkAction(gettext_lazy("set the event"), _set_event, "event"),
    "publish": BulkAction(gettext_lazy("publish"), _publish, publishes=True),
    "withdraw": BulkAction(gettext_lazy("take off the site"), _withdraw, publishes=True),
}
