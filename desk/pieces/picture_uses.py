"""Which piece shows which picture: in its working copy, in what readers see of it, or in both."""

from collections.abc import Iterable, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.editions.content import Content
from blog.editions.edition import Edition
from desk.pieces.listed import Piece
from media.models import Image


class PictureUse(models.Model):
    """A picture in a piece; follows from the piece as its row in the list does."""

    piece = models.ForeignKey(Piece, models.CASCADE, related_name="picture_uses")
    image = models.ForeignKey(Image, models.CASCADE, related_name="uses")
    in_copy = models.BooleanField()
    in_edition = models.BooleanField()

    class Meta:
        verbose_name = _("piece with the picture")
        verbose_name_plural = _("pieces with the picture")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["image", "piece"], name="picture_use_once"),
            models.CheckConstraint(
                condition=models.Q(in_copy=True) | models.Q(in_edition=True),
                name="picture_use_is_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.piece)

    @property
    def post(self) -> object:
        """The piece's working copy."""
        return self.piece.post


def keep(ids: Sequence[int], shown: Iterable[tuple[int, Content, Sequence[Edition]]]) -> None:
    """Note which pictures these pieces show: of each its id, its content, and its editions that are not over."""
    wanted: dict[tuple[int, int], list[bool]] = {}
    for post, content, editions in shown:
        for image in _of(content):
            wanted.setdefault((post, image), [False, False])[0] = True
        for edition in editions:
            for image in _of(edition.piece):
                wanted.setdefault((post, image), [False, False])[1] = True
    known = set(
        Image.objects.filter(pk__in={image for _post, image in wanted}).values_list("pk", flat=True)
    )
    PictureUse.objects.filter(piece__in=ids).delete()
    PictureUse.objects.bulk_create(
        PictureUse(piece_id=post, image_id=image, in_copy=copy, in_edition=edition)
        for (post, image), (copy, edition) in wanted.items()
        if image in known
    )


def _of(content: Content) -> set[int]:
    portraits = {credit.portrait.id for credit in content.credits if credit.portrait}
    lead = {content.image.id} if content.image else set()
    return lead | {*content.images} | portraits
