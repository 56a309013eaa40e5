"""The words in which authors and guests declare how a piece came about (standards 4.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Position(models.TextChoices):
    """Where a notice stands (standards 4.1)."""

    TOP = "top", _("above the text")
    BOTTOM = "bottom", _("in the transparency notes at the end")


class DeclarationKind(models.TextChoices):
    """What a declaration is about."""

    AI_USE = "ai_use", _("use of AI")
    TIE = "tie", _("tie to an organisation")
    BENEFIT = "benefit", _("benefit received")


class AIDegree(models.IntegerChoices):
    """How much of the text is the machine's (standards 4.2)."""

    NONE = 0, _("none")
    ASSISTIVE = 1, _("assistive: ideas, spelling, transcription")
    SUBSTANTIAL = 2, _("substantial: sentences were kept")
    PREDOMINANT = 3, _("predominantly written by a machine")
