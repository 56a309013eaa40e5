"""Ticket offers, what they cost over time, and the shops that readers may be led to."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.prices import NEWS_FOR, lowest_before
from prose.links import LinkField

HOST = RegexValidator(
    r"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$",
    _("A host is written without https:// and without a path, such as tickets.example.org."),
)


def host_of(url: str) -> str:
    """Return the host of an https address, or "" if it is none that readers could be led to."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme != "https" or port not in (None, 443) or "@" in parts.netloc:
        return ""
    return host.rstrip(".")


def _with_hosts_above(host: str) -> list[str]:
    labels = host.split(".") if host else []
    return [".".join(labels[number:]) for number in range(len(labels))]


class TicketHostQuerySet(models.QuerySet["TicketHost"]):
    """Which addresses readers may be led to."""

    def of(self, url: str) -> "TicketHost | None":
        """Return the allowed host that an https address belongs to, the nearest one; else None."""
        above = _with_hosts_above(host_of(url))
        found = {one.host: one for one in self.filter(host__in=above)} if above else {}
        return next((found[name] for name in above if name in found), None)

    def not_allowed(self, urls: Iterable[str]) -> list[str]:
        """Return the hosts of these addresses that nobody has allowed yet, each once."""
        hosts = [host for host in dict.fromkeys(map(host_of, urls)) if host]
        if not hosts:
            return []
        allowed = set(self.values_list("host", flat=True))
        return [host for host in hosts if allowed.isdisjoint(_with_hosts_above(host))]

    def allows(self, url: str) -> bool:
        """Tell whether an address is https and belongs to an allowed host or one below it."""
        return self.of(url) is not None

    def refusal(self) -> Promise:
        """Say what an address must be."""
        words = _("The shop must be an https address at an allowed host. Allowed are: {hosts}")
        return format_lazy(words, hosts=self.named())

    def named(self) -> str:
        """Name them all."""
        return ", ".join(self.values_list("host", flat=True)) or "–"


class TicketHost(models.Model):
    """A host that tickets may be bought at, with all hosts below it."""

    host = models.CharField(_("host"), max_length=200, unique=True, validators=[HOST])
    code_parameter = models.SlugField(
        _("name of the code"),
        max_length=30,
        default="voucher",
        help_text=_("How the shop calls a code in its addresses; pretix says voucher."),
    )

    objects = TicketHostQuerySet.as_manager()

    class Meta:
        verbose_name = _("allowed ticket shop")
        verbose_name_plural = _("allowed ticket shops")
        ordering = ["host"]

    def __str__(self) -> str:
        return self.host


class TicketOffer(models.Model):
    """A tier of tickets with its price and sales window."""

    class Availability(models.TextChoices):
        """What the shop has left."""

        AVAILABLE = "available", _("available")
        FEW = "few", _("few left")
        SOLD_OUT = "sold_out", _("sold out")
        WITHHELD = "withheld", _("not for sale")

    class Audience(models.TextChoices):
        """Who may buy; decides whether the price is shown gross or net (PAngV § 3)."""

        CONSUMER = "consumer", _("everyone (gross price)")
        BUSINESS = "business", _("businesses only (net price)")

    event = models.ForeignKey(Event, models.CASCADE, related_name="offers", verbose_name=_("event"))
    ordering = models.PositiveIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=100, help_text=_("Such as early bird."))
    includes = models.CharField(
        _("what it includes"),
        max_length=200,
        blank=True,
        help_text=_("In one line, such as both days, lunch and the recordings."),
    )
    price = models.DecimalField(
        _("price"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    audience = models.CharField(
        _("audience"), max_length=10, choices=Audience.choices, default=Audience.CONSUMER
    )
    vat_rate = models.DecimalField(_("VAT in per cent"), max_digits=4, decimal_places=1, default=19)
    sales_start = models.DateTimeField(_("on sale from"), null=True, blank=True)
    sales_end = models.DateTimeField(_("on sale until"), null=True, blank=True)
    availability = models.CharField(
        _("availability"),
        max_length=10,
        choices=Availability.choices,
        default=Availability.AVAILABLE,
    )
    url = LinkField(_("ticket shop"), help_text=_("Address of this tier in the shop."))
    code = models.CharField(
        _("code"),
        max_length=40,
        blank=True,
        help_text=_("A voucher that the shop needs for this tier; it is appended to the address."),
    )
    # A fact of the moment of reduction (PAngV § 11): worked out when the price is lowered.
    earlier_price = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, editable=False
    )
    reduced_at = models.DateTimeField(null=True, blank=True, editable=False)
    draft = models.BooleanField(
        _("draft"), default=False, help_text=_("Readers do not see it, and nobody can buy it.")
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    allowed_with_it: Collection[str] = ()  # hosts that are saved together with it
    is_typed = False  # by an editor, whose draft may propose a shop; not taken over from elsewhere

    class Meta:
        verbose_name = _("ticket offer")
        verbose_name_plural = _("ticket offers")
        ordering = ["event", "ordering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "ordering"], name="offer_order_once"),
            models.CheckConstraint(condition=Q(price__gte=0), name="offer_price_not_negative"),
            models.CheckConstraint(
                condition=Q(sales_start__isnull=True)
                | Q(sales_end__isnull=True)
                | Q(sales_end__gt=F("sales_start")),
                name="offer_window_start_before_end",
                violation_error_message=_("Sales end after they start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.event}"

    def clean(self) -> None:
        """Refuse a shop that the chief editors have not allowed; to readers no draft leads."""
        if not self.url or TicketHost.objects.allows(self.url):
            return
        host = host_of(self.url)
        if host in self.allowed_with_it:
            return
        if not (host and self.is_typed):
            raise ValidationError({"url": TicketHost.objects.refusal()})
        if not self.draft:
            words = _(
                "Nobody has allowed the shop {host} yet: save this tier as a draft until then."
                " Allowed are: {hosts}"
            )
            hosts = TicketHost.objects.named()
            raise ValidationError({"url": format_lazy(words, host=host, hosts=hosts)})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write every new price down, and what a reduced one may be compared with."""
        price = Decimal(self.price)
        history = self._asked_before() if self.pk else []
        # Nobody could pay what a draft costs.
        changed = not self.draft and (not history or history[-1][1] != price)
        now = timezone.now()
        if changed:
            self.earlier_price = lowest_before(history, price, now, on_sale_from=self.sales_start)
            self.reduced_at = now if self.earlier_price else None
        super().save(*args, **kwargs)
        if changed:
            asked = {"price": price, "currency": self.currency, "audience": self.audience}
            self.prices.create(since=now, **asked)

    def _asked_before(self) -> list[tuple[datetime, Decimal]]:
        """Return what it cost from when on, in the same money and for the same buyers."""
        alike = self.prices.filter(currency=self.currency, audience=self.audience)
        return list(alike.order_by("since", "pk").values_list("since", "price"))

    @property
    def offered(self) -> bool:
        """Tell whether readers are told of it: neither a draft nor withheld from sale."""
        return not self.draft and self.availability != self.Availability.WITHHELD

    def struck_through(self, now: datetime) -> Decimal | None:
        """Return the earlier price to strike through, as long as the reduction is news."""
        if self.reduced_at is None or not self.reduced_at <= now < self.reduced_at + NEWS_FOR:
            return None
        return self.earlier_price


class OfferPrice(models.Model):
    """What an offer cost from a moment on; a strike price needs a real earlier one (PAngV § 11)."""

    offer = models.ForeignKey(TicketOffer, models.CASCADE, related_name="prices")
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=2)
    # Only what was asked in the same money and of the same buyers can be compared.
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    audience = models.CharField(
        _("audience"),
        max_length=10,
        choices=TicketOffer.Audience.choices,
        default=TicketOffer.Audience.CONSUMER,
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("earlier price")
        verbose_name_plural = _("earlier prices")
        ordering = ["offer", "since", "pk"]

    def __str__(self) -> str:
        return f"{self.price} ({self.since:%Y-%m-%d})"
