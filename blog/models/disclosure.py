"""Notices that an editor set on a post by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post
from disclosures.models import Notice
from disclosures.vocabulary import Position


class Disclosure(models.Model):
    """A notice that an editor attached to a post, or a suggestion of the rules they took up."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="disclosures")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", verbose_name=_("notice"))
    position = models.CharField(
        _("position"),
        max_length=10,
        blank=True,
        choices=Position.choices,
        help_text=_("Empty: where the notice usually stands."),
    )
    ordering = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("notice on a post")
        verbose_name_plural = _("notices on a post")
        ordering = ["ordering"]
        constraints = [
            models.UniqueConstraint(fields=["post", "notice"], name="disclosure_once"),
            models.UniqueConstraint(fields=["post", "ordering"], name="disclosure_order_once"),
        ]

    def __str__(self) -> str:
        return str(self.notice)
