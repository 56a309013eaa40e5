"""Interviews: posts whose text is questions and answers."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from blog.editions.content import AskedOfSeries, Content, Held, SignedOff
from blog.editions.question import Answer, Question
from blog.editions.texts import text_hash
from blog.models.post import Post, images_in
from blog.models.records import Recorded
from blog.models.rows import Rows
from blog.models.series_question import SeriesQuestion
from people.models import Person
from prose.fields import ProseField
from prose.sanitising import sanitise


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

    def content(self, rows: Rows | None = None) -> Content:
        """Add questions, answers, closing text and how the interview was held."""
        rows = rows or Rows(self)
        exchanges = self.anchored(rows)
        questions = _questions(exchanges)
        closing = sanitise(self.closing, "simple")
        post = super().content(rows)
        answers = [answer.html for question in questions for answer in question.answers]
        with translation.override(self.language):
            content = replace(
                post,
                exchanges=questions,
                series_questions=self._asked(exchanges),
                closing=closing,
                images=images_in(post.body, *answers, closing),
            )
            return replace(content, interview=self._held(text_hash(content), rows))

    def anchored(self, rows: Rows) -> list[Exchange]:
        """Return the exchanges in order; each question has an anchor, kept once published.

        New questions get the next free number, so that links to the others stay true.
        """
        exchanges = rows.of(Exchange, "answered_by", "series_question")
        numbers = [int(e.anchor.removeprefix("frage-")) for e in exchanges if e.anchor]
        number = max(numbers, default=0)
        for exchange in exchanges:
            if exchange.question and not exchange.anchor:
                number += 1
                exchange.anchor = f"frage-{number}"
        return exchanges

    def keep_anchors(self, rows: Rows) -> None:
        """Keep the anchors under which readers can link to the questions from now on."""
        anchors = {exchange.pk: exchange.anchor for exchange in self.anchored(rows)}
        new = list(self.exchanges.filter(anchor="").exclude(question=""))
        for exchange in new:
            exchange.anchor = anchors[exchange.pk]
        Exchange.objects.bulk_update(new, ["anchor"])

    def with_sign_offs_of_today(self, content: Content) -> Content:
        """Return published content with who has signed it off and stands by it now."""
        held = content.interview
        if held is None:
            return content
        today = self._held(text_hash(content), Rows(self))
        return replace(
            content,
            interview=replace(held, authorised=today.authorised, signed=today.signed),
        )

    def _held(self, text_sha256: str, rows: Rows) -> Held:
        """Return how it was held, and who signed off exactly this text: of each guest the last word."""
        rows_of_all = rows.of(Authorisation, "person__affiliation")
        given = sorted(rows_of_all, key=lambda row: (row.authorised_at, row.pk or 0))
        last = {row.guest_id: row for row in given if row.is_of(text_sha256)}
        signed = tuple(row.frozen() for row in last.values())
        return Held(
            mode=self.mode,
            mode_name=self.get_mode_display() if self.mode else "",
            held_on=self.held_on,
            shortened=self.shortened,
            authorised=any(not one.withdrawn for one in signed),
            agreed=self.authorisation_agreed,
            signed=signed,
            outdated=tuple(dict.fromkeys(r.guest_id for r in given if r.guest_id not in last)),
        )

    def _asked(self, exchanges: list[Exchange]) -> tuple[AskedOfSeries, ...]:
        """Return which questions of its series the interview answers, each once, and where.

        Beside the exchanges, not in them: what somebody signed off stays the same text.
        """
        found: dict[int, AskedOfSeries] = {}
        for exchange in exchanges:
            asked = exchange.series_question
            if asked and asked.series_id == self.series_id and exchange.anchor:
                row = AskedOfSeries(asked.pk, asked.slug, asked.wording, exchange.anchor)
                found.setdefault(asked.pk, row)
        return tuple(found.values())


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

    def frozen_answer(self) -> Answer | None:
        """Return the answer and who gave it, if there is one."""
        html = sanitise(self.answer, "answer")
        person = self.answered_by
        named = (person.pk, person.full_name) if person else (None, "")
        return Answer(html, *named) if html else None


def _questions(exchanges: list[Exchange]) -> tuple[Question, ...]:
    """Return questions with their answers; an exchange without question joins the one before."""
    rows: list[list[Exchange]] = []
    for exchange in exchanges:
        if exchange.question.strip() or not rows:
            rows.append([])
        rows[-1].append(exchange)
    return tuple(
        Question(
            number=number,
            anchor=first.anchor,
            question=first.question.strip(),
            answers=tuple(filter(None, (one.frozen_answer() for one in (first, *further)))),
        )
        for number, (first, *further) in enumerate(rows, start=1)
    )


class Authorisation(Recorded):
    """The interviewee's sign-off of an exact text."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="authorisations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="authorisations", verbose_name=_("signed off by")
    )
    text_sha256 = models.CharField(_("hash of the text"), max_length=64, editable=False)
    authorised_at = models.DateTimeField(_("signed off"), default=timezone.now)
    on_behalf_of = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on behalf of"),
        help_text=_("If somebody signs for the guest, such as a press office: the guest."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Such as: by e-mail of 3 March.")
    )

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-authorised_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person.full_name} – {self.interview}"

    @property
    def doer(self) -> Person:
        """Return who signed it off."""
        return self.person

    @property
    def guest_id(self) -> int:
        """For whom it was given: whoever signed, unless they did so for somebody else."""
        return self.on_behalf_of_id or self.person_id

    def frozen(self) -> SignedOff:
        """Return who signed, for whom, and whether they stand by it."""
        signer, house = self.person, self.person.affiliation
        named = f"{signer.full_name} ({house.name})" if house else signer.full_name
        by = named if self.on_behalf_of_id and self.on_behalf_of_id != self.person_id else ""
        return SignedOff(self.guest_id, by, self.withdrawn_at is not None)

    def is_of(self, text_sha256: str) -> bool:
        """Tell whether this text was signed off: one not saved yet is of the text beside it."""
        return self.pk is None or self.text_sha256 == text_sha256
