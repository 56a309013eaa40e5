"""The working copy of a page; readers see its live edition, as of every piece."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.editions.edition import Edition
from blog.models import Post
from names.addresses import free_address
from pages.own.addresses import taken_by_podium


class Place(models.TextChoices):
    """Pages that the law asks for; the value is also the name of their address."""

    IMPRINT = "imprint", _("Imprint")
    PRIVACY = "privacy", _("Privacy")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class Page(Post):  # type: ignore[django-manager-missing]  # taggit has no types
    """A page such as “About us”: text, pictures, sources and notices, but no day and no byline."""

    kind = "page"

    # Where readers find these never changes.
    FIXED: ClassVar[dict[str, str]] = {
        Place.IMPRINT: "impressum",
        Place.PRIVACY: "datenschutz",
        Place.ACCESSIBILITY: "barrierefreiheit",
    }

    place = models.CharField(
        _("fixed place"), max_length=20, choices=Place, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=~Q(place=""), name="page_in_its_place_once"
            )
        ]

    def clean(self) -> None:
        """Refuse an address of Podium itself, besides what every piece refuses."""
        super().clean()
        if not self.place and self.slug in taken_by_podium():
            raise ValidationError({"slug": _("Podium itself has this address. Choose another.")})

    def save(self, *args: object, **kwargs: object) -> None:
        """Stay in a fixed place, whatever was typed as its address."""
        self.slug = self.FIXED.get(self.place, self.slug)
        super().save(*args, **kwargs)

    def free_address(self) -> str:
        """Return an address made from the title that neither a piece nor Podium itself has."""
        now, ever = Post.objects.exclude(pk=self.pk), Edition.objects.exclude(post_id=self.pk)
        return free_address(self.title, "seite", now, ever, reserved=taken_by_podium())
