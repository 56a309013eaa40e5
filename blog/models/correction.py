"""What readers are told of a change of substance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.editions.edition import Edition
from blog.models.post import Post


class Correction(models.Model):
    """A dated public note that an edition changed something of substance (Pressekodex 3)."""

    class Kind(models.TextChoices):
        """What was done."""

        CLARIFICATION = "clarification", _("clarification")
        CORRECTION = "correction", _("correction")
        ADDITION = "addition", _("addition")
        RIGHT_OF_REPLY = "right_of_reply", _("right of reply")

    post = models.ForeignKey(Post, models.PROTECT, related_name="corrections")
    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="correction", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    text = models.TextField(_("what was changed"))
    top = models.BooleanField(_("shown above the text"), default=False)
    by = models.CharField(
        _("reply by"), max_length=200, blank=True, help_text=_("Only for a right of reply.")
    )
    published_at = models.DateTimeField(_("date"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_what_changed")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
