"""Posts: the working copies from which publishing freezes editions."""

from typing import Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from blog.editions.content import Content, EventName, TranslationOf
from blog.editions.edition import Edition
from blog.models.credit import Credit
from blog.models.records import Tie
from blog.models.rows import Rows
from blog.models.series import Series
from blog.models.source import Source
from blog.models.topic import PostTag
from disclosures.vocabulary import ORIGINALS, Genre, ReleaseUse
from events.models import Event
from media.frozen import FrozenImage
from media.models import Image
from names.addresses import Addressed, free_address
from names.folding import FoldedField
from people.models import Organisation, Person
from prose.fields import ProseField
from prose.figures import figure_ids
from prose.sanitising import sanitise


class Post(Addressed):  # type: ignore[django-manager-missing]  # taggit has no types
    """The editor's working copy; readers see its live edition."""

    kind: Literal["post", "interview", "page"] = "post"

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Made from the title if left empty. Former addresses lead to the new one."),
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="de"
    )
    standfirst = models.TextField(
        _("standfirst"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences under the title; also shown in lists and search."),
    )
    body = ProseField(_("text"), config="article", blank=True)
    image = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, verbose_name=_("image"), related_name="+"
    )
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("event"),
        help_text=_("The ticket box under the text follows this event by itself."),
    )
    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("series"),
    )
    discuss = models.CharField(
        _("call to discuss"),
        max_length=300,
        blank=True,
        help_text=_("A closing sentence that asks readers for their view."),
    )
    recap = models.BooleanField(
        _("looks back on the event"),
        default=False,
        help_text=_("Once the event is over, its page and its ticket boxes lead here."),
    )
    promotes_event = models.BooleanField(
        _("promotes the event"),
        null=True,
        blank=True,
        help_text=_("Is it written to win participants, rather than to report?"),
    )
    reports_because = models.CharField(
        _("it reports because"),
        max_length=300,
        blank=True,
        help_text=_(
            "Why it does not promote; needed where somebody receives something for the event."
        ),
    )
    genre = models.CharField(
        _("kind of text"),
        max_length=10,
        blank=True,
        choices=Genre.choices,
        help_text=_(
            "Only where readers have to know it. Under an obituary there is no ticket box."
        ),
    )
    genre_terms = models.TextField(
        _("conditions or method"),
        blank=True,
        help_text=_(
            "Of a raffle: who may take part, until when, how it is drawn."
            " Of a survey: how many were asked, when, by whom and what."
        ),
    )
    is_political = models.BooleanField(
        _("political advertising"),
        null=True,
        blank=True,
        help_text=_("Published for or by a political actor, or to influence an election or a law."),
    )
    press_release_of = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="press_releases",
        verbose_name=_("press release of"),
        help_text=_("If the text is one, or is based on one."),
    )
    release_use = models.CharField(
        _("what was made of it"), max_length=10, blank=True, choices=ReleaseUse.choices
    )
    translated_from = models.CharField(
        _("translated from"), max_length=5, blank=True, choices=ORIGINALS
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The same piece in its first language. Readers find each from the other."),
    )
    public_interest = models.BooleanField(
        _("on a matter of public interest"),
        default=True,
        help_text=_("Then a text made by AI that nobody examined must say so (AI Act, Art. 50)."),
    )
    private_because = models.CharField(_("no public interest because"), max_length=300, blank=True)
    no_external_sources = models.BooleanField(
        _("rests on no external sources"),
        default=False,
        help_text=_("For texts with figures or quotations of our own."),
    )
    found_by = FoldedField("title", "standfirst")
    people = models.ManyToManyField(Person, through="Credit", related_name="posts")
    tags = TaggableManager(_("topics"), through=PostTag, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-updated_at", "-pk"]
        permissions = [("publish_post", _("Can publish, schedule and withdraw pieces"))]
        indexes = [models.Index(fields=["event"], condition=Q(recap=True), name="post_recap")]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                name="post_translated_once",
                violation_error_message=_("There is a translation into this language already."),
            ),
            models.CheckConstraint(
                condition=~Q(translation_of=F("id")), name="post_translates_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse another piece's address, and a denial of public interest without a reason."""
        others = Edition.objects.filter(slug=self.slug).exclude(post_id=self.pk)
        if self.slug and others.exists():
            raise ValidationError({"slug": _("Another piece was published at this address.")})
        if not self.public_interest and not self.private_because.strip():
            raise ValidationError(
                {"private_because": _("Say in a few words why it is of no public interest.")}
            )
        self._clean_translation()

    def _clean_translation(self) -> None:
        """Refuse chains and translations into the same language; note the first language."""
        original = self.translation_of
        if original is None:
            return
        if original.pk == self.pk:
            raise ValidationError({"translation_of": _("A piece is no translation of itself.")})
        if original.translation_of_id or (self.pk and self.translations.exists()):
            raise ValidationError(
                {"translation_of": _("Name the piece in its first language, not a translation.")}
            )
        if original.language == self.language:
            raise ValidationError(
                {"translation_of": _("Both pieces are in the same language; change one of them.")}
            )
        self.translated_from = self.translated_from or original.language

    def get_absolute_url(self) -> str:
        """Address of the piece for readers, live or not."""
        return reverse(self.kind, args=[self.slug])

    @property
    def named_credits(self) -> models.QuerySet[Credit]:
        """Credits with their people: the history of a piece names them."""
        return self.credits.select_related("person")

    def content(self, rows: Rows | None = None) -> Content:
        """Return what publishing would freeze of the working copy, labels and notices aside.

        Kinds add to it. What lives on (the event's state, tickets, age, corrections) is no part of it.
        Its rows are the stored ones, unless others are given.
        """
        rows = rows or Rows(self)
        with translation.override(self.language):
            body = sanitise(self.body, "article")
            people = rows.of(Credit, "person__portrait", "person__affiliation")
            sources = enumerate(rows.of(Source), start=1)
            return Content(
                kind=self.kind,
                slug=self.slug,
                language=self.language,
                title=self.title.strip(),
                standfirst=self.standfirst.strip(),
                body=body,
                image=self.image.frozen() if self.image else None,
                images=images_in(body),
                credits=tuple(credit.frozen() for credit in people),
                discuss=self.discuss.strip(),
                event=name_of(self.event) if self.event else None,
                recap=self.recap,
                ties=tuple(tie.frozen() for tie in rows.of(Tie, "organisation")),
                series=self.series.frozen() if self.series else None,
                tags=tuple(tag.frozen() for tag in rows.tags()),
                sources=tuple(source.frozen(number) for number, source in sources),
                translation_of=self._frozen_original(),
            )

    def as_its_kind(self) -> "Post":
        """Return the row as what it is: an interview, where it is one."""
        for relation in self._meta.related_objects:
            if relation.parent_link:
                child = relation.related_model._default_manager.filter(pk=self.pk).first()
                if isinstance(child, Post):
                    return child
        return self

    def with_sign_offs_of_today(self, content: Content) -> Content:
        """Return published content with who stands by it now; of a post nobody signs off."""
        return content

    def keep_anchors(self, rows: Rows) -> None:
        """Keep the addresses within the piece that its content gives to readers; a post has none."""

    def _frozen_original(self) -> TranslationOf | None:
        original = self.translation_of
        return TranslationOf(original.pk, original.language) if original else None

    def free_address(self) -> str:
        """Return an address made from the title that no other piece has or ever had."""
        now, ever = Post.objects.exclude(pk=self.pk), Edition.objects.exclude(post_id=self.pk)
        return free_address(self.title, self.kind, now, ever)


def images_in(*htmls: str) -> dict[int, FrozenImage]:
    """Return every image that figures in the texts name, by id, in the active language."""
    wanted = {pk for html in htmls for pk in figure_ids(html)}
    return {image.pk: image.frozen() for image in Image.objects.filter(pk__in=wanted)}


def name_of(event: Event) -> EventName:
    """Return what a text says of its event as of now; the event's state stays live."""
    return EventName(event.pk, event.slug, event.name, event.hashtag or "")
