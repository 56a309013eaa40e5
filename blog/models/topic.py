"""Topics, and which piece is about which."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from blog.editions.content import Topic
from names.addresses import KnownAddress, Lasting
from names.folding import FoldedField
from prose.fields import ProseField
from prose.unseen import NameField


class Tag(Lasting, TagBase):  # type: ignore[django-manager-missing]  # taggit has no types
    """A topic, with an address that keeps its umlauts readable."""

    address_fallback = "thema"

    name = NameField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True, blank=True)
    found_by = FoldedField("name")
    description = ProseField(
        _("introduction"),
        config="simple",
        blank=True,
        help_text=_("Stands above the pieces on the topic's page."),
    )

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


class TagAddress(KnownAddress):
    """An address that the page of a topic has or had."""

    of = models.ForeignKey(Tag, models.CASCADE, related_name="addresses")


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
