"""What a post rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.editions.content import CitedSource
from prose.links import LinkField


class Source(models.Model):
    """An external study, data set or quotation the post rests on."""

    class Kind(models.TextChoices):
        """What the source is (docs/disclosure.md#sources)."""

        STUDY = "study", _("study")
        DATA = "data", _("data")
        QUOTATION = "quotation", _("quotation")
        CONVERSATION = "conversation", _("conversation")
        PRESS_RELEASE = "press_release", _("press release")
        ARTICLE = "article", _("article")

    class LinkStatus(models.TextChoices):
        """What the last check of the address found (`blog.link_check.checking`)."""

        OK = "ok", _("answers")
        DEAD = "dead", _("dead")
        UNSURE = "unsure", _("unsure")

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="sources")
    ordering = models.PositiveIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ARTICLE)
    title = models.CharField(_("title"), max_length=300)
    author = models.CharField(_("author"), max_length=200, blank=True)
    publisher = models.CharField(_("published by"), max_length=200, blank=True)
    funder = models.CharField(
        _("paid for by"),
        max_length=200,
        blank=True,
        help_text=_("Who ordered or financed a study or survey; readers are told."),
    )
    confidential = models.BooleanField(
        _("in confidence"),
        default=False,
        help_text=_("We know the name and do not tell it. Then nothing here may lead there."),
    )
    published_on = models.DateField(_("date"), null=True, blank=True)
    url = LinkField(_("address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("read on"), null=True, blank=True)
    archived_url = LinkField(
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
            models.UniqueConstraint(fields=["post", "ordering"], name="source_order_once"),
            models.CheckConstraint(
                condition=Q(confidential=False)
                | Q(author="", publisher="", funder="", url="", archived_url=""),
                name="source_in_confidence_leads_nowhere",
                violation_error_message=_(
                    "A source in confidence has no author, no publisher, no payer and no address:"
                    " readers could find out who it is."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def frozen(self, number: int) -> CitedSource:
        """Return the source under the number by which the text cites it, in the active language."""
        return CitedSource(
            number=number,
            kind=self.kind,
            kind_name=self.get_kind_display(),
            title=self.title,
            author=self.author,
            publisher=self.publisher,
            funder=self.funder.strip(),
            confidential=self.confidential,
            published_on=self.published_on,
            url=self.url,
            accessed_on=self.accessed_on,
            archived_url=self.archived_url,
        )
