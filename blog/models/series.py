"""Series: rows of posts, such as interviews that ask the same questions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from blog.editions.content import SeriesName
from events.models import Event
from names.addresses import KnownAddress, Lasting
from names.folding import FoldedField
from prose.fields import ProseField


class Series(Lasting):
    """A row of posts, such as an interview series, usually of one event."""

    address_fallback = "serie"

    name = models.CharField(_("name"), max_length=160, unique=True)
    found_by = FoldedField("name")
    description = ProseField(_("description"), config="simple", blank=True)
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="series_of_posts",
        verbose_name=_("event"),
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("plural", "series")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the series' page."""
        return reverse("series", args=[self.slug])

    def frozen(self) -> SeriesName:
        """Return the name of the series as of now."""
        return SeriesName(self.pk, self.slug, self.name)


class SeriesAddress(KnownAddress):
    """An address that the page of a series has or had."""

    of = models.ForeignKey(Series, models.CASCADE, related_name="addresses")
