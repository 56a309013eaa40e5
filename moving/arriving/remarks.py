"""What is to be said of an item that was brought in, or was not: a line of the report each."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Outcome(models.TextChoices):
    """What became of it."""

    TAKEN = "taken", _("taken")
    KNOWN = "known", _("there already")
    CHANGED = "changed", _("changed")
    LEFT = "left", pgettext_lazy("in a report", "left out")
    OFFER = "offer", _("offered")


@dataclass(frozen=True)
class Remark:
    """One thing to say of an item; `offers` is an address within the newsroom that goes on from it."""

    outcome: Outcome
    words: str
    offers: str = ""


def changed(words: str) -> Remark:
    """Return that something is another than it was."""
    return Remark(Outcome.CHANGED, words)


def left(words: str) -> Remark:
    """Return that something was not taken, and why."""
    return Remark(Outcome.LEFT, words)
