"""Persons and organisations, with or without an account."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from media.models import Image
from names.addresses import KnownAddress, Lasting
from names.folding import FoldedField
from people.domains import domain_of
from people.initials import initials
from people.naming import tidy_aliases, with_names_of
from people.sorting import phonebook_key, sort_name_of
from prose.fields import ProseField
from prose.links import LinkField
from prose.unseen import NameField


class Organisation(Lasting):
    """An employer, partner or sponsor."""

    address_fallback = "organisation"

    name = NameField(_("name"), max_length=200, unique=True)
    sort_key = models.CharField(max_length=240, editable=False)
    found_by = FoldedField("name", "aliases")
    url = LinkField(_("website"), blank=True)
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One per line: abbreviations, former names, further domains."),
    )
    logo = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, verbose_name=_("logo"), related_name="+"
    )
    description = ProseField(_("description"), config="simple", blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="brands",
        verbose_name=_("belongs to"),
        help_text=_("The company behind a brand; what it sponsors is told of the brand, too."),
    )
    political = models.BooleanField(
        _("political actor"),
        default=False,
        help_text=_("A party, a candidate, or who acts for them (Reg. (EU) 2024/900, Art. 3)."),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the name."""
        self.sort_key = phonebook_key(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Tidy up the other names; refuse to belong to itself."""
        self.aliases = tidy_aliases(self.aliases)
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("An organisation does not belong to itself.")})

    def joined_by(self, other: "Organisation") -> None:
        """Be found under the names of the other, too."""
        self.aliases = with_names_of(self, other)

    def names(self) -> tuple[str, ...]:
        """Return every name under which it may be found in a text."""
        others = (one for one in self.aliases.splitlines() if domain_of(one) != one)
        return tuple(dict.fromkeys((self.name, *others)))

    def domains(self) -> tuple[str, ...]:
        """Return the domains that are its own: of its website and of its other names."""
        found = (domain_of(words) for words in (self.url, *self.aliases.splitlines()))
        return tuple(dict.fromkeys(filter(None, found)))


class Person(Lasting):
    """Someone who writes, speaks or stands for an event; needs no account, may have one."""

    address_fallback = "person"

    class Gender(models.TextChoices):
        """Only for German nouns such as Autorin and Autor; unknown gives a neutral form."""

        FEMALE = "f", pgettext_lazy("gender", "female")
        MALE = "m", pgettext_lazy("gender", "male")

    name = NameField(
        _("name"), max_length=160, help_text=_("First and last name, without a title.")
    )
    honorific = models.CharField(
        _("academic title"), max_length=40, blank=True, help_text=_("Such as Dr. or Prof. Dr.")
    )
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One per line: former names, pen names. Texts that use them are found too."),
    )
    sort_name = NameField(
        _("sort name"),
        max_length=160,
        blank=True,
        help_text=_("How lists sort the name: “Berg, Anna”. Filled in from the name if empty."),
    )
    sort_key = models.CharField(max_length=240, editable=False)
    found_by = FoldedField("name", "sort_name", "aliases", "role_line")
    gender = models.CharField(
        _("grammatical gender"),
        max_length=1,
        blank=True,
        choices=Gender.choices,
        help_text=_("For words such as Autorin and Autor. Left open, a neutral form is used."),
    )
    role_line = models.CharField(
        _("role line"),
        max_length=200,
        blank=True,
        help_text=_("Stands under the name, for example “Journalist and consultant”."),
    )
    role_line_en = models.CharField(
        _("role line in English"),
        max_length=200,
        blank=True,
        help_text=_("For English pieces. Empty: the same as above."),
    )
    affiliation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("works for"),
    )
    also_works_for = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="also_people",
        verbose_name=_("also works for"),
        help_text=_(
            "Further employers and clients; readers are told of those that stand behind us."
        ),
    )
    died_on = models.DateField(
        _("died on"),
        null=True,
        blank=True,
        help_text=_("What they were is told in the past from then on."),
    )
    newsroom = models.BooleanField(
        _("belongs to the newsroom"),
        default=False,
        help_text=_("Posts by people outside the newsroom are labelled as guest posts."),
    )
    bio = ProseField(_("about this person"), config="simple", blank=True)
    portrait = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, verbose_name=_("portrait"), related_name="+"
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Never shown to readers."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="person_phonebook")]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.role_line})" if self.role_line else self.full_name

    def clean(self) -> None:
        """Tidy up the other names."""
        self.aliases = tidy_aliases(self.aliases)

    def joined_by(self, other: "Person") -> None:
        """Be found under the names of the other, too."""
        self.aliases = with_names_of(self, other)

    def names(self) -> tuple[str, ...]:
        """Return every name under which they may be found in a text."""
        return tuple(dict.fromkeys((self.name, *self.aliases.splitlines())))

    def role_line_in(self, language: str) -> str:
        """Return what stands under the name in pieces of a language."""
        return (self.role_line_en if language == "en" else "") or self.role_line

    @property
    def full_name(self) -> str:
        """Name with title: "Dr. Anna Berg"."""
        return f"{self.honorific} {self.name}".strip()

    @property
    def name_parts(self) -> list[tuple[str, bool]]:
        """The same in parts, each with whether lists are in its order: "Dr. Anna ", "Berg"."""
        sorts = self.sort_name.partition(",")[0]
        before, found, after = self.full_name.rpartition(sorts)
        if not found or not sorts:
            return [(self.full_name, True)]
        parts = [(before, False), (sorts, True), (after, False)]
        return [(part, bold) for part, bold in parts if part]

    @property
    def initials(self) -> str:
        """First letters of first and last name, for where there is no portrait: "AB"."""
        return initials(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep sort name and sort key in step with the name."""
        self.sort_name = self.sort_name or sort_name_of(self.name)
        self.sort_key = phonebook_key(self.sort_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Address of the person's page."""
        return reverse("person", args=[self.slug])


class OrganisationAddress(KnownAddress):
    """An address that an organisation has or had."""

    of = models.ForeignKey(Organisation, models.CASCADE, related_name="addresses")


class PersonAddress(KnownAddress):
    """An address that a person's page has or had."""

    of = models.ForeignKey(Person, models.CASCADE, related_name="addresses")


class ProfileLink(models.Model):
    """A person's own page elsewhere; published only with their consent."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    url = LinkField(_("address"))

    class Meta:
        verbose_name = _("profile elsewhere")
        verbose_name_plural = _("profiles elsewhere")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "url"], name="profile_link_once_per_person")
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def shown(self) -> str:
        """The address as one says it: without protocol, "www." and what ends it."""
        return self.url.partition("://")[2].removeprefix("www.").rstrip("/")
