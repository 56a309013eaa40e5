"""Announcements that wait: which piece changes for readers, when, and who is to be told of it.

One row for each piece and service at most, so that many changes in a row are one announcement.
"""

from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.db.models import F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.editions.edition import Edition, EditionQuerySet
from blog.models import Post
from delivery.cache_headers import REVALIDATE, SHARED

# By then every cache in front of the site has let go of the page before (`delivery.cache_headers`).
SETTLED = timedelta(seconds=SHARED + REVALIDATE)
# Publishing writes its moment down a little later than it takes it.
MARGIN = timedelta(minutes=1)
# Pauses before the second and every further try; whoever fails then is left alone.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))


class Service(models.TextChoices):
    """Who is told."""

    INDEXNOW = "indexnow", "IndexNow"
    WEBSUB = "websub", "WebSub"


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Ways to write down what is to be told, and to take it up."""

    def expect(self, service: Service, post_id: int, since: datetime) -> None:
        """Write down the first change of a piece that readers meet after `since`, if there is one."""
        moment = next_moment(post_id, since - MARGIN)
        if moment is None:
            return
        due = moment + SETTLED
        row, new = self.get_or_create(
            service=service, post_id=post_id, defaults={"moment": moment, "due_at": due}
        )
        if not new:
            row.moment, row.due_at = min(row.moment, moment), min(row.due_at, due)
            row.save(update_fields=["moment", "due_at"])

    @transaction.atomic
    def take(self, service: Service, most: int, lease: timedelta) -> "list[Announcement]":
        """Return what is due, and let nobody else take it up before the lease is over."""
        now = timezone.now()
        due = self.filter(service=service, due_at__lte=now).order_by("due_at", "pk")
        skips = connection.features.has_select_for_update_skip_locked
        rows: list[Announcement] = list(
            due.select_for_update(of=("self",), skip_locked=skips)[:most]
        )
        until = now + lease
        self.filter(pk__in=[row.pk for row in rows]).update(due_at=until)
        for row in rows:
            row.due_at = until
        return rows


class Announcement(models.Model):
    """A piece that changes for readers at `moment`, of which a service is told at `due_at`."""

    service = models.CharField(max_length=10, choices=Service)
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    moment = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.UniqueConstraint(fields=["service", "post"], name="announcement_once")
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.post_id}"

    def changed(self, now: datetime) -> EditionQuerySet:
        """Return the editions that readers have met, or lost, since `moment`."""
        since = self.moment - MARGIN
        began, ended = Q(starts_at__gte=since), Q(ends_at__gte=since, ends_at__lte=now)
        return Edition.objects.ever_live(now).filter(began | ended, post_id=self.post_id)

    def told(self, now: datetime) -> None:
        """Go on to the next change of the piece that is known already, or away."""
        following = next_moment(self.post_id, now)
        if following:
            due = following + SETTLED
            self._unchanged().update(moment=following, due_at=due, tries=0)
        else:
            self._unchanged().delete()

    def failed(self, now: datetime) -> bool:
        """Try again after a pause; after the last one give up, and tell so by False."""
        if self.tries >= len(BACK_OFF):
            self.told(now)
            return False
        self._unchanged().update(due_at=now + BACK_OFF[self.tries], tries=F("tries") + 1)
        return True

    def _unchanged(self) -> AnnouncementQuerySet:
        """This row, unless the piece changed once more while the service was being told."""
        return type(self).objects.filter(pk=self.pk, due_at=self.due_at)


def next_moment(post_id: int, after: datetime) -> datetime | None:
    """Return when an edition of a piece next begins or ends, whether or not that is yet to come."""
    editions = Edition.objects.filter(post_id=post_id).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
    )
    first = [
        editions.filter(**{f"{column}__gt": after}).aggregate(first=Min(column))["first"]
        for column in ("starts_at", "ends_at")
    ]
    return min(filter(None, first), default=None)


def first_due(among: list[int] | None = None) -> datetime | None:
    """Return when the next announcement is due, of all or of those with these ids."""
    rows = (
        Announcement.objects.all() if among is None else Announcement.objects.filter(pk__in=among)
    )
    return rows.aggregate(first=Min("due_at"))["first"]
