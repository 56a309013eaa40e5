"""Notices that an editor set on a post by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post
from disclosures.models import AbstractDisclosure


class Disclosure(AbstractDisclosure):
    """A notice on a post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="disclosures")

    class Meta(AbstractDisclosure.Meta):
        verbose_name = _("notice on a post")
        verbose_name_plural = _("notices on a post")
        constraints = [
            models.UniqueConstraint(fields=["post", "notice"], name="disclosure_once"),
            models.UniqueConstraint(fields=["post", "ordering"], name="disclosure_order_once"),
        ]
