"""Interviews: posts whose text is questions and answers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.disclosing.disclose import Disclosed
from blog.editions.edition import Edition
from blog.models import Post
from blog.models.series_question import SeriesQuestion
from blog.publishing.requirements import Requirement
from interviews.freezing import anchored, freeze_interview
from interviews.requirements import interview_requirements
from people.models import Person
from prose.fields import ProseField


class Manuscript(models.Model):
    """The text or file an interview came from, kept as it was for proof; never public."""

    filename = models.CharField(_("file name"), max_length=200)
    data = models.BinaryField(_("content"))
    sha256 = models.CharField(_("hash of the content"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.filename


class Interview(Post):  # type: ignore[django-manager-missing]  # taggit has no types
    """A post with questions and answers."""

    kind = "interview"

    class Mode(models.TextChoices):
        """How the interview was held."""

        IN_PERSON = "in_person", _("in person")
        VIDEO = "video", _("by video")
        PHONE = "phone", _("by telephone")
        WRITTEN = "written", _("in writing")

    class AuthorisationAgreed(models.TextChoices):
        """What was agreed about sign-off; it binds (docs/standards/law.md#interviews)."""

        NONE = "none", _("nothing agreed")
        FULL = "full", _("the whole text")

    mode = models.CharField(_("held"), max_length=20, blank=True, choices=Mode.choices)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    shortened = models.BooleanField(
        _("shortened"), null=True, blank=True, help_text=_("Were answers cut?")
    )
    closing = ProseField(
        _("closing text"),
        config="simple",
        blank=True,
        help_text=_("Stands after the last answer, such as where to meet the guest."),
    )
    authorisation_agreed = models.CharField(
        _("sign-off agreed"),
        max_length=10,
        blank=True,
        choices=AuthorisationAgreed.choices,
        help_text=_("If the guest is to approve the text, publishing waits for it."),
    )
    manuscript = models.ForeignKey(
        Manuscript,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="interviews",
        verbose_name=_("manuscript"),
    )

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")

    def content(self) -> dict[str, Any]:
        """Add questions, answers, closing text and how the interview was held."""
        return super().content() | freeze_interview(self)

    def requirements(self, disclosed: Disclosed | None = None) -> list[Requirement]:
        """Add what an interview needs: people, questions, an answer to each, the sign-off."""
        return super().requirements(disclosed) + interview_requirements(self)

    def on_published(self, edition: Edition) -> None:
        """Keep the anchors under which readers can link to the questions from now on."""
        super().on_published(edition)
        for exchange in anchored(self):
            Exchange.objects.filter(pk=exchange.pk, anchor="").update(anchor=exchange.anchor)


class Exchange(models.Model):
    """One question and its answer; without a question, a further answer to the one before."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="exchanges")
    ordering = models.PositiveIntegerField(_("order"), default=0)
    question = models.TextField(
        _("question"),
        blank=True,
        help_text=_("Leave empty if a second person answers the question above."),
    )
    answer = ProseField(_("answer"), config="answer", blank=True)
    answered_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("answered by"),
        help_text=_("Only needed if more than one person is interviewed."),
    )
    series_question = models.ForeignKey(
        SeriesQuestion,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("question of the series"),
        help_text=_("Readers find all answers to it on one page."),
    )
    anchor = models.SlugField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ["ordering"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "ordering"], name="exchange_order_once"),
            models.UniqueConstraint(
                fields=["interview", "anchor"],
                condition=~Q(anchor=""),
                name="exchange_anchor_once",
            ),
            models.CheckConstraint(
                condition=~(Q(question="") & Q(answer="")),
                name="exchange_is_not_empty",
                violation_error_message=_("Write a question or an answer."),
            ),
        ]

    def __str__(self) -> str:
        return self.question or str(_("further answer"))


class Authorisation(models.Model):
    """The interviewee's sign-off of an exact text."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="authorisations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="authorisations", verbose_name=_("signed off by")
    )
    text_sha256 = models.CharField(_("hash of the text"), max_length=64, editable=False)
    authorised_at = models.DateTimeField(_("signed off"), default=timezone.now)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Such as: by e-mail of 3 March.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-authorised_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person.full_name} – {self.interview}"
