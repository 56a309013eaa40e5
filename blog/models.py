"""Posts, the working copies from which publishing freezes editions, and what belongs to them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from blog.clicks import ClickOut
from blog.disclosing import Disclosed, disclose
from blog.editions import Edition, EditionNotice, EditionPerson, EditionQuestion, EditionTag
from blog.freezing import post_content
from blog.readings import Reading
from blog.records import AIUse, Declaration, EditorialApproval, Tie, Waiver
from blog.related import Related
from blog.requirements import Requirement, post_requirements
from blog.sent_forms import SentForm
from blog.series_questions import SeriesQuestion
from blog.vocabulary import Cut, Spelling, Word
from disclosures.models import AbstractDisclosure
from disclosures.vocabulary import ORIGINALS
from events.models import Event
from media.models import Image
from people.models import Organisation, Person
from prose.addresses import Addressed, free_address
from prose.fields import ProseField

__all__ = [
    "AIUse",
    "ClickOut",
    "Cut",
    "Declaration",
    "Edition",
    "EditionNotice",
    "EditionPerson",
    "EditionQuestion",
    "EditionTag",
    "EditorialApproval",
    "Reading",
    "Related",
    "SentForm",
    "SeriesQuestion",
    "Spelling",
    "Tie",
    "Waiver",
    "Word",
]


class Tag(Addressed, TagBase):
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


class Series(Addressed):
    """A row of posts, such as an interview series, usually of one event."""

    address_fallback = "serie"

    name = models.CharField(_("name"), max_length=160, unique=True)
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


class Post(Addressed):  # type: ignore[django-manager-missing]  # taggit has no types
    """The editor's working copy; readers see its live edition."""

    kind = "post"

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
    press_release_of = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="press_releases",
        verbose_name=_("press release of"),
        help_text=_("If the text is taken over unedited."),
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

    def content(self) -> dict[str, Any]:
        """Return the piece itself as values for canonical JSON: text, people, sources, images."""
        return post_content(self)

    def disclose(self, now: datetime | None = None) -> Disclosed:
        """Decide what readers are told about the working copy at a moment (default: now)."""
        return disclose(self, self.content(), now)

    def freeze(self, now: datetime | None = None) -> dict[str, Any]:
        """Return everything readers would see, as values for canonical JSON."""
        content = self.content()
        with translation.override(settings.LANGUAGE_CODE):  # reasons, in the newsroom's language
            return disclose(self, content, now).on(content)

    def requirements(self, disclosed: Disclosed | None = None) -> list[Requirement]:
        """Return what still stands in the way of publishing, and what is worth a look."""
        return post_requirements(self, disclosed or self.disclose())

    def on_published(self, edition: Edition) -> None:
        """Hook in the publishing transaction for what a kind of post keeps of an edition."""

    def free_address(self) -> str:
        """Return an address made from the title that no other piece has or ever had."""
        now, ever = Post.objects.exclude(pk=self.pk), Edition.objects.exclude(post_id=self.pk)
        return free_address(self.title, self.kind, now, ever)


class Credit(models.Model):
    """A person's part in a post."""

    class Role(models.TextChoices):
        """What the person did (the order is the order of bylines)."""

        AUTHOR = "author", _("author")
        INTERVIEWER = "interviewer", _("interviewer")
        INTERVIEWEE = "interviewee", _("interviewee")
        EDITOR = "editor", _("editor")
        TRANSLATOR = "translator", _("translator")
        PHOTOGRAPHER = "photographer", _("photographer")

    post = models.ForeignKey(Post, models.CASCADE, related_name="credits")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="credits", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.AUTHOR)
    role_line = models.CharField(
        _("role line"),
        max_length=200,
        blank=True,
        help_text=_("Only if it differs from the person's own for this piece."),
    )
    ordering = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["ordering"]
        constraints = [
            models.UniqueConstraint(fields=["post", "person", "role"], name="credit_once"),
            models.UniqueConstraint(fields=["post", "ordering"], name="credit_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person.full_name} – {self.get_role_display()}"


class Source(models.Model):
    """An external study, data set or quotation the post rests on."""

    class Kind(models.TextChoices):
        """What the source is (standards 4.2)."""

        STUDY = "study", _("study")
        DATA = "data", _("data")
        QUOTATION = "quotation", _("quotation")
        CONVERSATION = "conversation", _("conversation")
        PRESS_RELEASE = "press_release", _("press release")
        ARTICLE = "article", _("article")

    class LinkStatus(models.TextChoices):
        """What the last check of the address found (`blog.sources`)."""

        OK = "ok", _("answers")
        DEAD = "dead", _("dead")
        UNSURE = "unsure", _("unsure")

    post = models.ForeignKey(Post, models.CASCADE, related_name="sources")
    ordering = models.PositiveIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ARTICLE)
    title = models.CharField(_("title"), max_length=300)
    author = models.CharField(_("author"), max_length=200, blank=True)
    publisher = models.CharField(_("published by"), max_length=200, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("read on"), null=True, blank=True)
    archived_url = models.URLField(
        _("archived address"),
        max_length=500,
        blank=True,
        help_text=_("A copy in a web archive; readers find it beside the source."),
    )
    link_status = models.CharField(
        _("link"), max_length=10, blank=True, choices=LinkStatus.choices, editable=False
    )
    link_checked_at = models.DateTimeField(_("link checked"), null=True, editable=False)
    link_note = models.CharField(max_length=200, blank=True, editable=False)
    link_failures = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["ordering"]
        constraints = [
            models.UniqueConstraint(fields=["post", "ordering"], name="source_order_once")
        ]

    def __str__(self) -> str:
        return self.title


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


class Correction(models.Model):
    """A dated public note that an edition changed something of substance (Pressekodex 3)."""

    class Kind(models.TextChoices):
        """What was done."""

        CLARIFICATION = "clarification", _("clarification")
        CORRECTION = "correction", _("correction")
        ADDITION = "addition", _("addition")
        RIGHT_OF_REPLY = "right_of_reply", _("right of reply")

    post = models.ForeignKey(Post, models.PROTECT, related_name="corrections")
    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="correction", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    text = models.TextField(_("what was changed"))
    top = models.BooleanField(_("shown above the text"), default=False)
    by = models.CharField(
        _("reply by"), max_length=200, blank=True, help_text=_("Only for a right of reply.")
    )
    published_at = models.DateTimeField(_("date"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_what_changed")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
