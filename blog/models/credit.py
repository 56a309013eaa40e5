"""Who took part in a post, and as what."""

from django.db import models
from django.utils.translation import get_language, gettext_lazy as _

from blog.editions.content import Credited
from people.models import Person


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

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="credits")
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
    fee = models.BooleanField(
        _("we pay a fee"),
        default=False,
        help_text=_("To a guest, for this piece: readers are told at the name."),
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

    def frozen(self) -> Credited:
        """Return the person's part with name and role line as of now, in the active language."""
        person = self.person
        affiliation = person.affiliation.name if person.affiliation else ""
        return Credited(
            role=self.role,
            role_name=self.get_role_display(),
            person=person.pk,
            slug=person.slug,
            name=person.full_name,
            role_line=self.role_line or person.role_line_in(get_language() or "") or affiliation,
            affiliation=affiliation,
            newsroom=person.newsroom,
            portrait=person.portrait.frozen() if person.portrait else None,
        )
