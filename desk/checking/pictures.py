"""Checks of pictures: what they show in words, who made them, whether they are large enough."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from desk.checking.check import Check, Finding, Level, Piece, Remedy
from media.frozen import FrozenImage
from media.models import Image

SHARED_WIDTH = 1200  # pixels that large share cards want


def _form_of(image: FrozenImage) -> Remedy:
    return Remedy(_("Open the picture"), href=reverse("admin:media_image_change", args=[image.id]))


def _named(image: FrozenImage) -> str:
    return image.caption or image.alt or image.file.rpartition("/")[2]


class AlternativeText(Check):
    """A picture without words shows nothing to those who cannot see it."""

    id = "alternative_text"
    name = gettext_lazy("Alternative text of pictures")
    level = Level.HINT

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find pictures that are neither described nor meant as decoration."""
        bare = [image for image in piece.images if not image.alt]
        decoration = Image.objects.filter(pk__in=[one.id for one in bare], decorative=True)
        fine = set(decoration.values_list("pk", flat=True)) if bare else set()
        for image in bare:
            if image.id not in fine:
                said = _("The picture “%(name)s” has no alternative text.") % {
                    "name": _named(image)
                }
                yield Finding(said, "image", remedy=_form_of(image))


class PictureCredit(Check):
    """Whoever made a picture is to be named (§ 13 UrhG)."""

    id = "picture_credit"
    name = gettext_lazy("Credit of pictures")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find pictures without a credit and without the machine that made them."""
        for image in piece.images:
            if not (image.credit or image.copyright or image.generated_by):
                said = _("Nobody is named as the maker of “%(name)s”.") % {"name": _named(image)}
                yield Finding(said, "image", remedy=_form_of(image))


class TeaserCrop(Check):
    """Lists and share cards cut the picture to a wide format."""

    id = "teaser_crop"
    name = gettext_lazy("Picture for lists and sharing")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find a picture that is small, or upright with nobody having said what matters in it."""
        image = piece.content.image
        if image is None:
            return
        if image.width < SHARED_WIDTH:
            said = _("The picture is %(width)s pixels wide; share cards want %(wanted)s.")
            yield Finding(said % {"width": image.width, "wanted": SHARED_WIDTH}, "image")
        if image.height > image.width and image.ppoi == (0.5, 0.5):
            said = _("The picture is upright; lists show its middle. Say what matters in it.")
            yield Finding(said, "image", remedy=_form_of(image))
