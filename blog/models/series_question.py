"""Questions that a series of interviews asks again and again, so that readers can compare answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.search.stems import words
from names.addresses import Addressed, free_address


def normalised(wording: str) -> str:
    """Return what two spellings of one question have in common: its words, without signs and case."""
    return " ".join(words(wording))


class SeriesQuestion(Addressed):
    """A question of a series; interviews of the series that ask it point to it."""

    address_fallback = "frage"

    series = models.ForeignKey(
        "blog.Series", models.CASCADE, related_name="questions", verbose_name=_("series")
    )
    wording = models.CharField(_("question"), max_length=300)
    slug = models.SlugField(max_length=80, editable=False)
    # Equal for spellings that differ in signs and case only.
    normal = models.CharField(max_length=600, editable=False)

    class Meta:
        verbose_name = _("question of a series")
        verbose_name_plural = _("questions of a series")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "slug"], name="series_question_slug_once"),
            models.UniqueConstraint(fields=["series", "normal"], name="series_question_once"),
        ]

    def get_absolute_url(self) -> str:
        """Address of the page with all answers, which is there once two are live."""
        return reverse("series_question", args=[self.series.slug, self.slug])

    def __str__(self) -> str:
        return self.wording

    def clean(self) -> None:
        """Refuse a question that has no word, or that the series has already."""
        self.normal = normalised(self.wording)
        if not self.normal:
            raise ValidationError({"wording": _("Write a question.")})
        same = SeriesQuestion.objects.filter(series_id=self.series_id, normal=self.normal)
        if self.series_id and same.exclude(pk=self.pk).exists():
            raise ValidationError({"wording": _("The series has this question already.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what it has in common with other spellings."""
        self.normal = normalised(self.wording)
        super().save(*args, **kwargs)

    def free_address(self) -> str:
        """Return an address made from its wording that no other question of the series has."""
        others = SeriesQuestion.objects.filter(series_id=self.series_id).exclude(pk=self.pk)
        return free_address(self.wording, self.address_fallback, others)
