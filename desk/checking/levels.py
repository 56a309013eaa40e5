"""What the house sets for its desk: how strictly checks are meant, which words it avoids."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.checking.check import Level


class CheckLevel(models.Model):
    """How strictly the house means a check; without a row its own level counts."""

    check_id = models.SlugField(_("check"), max_length=40, unique=True)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = _("level of a check")
        verbose_name_plural = _("levels of checks")
        ordering = ["check_id"]

    def __str__(self) -> str:
        return self.check_id


class AvoidedWord(models.Model):
    """A word the house does not use, and the one it uses instead."""

    word = models.CharField(_("word"), max_length=80, unique=True)
    better = models.CharField(
        _("better"),
        max_length=80,
        blank=True,
        help_text=_("Offered with one click; empty if nothing takes its place."),
    )

    class Meta:
        verbose_name = _("avoided word")
        verbose_name_plural = _("avoided words")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
