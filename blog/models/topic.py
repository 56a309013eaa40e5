"""Topics, and which piece is about which."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from blog.editions.content import Topic
from prose.addresses import Addressed


class Tag(Addressed, TagBase):  # type: ignore[django-manager-missing]  # taggit has no types
    """A topic, with an address that keeps its umlauts readable."""

    address_fallback = "thema"

    slug = models.SlugField(_("address"), max_length=100, unique=True, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def get_absolute_url(self) -> str:
        """Address of the topic's page."""
        return reverse("tag", args=[self.slug])

    def frozen(self) -> Topic:
        """Return the topic as of now."""
        return Topic(self.pk, self.slug, self.name)


class PostTag(ItemBase):
    """A topic on a post (a foreign key, so that draft history can follow it)."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="post_tags")
    content_object = models.ForeignKey("blog.Post", models.CASCADE, related_name="post_tags")

    class Meta:
        verbose_name = _("topic of a post")
        verbose_name_plural = _("topics of a post")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="post_tag_once")
        ]
