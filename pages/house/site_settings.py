"""What the site says of itself: one row that chief editors keep."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _

from blog.editions.edition import Edition
from media.models import Image
from pages.house import colours
from pages.house.menus import Entry, entries, live_links
from pages.house.site_links import HTTPS, USUAL, Link, MenuLink
from prose.fields import ProseField
from prose.links import LinkField

_COLOUR = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z",
    _("Please give a colour as # and six digits or letters a to f, such as #8d1d2c."),
)
HUB = "https://pubsubhubbub.appspot.com/"


def _picture(name: Any, help_text: Any) -> models.ForeignKey[Image | None, Image | None]:
    """Return a field for a picture of the library, which may be taken out of it.

    Both words are lazy translations, whose type the stubs keep to themselves.
    """
    return models.ForeignKey(
        Image,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=name,
        help_text=help_text,
    )


class Site(models.Model):
    """The one row of facts and switches of the site; what is empty has a default.

    For readers it comes from `pages.house.site.current()`.
    """

    class GenderForm(models.TextChoices):
        """How German speaks of people of any gender; each is its own example, in any language."""

        PAIR = "pair", "Leserinnen und Leser"
        SLASH = "slash", "Leser/innen"
        COLON = "colon", "Leser:innen"
        STAR = "star", "Leser*innen"
        GAP = "gap", "Leser_innen"
        FEMININE = "feminine", "Leserinnen"
        MASCULINE = "masculine", "Leser"

    class AddressForm(models.TextChoices):
        """How German addresses readers and guests; each is its own example, in any language."""

        SIE = "sie", "Sie"
        IHR = "ihr", "ihr"
        DU = "du", "du"

    name = models.CharField(
        _("name of the site"),
        max_length=80,
        blank=True,
        help_text=_("As readers, search engines, feeds and calendars get to see it."),
    )
    claim = models.CharField(
        _("claim"),
        max_length=140,
        blank=True,
        help_text=_("One line on what is to be found here: in the footer and in search results."),
    )
    logo = _picture(_("logo"), _("From the images; best a PNG with a transparent background."))
    logo_dark = _picture(_("logo on dark"), _("For readers whose screen is dark. Empty: the same."))
    logo_text = models.CharField(
        _("alternative text of the logo"),
        max_length=140,
        blank=True,
        help_text=_("What it says to people who cannot see it. Empty: the name of the site."),
    )
    show_name = models.BooleanField(
        _("show the name beside the logo"),
        default=True,
        help_text=_("Switch it off if the logo already says the name."),
    )
    icon = _picture(_("icon"), _("For browser tabs and home screens; a square stays whole."))
    address_form = models.CharField(
        _("form of address"),
        max_length=3,
        choices=AddressForm,
        default=AddressForm.SIE,
        help_text=_(
            "How Podium's German addresses readers and guests. What is written here, or was"
            " published, keeps its words; the newsroom is spoken to politely."
        ),
    )
    gender_form = models.CharField(
        _("people of any gender"),
        max_length=9,
        choices=GenderForm,
        default=GenderForm.PAIR,
        help_text=_(
            "How the German of site and newsroom speaks of them, at once and everywhere. Who has a"
            " grammatical gender on record is called by it; what is published keeps its words."
        ),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=colours.ACCENT,
        validators=[_COLOUR],
        help_text=_("For links, labels and buttons. It must be readable on the light paper."),
    )
    accent_dark = models.CharField(
        _("accent colour on dark"),
        max_length=7,
        blank=True,
        validators=[_COLOUR],
        help_text=_("Empty: a lighter one is derived that can be read on dark."),
    )
    lead = models.ForeignKey(
        "blog.Post",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pinned piece"),
        help_text=_("Leads the front page. Empty: the newest piece with a picture."),
    )
    lead_until = models.DateTimeField(
        _("pinned until"),
        null=True,
        blank=True,
        help_text=_("From then on the newest leads again. Empty: until you take it off."),
    )
    front_series = models.ManyToManyField(
        "blog.Series",
        blank=True,
        related_name="+",
        verbose_name=_("series on the front page"),
        help_text=_("With their newest pieces. Empty: the first three that have any."),
    )
    front_topics = models.ManyToManyField(
        "blog.Tag",
        blank=True,
        related_name="+",
        verbose_name=_("topics on the front page"),
        help_text=_("With their introduction and their newest pieces."),
    )
    front_event = models.ForeignKey(
        "events.Event",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("event on the front page"),
        help_text=_("Until it is over. Empty: the next one."),
    )
    footer_text = ProseField(_("text in the footer"), config="simple", blank=True)
    share_image = _picture(
        _("picture for sharing"), _("Where a page without a picture of its own is shared.")
    )
    legal_name = models.CharField(
        _("publisher"),
        max_length=160,
        blank=True,
        help_text=_("The full name of the house, such as “Saallicht eG”."),
    )
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        default="DE",
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as DE or AT."))],
        help_text=_("Two letters, such as DE, AT or CH."),
    )
    email = models.EmailField(_("mail address"), blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+[0-9][0-9 ()/-]{4,}$", _("Begin with the country, such as +49 561 123456.")
            )
        ],
    )
    reserve_mining = models.BooleanField(
        _("reserve text and data mining"),
        default=False,
        help_text=_(
            "Tells crawlers that gather texts for AI, in ways that machines read, that nothing here"
            " may be used for it (§ 44b (3) UrhG). Search engines are not affected."
        ),
    )
    mining_policy = LinkField(
        _("page with the terms of a licence"),
        blank=True,
        validators=[HTTPS],
        help_text=_("Where somebody finds out how to get a permission. May stay empty."),
    )
    indexnow = models.BooleanField(
        _("tell search engines at once (IndexNow)"),
        default=False,
        help_text=_(
            "Addresses of pieces that appear, change or are withdrawn go to api.indexnow.org and"
            " from there to Bing, Yandex, Seznam and others; Google does not take part."
        ),
    )
    indexnow_key = models.CharField(max_length=128, editable=False, blank=True)
    websub = models.BooleanField(
        _("tell feed readers at once (WebSub)"),
        default=False,
        help_text=_("The service below is told of new pieces, and tells those who subscribe."),
    )
    websub_hub = LinkField(_("service for WebSub"), default=HUB, validators=[HTTPS])

    # SITE_URL as it was when these settings were first kept: ids are made of it, and outlive a move.
    first_url = LinkField(editable=False, blank=True)

    # Pages of the house in its menus, as editions: `pages.house.site` brings them with it.
    in_menus: Sequence[Edition] = ()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("name, looks and switches")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_site")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name for readers: what chief editors set, or else SITE_NAME."""
        return self.name or settings.SITE_NAME

    def clean(self) -> None:
        """Hold both colours to WCAG AA, and name one near by that keeps it."""
        self.accent, self.accent_dark = self.accent.lower(), self.accent_dark.lower()
        wrong = {
            "accent": _unreadable(self.accent, colours.LIGHT),
            "accent_dark": _unreadable(self.accent_dark, colours.DARK),
        }
        if errors := {name: message for name, message in wrong.items() if message}:
            raise ValidationError(cast("dict[str, Any]", errors))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Be the one row, and have a key once IndexNow is on."""
        self.pk = 1
        if self.indexnow and not self.indexnow_key:
            self.indexnow_key = secrets.token_hex(16)
        if not self.first_url and not settings.SITE_IS_LOCAL:
            self.first_url = settings.SITE_URL
        super().save(*args, **kwargs)

    @property
    def home(self) -> str:
        """The address that ids of feeds and calendars are made of, whatever SITE_URL is today."""
        return self.first_url or settings.SITE_URL

    @property
    def dialled(self) -> str:
        """The phone number as it is dialled."""
        return "".join(sign for sign in self.phone if sign == "+" or sign.isdecimal())

    @cached_property
    def accents(self) -> tuple[str, str]:
        """The accent on light and on dark, both readable there."""
        if (self.accent, self.accent_dark) == (colours.ACCENT, ""):
            return colours.ACCENT, colours.ACCENT_DARK
        dark = self.accent_dark or colours.for_dark(self.accent)
        return self.accent, dark

    @property
    def menu(self) -> list[Entry]:
        """The links of the header: those of the editors, or else the usual pages."""
        return self._entries(MenuLink.Menu.HEADER) or [
            Entry(page.label, reverse(page.value)) for page in USUAL
        ]

    @property
    def footer_menu(self) -> list[Entry]:
        """The links of the footer besides those that every site has to have."""
        return self._entries(MenuLink.Menu.FOOTER)

    def _entries(self, menu: str) -> list[Entry]:
        """Return what stands in a menu now: pages of the house come and go by the clock."""
        if not self.pk:
            return []
        rows = [row for row in self.menu_links.all() if row.menu == menu]
        return entries(rows, live_links(self.in_menus, timezone.now()))

    @cached_property
    def profiles(self) -> list[Link]:
        """The site's own profiles elsewhere."""
        rows = self.social_links.all() if self.pk else []
        return _leading(Link(row.label, row.address) for row in rows)


def _leading(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.address]


def _unreadable(colour: str, papers: tuple[str, ...]) -> str:
    """Return what is wrong with a colour as text on these papers, or ""."""
    if not colours.HEX.match(colour) or colours.readable(papers, colour):
        return ""
    words = (
        gettext("%(colour)s is too light for the light paper: contrast %(ratio)s : 1.")
        if papers is colours.LIGHT
        else gettext("%(colour)s is too dark for the dark paper: contrast %(ratio)s : 1.")
    )
    advice = gettext("At least 4.5 : 1 is needed (WCAG AA); %(near)s would do.")
    facts = {
        "colour": colour,
        # Rounded down: 4.49 must not read as enough.
        "ratio": number_format(int(colours.contrast_on(papers, colour) * 10) / 10, 1),
        "near": colours.made_readable(papers, colour),
    }
    return f"{words} {advice}" % facts
