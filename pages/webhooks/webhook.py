"""Who is told of pieces, what is to be told, and how it went."""

import base64
import secrets
import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from blog.editions.edition import Edition
from outbound.fetching import Trouble
from outbound.hosts import NoHost, target_of
from prose.links import LinkField
from prose.unseen import NameField

# After the first, second … try in vain; who fails then is not told of it any more.
PAUSES = (
    *(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)),
    *(timedelta(days=1) for _day in range(3)),
)
PATIENCE = timedelta(days=3)  # of failing, after which nobody is asked any more
_SILENCE: dict[str, Promise] = {
    Trouble.REFUSED: gettext_lazy("not an address on the public internet"),
    Trouble.UNKNOWN_HOST: gettext_lazy("there is no such server"),
    Trouble.NO_CONNECTION: gettext_lazy("no connection"),
    Trouble.TIMEOUT: gettext_lazy("too slow"),
    Trouble.TLS: gettext_lazy("its certificate is not valid"),
}
MOST_TRIES = 100  # that the log of a webhook holds


def receiving_address(address: str) -> None:
    """Refuse what is not asked: anything but https to a host by its name. Raises ValidationError."""
    try:
        target_of(address)
        if urlsplit(address).scheme == "https":
            return
    except NoHost:
        pass
    raise ValidationError(_("Please give an address that begins with https://."), code="address")


class Event(models.TextChoices):
    """What readers met."""

    PUBLISHED = "piece.published", gettext_lazy("published")
    CHANGED = "piece.changed", gettext_lazy("changed")
    WITHDRAWN = "piece.withdrawn", gettext_lazy("withdrawn")
    TEST = "test", gettext_lazy("test")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Who is told."""

    def listening(self) -> "WebhookQuerySet":
        """Those that are switched on and can tell by their secret that it is we who speak."""
        return self.filter(active=True).exclude(secret="")


class Webhook(models.Model):
    """A program elsewhere that is told of pieces."""

    name = NameField(gettext_lazy("name"), max_length=80)
    address = LinkField(
        gettext_lazy("address"),
        max_length=500,
        validators=[receiving_address],
        help_text=gettext_lazy("Where that program listens; https, on the public internet."),
    )
    published = models.BooleanField(gettext_lazy("pieces that are published"), default=True)
    changed = models.BooleanField(gettext_lazy("pieces that are changed"), default=True)
    withdrawn = models.BooleanField(gettext_lazy("pieces that are withdrawn"), default=True)
    active = models.BooleanField(gettext_lazy("switched on"), default=True)
    # Kept as it is, for it has to sign; no form, list or log ever shows it again.
    secret = models.CharField(max_length=60, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    gave_up_at = models.DateTimeField(null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("webhook")
        verbose_name_plural = gettext_lazy("webhooks")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published=True) | Q(changed=True) | Q(withdrawn=True),
                name="webhook_wants_something",
                violation_error_message=gettext_lazy("Choose at least one thing to tell of."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def wants(self, event: Event) -> bool:
        """Tell whether it is told of this."""
        wanted = {
            Event.PUBLISHED: self.published,
            Event.CHANGED: self.changed,
            Event.WITHDRAWN: self.withdrawn,
        }
        return wanted.get(event, True)

    def issue_secret(self) -> str:
        """Return a new secret, this once; the one before signs nothing any more."""
        self.secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
        self.save(update_fields=["secret"])
        return self.secret

    def answered(self) -> None:
        """Forget earlier failures."""
        type(self).objects.filter(pk=self.pk).update(failing_since=None, gave_up_at=None)

    def failed(self, now: datetime) -> bool:
        """Remember since when it fails; switch it off, and tell so, after some days of nothing else."""
        rows = type(self).objects.filter(pk=self.pk)
        rows.filter(failing_since=None).update(failing_since=now)
        silent = rows.filter(active=True, failing_since__lte=now - PATIENCE)
        return bool(silent.update(active=False, gave_up_at=now))


class Delivery(models.Model):
    """What a webhook is to be told: that an edition began, or ended with none after it; or a test.

    Once for each edition, however often somebody asks for it. `message` is the id that a receiver knows it by.
    """

    hook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, related_name="+")
    ending = models.BooleanField(default=False)
    message = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = gettext_lazy("delivery")
        verbose_name_plural = gettext_lazy("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["hook", "edition", "ending"], name="webhook_delivery_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What receivers know the message by."""
        return f"msg_{self.message.hex}"


class Attempt(models.Model):
    """One try at a delivery and how it went; `status` is 0 where nobody answered."""

    hook = models.ForeignKey(Webhook, models.CASCADE, related_name="attempts")
    message = models.UUIDField(gettext_lazy("message"))
    event = models.CharField(gettext_lazy("event"), max_length=20, choices=Event.choices)
    piece = models.CharField(gettext_lazy("piece"), max_length=300, blank=True)
    number = models.PositiveSmallIntegerField(gettext_lazy("try"))
    at = models.DateTimeField(gettext_lazy("time"))
    status = models.PositiveSmallIntegerField(gettext_lazy("status"))
    milliseconds = models.PositiveIntegerField(gettext_lazy("milliseconds"))
    trouble = models.CharField(gettext_lazy("trouble"), max_length=20, blank=True)

    class Meta:
        verbose_name = gettext_lazy("try")
        verbose_name_plural = gettext_lazy("tries")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.event} ({self.number})"

    @property
    def in_words(self) -> str:
        """Say why nobody answered."""
        return str(_SILENCE.get(self.trouble, gettext_lazy("no answer")))

    @property
    def reached(self) -> bool:
        """Tell whether it was taken."""
        return 200 <= self.status < 300
