"""What is known about an image: what it shows, who made it and how, who may use it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from media.ai_images import DepictsReal, ai_label
from media.frozen import FrozenImage
from media.renditions import embedded_in, encode, renditions_of
from media.share_cards import write_share_cards
from media.source_types import AI_SOURCE_TYPES, DigitalSourceType
from media.tasks import write_renditions
from media.uploads import CleanImage
from names.folding import FoldedField, with_words

UNDESCRIBED = _("Please describe the picture, or mark it as mere decoration.")


def upload_to(image: Image, filename: str) -> str:
    """Refuse a file that did not go through `clean_upload`; whatever did has been written already."""
    raise ValueError(f"Not an image that went through clean_upload: {filename!r}")


class PeopleShown(models.TextChoices):
    """Who is to be recognised, and whether they agreed (§§ 22, 23 KUG)."""

    __empty__ = _("– not said yet –")
    NOBODY = "nobody", _("nobody")
    AGREED = "agreed", _("people who agreed")
    EVENT = "event", _("people at an event, none of them the subject (§ 23 (1) No. 3 KUG)")
    PUBLIC = "public", _("somebody of public life, at a public matter (§ 23 (1) No. 1 KUG)")
    CHILDREN = "children", _("children whose parents agreed")
    REFUSED = "refused", _("somebody who has not agreed, or took it back")


class ImageQuerySet(models.QuerySet["Image"]):
    """Ways to find images and to add one."""

    def matching(self, words: str) -> Self:
        """Return the images that have every word in title, text, caption or credit."""
        return with_words(self, words)

    def add(self, clean: CleanImage, **fields: Any) -> Image:
        """Save an upload as a new image, or raise ValidationError naming what is missing.

        The same upload again gives the image that is already there.
        """
        known = self.filter(sha256=clean.sha256).first()
        if known:
            return known
        image = self.model(**fields)
        image.take(clean)
        image.full_clean()
        image.save()
        return image


class Image(models.Model):
    """A picture with alternative text, credit and provenance.

    Its files are never written again under the same name: editions name them. They are deleted only
    where it must not be shown any more (`blog.renewing.taking_away`).
    """

    file = models.FileField(_("file"), upload_to=upload_to, max_length=200)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, in per cent"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, in per cent"), default=50, validators=[MaxValueValidator(100)]
    )
    title = models.CharField(
        _("title"), max_length=200, help_text=_("To find it again; readers do not see it.")
    )
    alternative_text = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_(
            "What would you say on the phone to somebody who cannot see the picture? One sentence"
            " is enough: “Anna Berg laughs into the microphone on the large stage.”"
        ),
    )
    decorative = models.BooleanField(
        _("only decoration"),
        default=False,
        help_text=_("The picture says nothing that the text does not say; screen readers skip it."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(
        _("picture credit"),
        max_length=200,
        blank=True,
        help_text=_("The name of the person who took or made it, as it should stand beside it."),
    )
    found_by = FoldedField("title", "alternative_text", "caption", "credit", "original_name")
    copyright_notice = models.CharField(_("copyright notice"), max_length=200, blank=True)
    licence = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("Under which terms we may use it, such as “CC BY 4.0” or “press photo”."),
    )
    source_url = models.URLField(
        _("where it comes from"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    rights_until = models.DateField(
        _("rights end on"),
        null=True,
        blank=True,
        help_text=_("The last day on which we may show it; the newsroom is told a month before."),
    )
    digital_source_type = models.CharField(
        _("how it came about"),
        max_length=60,
        choices=DigitalSourceType,
        default=DigitalSourceType.CAPTURE,
    )
    generated_by = models.CharField(
        _("made with"),
        max_length=200,
        blank=True,
        help_text=_("The tool and its version, if the picture was made or edited with AI."),
    )
    photorealistic = models.BooleanField(
        _("Could it be taken for a photograph?"),
        null=True,
        blank=True,
        help_text=_(
            "Judge it as somebody would who sees it in passing on a phone. A drawing, a comic, a"
            " diagram: no. What looks like a camera took it: yes."
        ),
    )
    depicts_real = models.CharField(
        _("What of the real world does it show?"),
        max_length=10,
        choices=DepictsReal,
        default="",
        blank=True,
        help_text=_(
            "Whom or what readers would believe to see. A hall full of people beside a report of"
            " our event: an event, even if nobody in it exists."
        ),
    )
    people_shown = models.CharField(
        _("Who is to be recognised in it?"),
        max_length=10,
        choices=PeopleShown,
        default="",
        blank=True,
        help_text=_(
            "Faces, but also a tattoo or a name badge. Who has not agreed, or takes it back,"
            " keeps the picture from being published (§ 22 KUG)."
        ),
    )
    declared_source_type = models.CharField(
        _("what the file says of its making"), max_length=60, blank=True, editable=False
    )
    original_name = models.CharField(_("name of the file sent"), max_length=200, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created = models.DateTimeField(_("added"), auto_now_add=True)
    modified = models.DateTimeField(_("changed"), auto_now=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ("-created", "-pk")
        constraints = (
            models.CheckConstraint(
                name="media_image_says_what_it_shows",
                condition=models.Q(decorative=True) | ~models.Q(alternative_text=""),
                violation_error_message=UNDESCRIBED,
            ),
            models.CheckConstraint(
                name="media_image_focal_point_inside",
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Ask for a text alternative, and of an AI image for all that its label depends on."""
        self.alternative_text = self.alternative_text.strip()
        missing: dict[str, Any] = {}
        if not (self.decorative or self.alternative_text):
            missing["alternative_text"] = UNDESCRIBED
        if self.made_with_ai:
            missing |= self._unanswered()
        else:
            self.photorealistic, self.depicts_real = None, ""
        if missing:
            raise ValidationError(missing)

    @property
    def made_with_ai(self) -> bool:
        """Tell whether AI made or changed it."""
        return self.digital_source_type in AI_SOURCE_TYPES

    def _unanswered(self) -> dict[str, Any]:
        """Return what readers must be told of an AI image and nobody has said yet."""
        missing: dict[str, Any] = {}
        if not self.generated_by.strip():
            missing["generated_by"] = _("Please name the AI tool this picture was made with.")
        if self.photorealistic is None:
            missing["photorealistic"] = _(
                "Please say whether it could be taken for a photograph: its label depends on it."
            )
        if not self.depicts_real:
            missing["depicts_real"] = _(
                "Please say what of the real world it shows: its label depends on it."
            )
        return missing

    def save(self, **kwargs: Any) -> None:
        """Save, and have a task write the files that readers get of it; until then they get itself."""
        with transaction.atomic():
            before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
            super().save(**kwargs)
            anew = before is not None and before.embedded() != self.embedded()
            if before is None or anew or self.made_with_ai:
                write_renditions.enqueue(self.pk, anew=anew)

    def write_files(self, *, anew: bool = False) -> None:
        """Write renditions but the slow AVIF, and share cards: those that are missing, or all."""
        quick = [one for one in renditions_of(self.frozen()) if one.format != "avif"]
        encode(self.frozen(), quick, overwrite=anew)
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                write_share_cards(self.frozen(), overwrite=anew)

    def write_avif(self, *, anew: bool = False) -> None:
        """Write the renditions that take long to encode."""
        slow = [one for one in renditions_of(self.frozen()) if one.format == "avif"]
        encode(self.frozen(), slow, overwrite=anew)

    def take(self, clean: CleanImage) -> None:
        """Make this the image of an upload that passed `clean_upload`."""
        clean.write()
        self.file = clean.file
        self.width, self.height = clean.width, clean.height
        self.sha256 = clean.sha256
        self.original_name = clean.original_name
        self.declared_source_type = clean.declared.source_type
        self.title = self.title or clean.stem

    def embedded(self) -> dict[str, str]:
        """Return what renditions show and carry in themselves; if it changes they are stale."""
        return embedded_in(self.frozen())

    def frozen(self) -> FrozenImage:
        """Return what an edition keeps; all that `{% picture %}` needs follows from it.

        The label of an AI image is in the active language.
        """
        facts = FrozenImage(
            id=self.pk,
            file=self.file.name or "",
            width=self.width,
            height=self.height,
            ppoi=(self.focal_x / 100, self.focal_y / 100),
            alt="" if self.decorative else self.alternative_text,
            caption=self.caption,
            credit=self.credit,
            copyright=self.copyright_notice,
            licence=self.licence,
            digital_source_type=self.digital_source_type,
            generated_by=self.generated_by,
            photorealistic=self.photorealistic,
            depicts_real=self.depicts_real,
        )
        return replace(facts, ai_label=ai_label(facts))
