"""The links of the site: in its header, in its footer, to its profiles elsewhere."""

from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from prose.links import LinkField, checked_address

HTTPS = URLValidator(
    schemes=["https"],
    message=_("Please give an address with https://."),
    code="https",  # "invalid" would have the field put its own words in the place of these
)
NEWSROOM = (
    "/admin/",
    "/konto/",
    "/media/",
    "/static/",
    "/gast/",
    "/botschafter/",
    "/entwurf/",
    "/haken/",
)


class Link(NamedTuple):
    """A link of header or footer as readers get it."""

    label: str | Promise
    address: str


class OwnPage(models.TextChoices):
    """Pages that every site has; the value is also the name of their address."""

    HOME = "home", _("Front page")
    BLOG = "blog", _("All pieces")
    INTERVIEWS = "interviews", _("Interviews")
    EVENTS = "events", _("Events")
    TOPICS = "topics", _("Topics")
    PEOPLE = "people", _("People")
    SEARCH = "search", _("Search")
    TRANSPARENCY = "transparency", _("Transparency")
    CORRECTIONS = "corrections", _("Corrections")


USUAL = (OwnPage.BLOG, OwnPage.INTERVIEWS, OwnPage.EVENTS, OwnPage.PEOPLE, OwnPage.SEARCH)


class SiteLink(models.Model):
    """A link in one of the site's lists, in an order of its own."""

    ordering = models.PositiveIntegerField(_("order"), default=0)
    label = models.CharField(_("link text"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["ordering", "pk"]

    def __str__(self) -> str:
        return self.label or self.address


class MenuLink(SiteLink):
    """A link of a menu: to a page of the house, to one of the usual pages, or to an address."""

    class Menu(models.TextChoices):
        """Where it stands."""

        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    site = models.ForeignKey("pages.Site", models.CASCADE, related_name="menu_links")
    menu = models.CharField(_("menu"), max_length=10, choices=Menu, default=Menu.HEADER)
    below = models.BooleanField(_("under the one before"), default=False)
    page = models.CharField(_("page of Podium"), max_length=20, choices=OwnPage, blank=True)
    own = models.ForeignKey(
        "pages.Page",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="menu_links",
        verbose_name=_("page of the house"),
        help_text=_("Stands in the menu once it is published."),
    )

    class Meta(SiteLink.Meta):
        verbose_name = _("link of a menu")
        verbose_name_plural = _("menus of header and footer")
        constraints = [
            models.CheckConstraint(
                condition=(Q(own=None) & (Q(page="") ^ Q(address="")))
                | Q(own__isnull=False, page="", address=""),
                name="menu_link_leads_to_one_place",
            )
        ]

    def __str__(self) -> str:
        if self.own_id and not self.label:
            return str(self.own)
        return self.label or self.address or self.get_page_display()

    def clean(self) -> None:
        """Ask for exactly one target, and for a label where the page has none of its own."""
        self.label, self.address = self.label.strip(), self.address.strip()
        if sum(map(bool, (self.page, self.address, self.own_id))) != 1:
            raise ValidationError(_("Please choose a page or give an address, one of both."))
        if self.address:
            _check_target(self.address)
            if not self.label:
                raise ValidationError({"label": _("Please say what the link is called.")})

    def link(self, published: Mapping[int, Link]) -> Link:
        """Return the link for readers; without an address if it leads nowhere (yet).

        `published` are the live pages of the house, by id.
        """
        if self.own_id:
            page = published.get(self.own_id, Link("", ""))
            return Link(self.label or page.label, page.address)
        if not self.page:
            return Link(self.label, checked_address(self.address) or "")
        return Link(self.label or OwnPage(self.page).label, reverse(self.page))


def _check_target(address: str) -> None:
    """Refuse what leads nowhere, or into the newsroom."""
    error = ""
    if address.startswith("/"):
        path = address.partition("#")[0].partition("?")[0]
        try:
            resolve(path)
        except Resolver404:
            error = gettext("There is no page at %(address)s.")
        if path.startswith(NEWSROOM):
            error = gettext("%(address)s is not for readers.")
    elif not address.startswith("https://") or checked_address(address) is None:
        error = gettext("“%(address)s” is no address: begin with / or https://.")
    if error:
        raise ValidationError({"address": error % {"address": address}})


class SocialLink(SiteLink):
    """A profile of the house elsewhere; it may lead back here and so be verified (rel="me")."""

    site = models.ForeignKey("pages.Site", models.CASCADE, related_name="social_links")
    label = models.CharField(
        _("link text"), max_length=40, help_text=_("Such as “Mastodon” or “LinkedIn”.")
    )
    address = LinkField(_("address"), max_length=300, validators=[HTTPS])

    class Meta(SiteLink.Meta):
        verbose_name = _("profile elsewhere")
        verbose_name_plural = _("profiles elsewhere")
