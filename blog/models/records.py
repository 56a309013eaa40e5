"""What is recorded of how a post came about; the rules (`disclosures.rules`) decide what it means."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from blog.editions.content import FrozenTie
from disclosures.vocabulary import (
    AIDegree,
    AIKind,
    AIScope,
    Bearing,
    Consideration,
    DeclarationKind,
    Influence,
    Interest,
    Part,
    Relation,
    is_paid,
)
from people.models import Organisation, Person
from prose.links import LinkField


class Tie(models.Model):
    """What an organisation has to do with a post (docs/disclosure.md#ties)."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="ties")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="ties", verbose_name=_("organisation")
    )
    part = models.CharField(
        _("in the text"), max_length=20, choices=Part.choices, default=Part.NAMED
    )
    relation = models.CharField(
        _("to us it is"),
        max_length=20,
        blank=True,
        choices=Relation.choices,
        help_text=_("Sponsorships of events are known already; this is for anything else."),
    )
    consideration = models.CharField(
        _("for this piece we get"),
        max_length=20,
        choices=Consideration.choices,
        default=Consideration.UNKNOWN,
        help_text=_("Free tickets, travel and goods count as much as money."),
    )
    influence = models.CharField(
        _("its say in the content"),
        max_length=20,
        choices=Influence.choices,
        default=Influence.UNKNOWN,
    )
    given = models.CharField(
        _("what exactly"),
        max_length=200,
        blank=True,
        help_text=_("As readers shall read it, such as: a microphone for testing."),
    )
    condition = models.CharField(
        _("on condition that"),
        max_length=200,
        blank=True,
        help_text=_(
            "What was asked for it, as readers shall read it, such as: a test by December."
        ),
    )
    address = LinkField(
        _("address of the embed"),
        blank=True,
        help_text=_("Of the video or post in the text; a payment for it is told there."),
    )
    evidence = models.CharField(
        _("evidence"),
        max_length=300,
        blank=True,
        help_text=_("Such as: e-mail of 3 March. Without, no notice says that nothing was given."),
    )

    class Meta:
        verbose_name = _("tie to an organisation")
        verbose_name_plural = _("ties to organisations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "organisation"], name="tie_once_per_post")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_part_display()}"

    def frozen(self) -> FrozenTie:
        """Return what the public register tells of it."""
        paid = is_paid(self.consideration, self.influence)
        return FrozenTie(self.organisation_id, self.organisation.name, paid)


class AIUse(models.Model):
    """A machine was used for something about the text (images say so themselves)."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="ai_uses")
    kind = models.CharField(_("used for"), max_length=20, choices=AIKind.choices)
    degree = models.PositiveSmallIntegerField(
        _("share of AI"), choices=AIDegree.choices[1:], help_text=_("Were its sentences kept?")
    )
    tool = models.CharField(
        _("tool"), max_length=100, blank=True, help_text=_("As readers know it.")
    )
    scope = models.CharField(
        _("of what"),
        max_length=20,
        blank=True,
        choices=AIScope.choices,
        help_text=_("Empty: what its use says, such as the headline; else the whole text."),
    )
    voice_of = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imitates"),
        help_text=_("Whose voice or looks a machine imitates, in audio or video."),
    )
    address = LinkField(
        _("address of the player"),
        blank=True,
        help_text=_("As it is embedded in the text; the note stands there. Else above the text."),
    )
    provider = models.CharField(_("provider"), max_length=100, blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    operator = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("used by"),
    )
    used_on = models.DateField(_("used on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("use of AI")
        verbose_name_plural = _("use of AI")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "kind", "tool", "scope", "address"], name="ai_use_once"
            ),
            models.CheckConstraint(condition=Q(degree__gte=1), name="ai_use_has_a_degree"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.tool}"


class Recorded(models.Model):
    """What a person did, and who wrote that down: they themselves, or somebody on their word."""

    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # As it was when it was recorded: accounts and people may be tied otherwise later.
    own_account = models.BooleanField(
        _("recorded by their own account"), default=False, editable=False
    )

    class Meta:
        abstract = True

    @property
    def doer(self) -> Person:
        """Return the person who is said to have done it."""
        raise NotImplementedError

    def record_by(self, account: User) -> None:
        """Keep whose account it is recorded by, and whether that is the person's own."""
        self.recorded_by = account
        self.own_account = self.doer.user_id == account.pk

    @property
    def on_the_word(self) -> str:
        """Say who entered it on whose word; "" if they did so themselves."""
        if self.own_account:
            return ""
        by = self.recorded_by
        return gettext("Entered by %(who)s on the word of %(whom)s.") % {
            "who": (by.get_full_name() or by.get_username()) if by else gettext("somebody unknown"),
            "whom": self.doer.full_name,
        }


class EditorialApproval(Recorded):
    """A person of the newsroom examined exactly this text (docs/standards/law.md#ai).

    Only an examination for accuracy, sources and plausibility with the power to reject counts, and
    only what the examiner records with their own account.
    """

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="approvals")
    text_sha256 = models.CharField(_("hash of the text"), max_length=64, editable=False)
    reviewer = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        verbose_name=_("examined by"),
        help_text=_("Somebody other than the author. Readers see the name."),
    )
    responsible = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        verbose_name=_("responsible"),
        help_text=_("Who answers for the text, as named in the imprint."),
    )
    checked_accuracy = models.BooleanField(_("facts checked"), default=False)
    checked_sources = models.BooleanField(_("sources checked"), default=False)
    checked_plausibility = models.BooleanField(_("plausibility checked"), default=False)
    could_reject = models.BooleanField(_("could change or reject it"), default=False)
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)

    CHECKS = ("checked_accuracy", "checked_sources", "checked_plausibility", "could_reject")

    class Meta:
        verbose_name = _("approval by the newsroom")
        verbose_name_plural = _("approvals by the newsroom")
        ordering = ["-approved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    checked_accuracy=True,
                    checked_sources=True,
                    checked_plausibility=True,
                    could_reject=True,
                ),
                name="approval_is_an_examination",
                violation_error_message=_(
                    "Only an examination of facts, sources and plausibility by somebody who could"
                    " change or reject the text counts as an approval. A look at the spelling does"
                    " not."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer.full_name} – {self.post}"

    @property
    def doer(self) -> Person:
        """Return who examined it."""
        return self.reviewer

    def is_of(self, text_sha256: str) -> bool:
        """Tell whether this text was examined: one not saved yet is of the text beside it."""
        return self.pk is None or self.text_sha256 == text_sha256

    def clean(self) -> None:
        """Refuse an approval by somebody who wrote the text."""
        authors = self.post.credits.filter(role="author") if self.post_id else None
        if self.reviewer_id and authors and authors.filter(person=self.reviewer_id).exists():
            raise ValidationError(
                {"reviewer": _("An author cannot approve their own text.")}, code="own_text"
            )


class Declaration(Recorded):
    """A fact that an author or guest declares about a post."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="declarations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="declarations", verbose_name=_("person")
    )
    kind = models.CharField(_("about"), max_length=20, choices=DeclarationKind.choices)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="declarations",
        verbose_name=_("organisation"),
    )
    interest = models.CharField(
        _("the tie"),
        max_length=20,
        blank=True,
        choices=Interest.choices,
        help_text=_("Readers are told at the name, whatever it means for the piece."),
    )
    competitor_of = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("a competitor of"),
    )
    bearing = models.CharField(
        _("a benefit, what for"),
        max_length=10,
        blank=True,
        choices=Bearing.choices,
        help_text=_("For this piece: it is an advertisement, whoever received it."),
    )
    ai_degree = models.PositiveSmallIntegerField(
        _("share of AI"), choices=AIDegree.choices, null=True, blank=True
    )
    text = models.TextField(_("in their words"), blank=True)
    declared_at = models.DateTimeField(_("declared"), default=timezone.now)

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        ordering = ["declared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=DeclarationKind.AI_USE) | Q(ai_degree__isnull=False),
                name="declaration_of_ai_names_its_degree",
                violation_error_message=_("Say how much of the text is the machine's."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=DeclarationKind.TIE) | Q(organisation__isnull=False),
                name="declaration_of_a_tie_names_the_organisation",
                violation_error_message=_("Name the organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.full_name}: {self.get_kind_display()}"

    @property
    def doer(self) -> Person:
        """Return who declared it."""
        return self.person
