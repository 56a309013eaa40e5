"""Editions: what was published, frozen, valid from–to. Readers see nothing else.

The database itself refuses to change or delete them (`blog.editions.guards`).
"""

from datetime import UTC, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, ProtectedError, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog.editions.content import Content, read
from blog.editions.teaser import TeaserField
from disclosures.canonical import canonical_json, sha256
from events.models import Event

FROZEN = (
    "post_id",
    "number",
    "kind",
    "slug",
    "language",
    "content",
    "sha256",
    "previous",
    "chain",
    "starts_at",
    "published_at",
    "modified_at",
    "created_at",
)
# What the parts of the sitemap are counted by. SQLite reads a row for a column that it asks for and the
# index has not, even where the index has no other rows ("retired").
_OUTLINE = ("post", "modified_at", "starts_at", "ends_at", "retired")


def keep_while_current(collector: Any, field: Any, editions: Any, using: str) -> None:
    """Refuse to delete what an edition leads readers to; of one that is over, let go."""
    if current := set(editions.filter(retired=False)):
        raise ProtectedError(f"Current editions lead to it ({field.name}).", current)
    models.SET_NULL(collector, field, editions, using)


class ImmutableEdition(TypeError):
    """Somebody tried to change what was published."""


class EditionQuerySet(models.QuerySet["Edition"]):
    """The only door to what readers see."""

    def live(self) -> Self:
        """Editions that readers see now."""
        return self.live_at(timezone.now()).filter(retired=False)

    def live_at(self, moment: datetime) -> Self:
        """Editions that readers see, saw or will see at a moment: starts_at <= moment < ends_at.

        Also for what is found by rows that only current editions have (of a topic, a person, a question).

        Said in a way in which PostgreSQL does not reckon with its statistics: of all editions most have
        ended, of those that are current hardly any. It took so few of them for live that it sorted a
        whole site to find the newest.
        """
        valid = Case(
            When(starts_at__gt=moment, then=False),
            When(ends_at__lte=moment, then=False),
            default=True,
            output_field=models.BooleanField(),
        )
        return self.filter(valid)

    def in_streams(self) -> Self:
        """What lists and feeds go through, newest first: all but pages of the site's own, which have no day."""
        return self.exclude(kind="page")

    def current_but_not_live(self) -> Self:
        """Editions not retired that readers do not see now: scheduled, or over by the clock.

        They are few, and together with the live ones all that the search index holds.
        """
        now = timezone.now()
        current = self.filter(retired=False).order_by()
        return (
            current.filter(starts_at__gt=now)
            .union(current.filter(ends_at__lte=now), all=True)
            .order_by()
        )

    def ever_live(self, at: datetime | None = None) -> Self:
        """Editions that readers have seen by a moment, whether or not they still do."""
        return self.filter(starts_at__lte=at or timezone.now()).filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
        )

    def scheduled(self, at: datetime | None = None) -> Self:
        """Editions that go live later, by the clock alone."""
        return self.filter(starts_at__gt=at or timezone.now()).filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at"))
        )

    def listed(self) -> Self:
        """Newest first, with only what a teaser needs; a hidden load raises."""
        return (
            self.only(
                *("teaser", "rendered_by", "language", "published_at", "kind", "slug"),
                *("event", "post", "original"),
            )
            .order_by("-published_at", "-pk")
            .fetch_mode(models.FETCH_RAISE)
        )

    def update(self, **changes: Any) -> int:
        """Refuse to touch frozen columns; derived ones may be rebuilt."""
        if touched := set(FROZEN) & set(changes):
            raise ImmutableEdition(f"Frozen columns of an edition: {sorted(touched)}")
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what was published stays on record."""
        raise ImmutableEdition("Editions are never deleted.")


def _of_current(name: str, *fields: str, **also: bool) -> models.Index:
    """Return an index of the editions that are not over, so that it stays as short as the site."""
    return models.Index(fields=fields, condition=Q(retired=False, **also), name=name)


class Edition(models.Model):
    """What was published: canonical JSON, its hash, its place in the chain, its interval."""

    post = models.ForeignKey(
        "blog.Post", models.PROTECT, related_name="editions", verbose_name=_("post")
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20)
    slug = models.SlugField(_("address"), max_length=80)
    language = models.CharField(_("language"), max_length=5)
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("hash of the content"), max_length=64)
    previous = models.CharField(_("chain hash of the edition before"), max_length=64, blank=True)
    chain = models.CharField(_("chain hash"), max_length=64)
    starts_at = models.DateTimeField(_("valid from"))
    ends_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    published_at = models.DateTimeField(_("first published"))
    modified_at = models.DateTimeField(_("last change of substance"))
    created_at = models.DateTimeField(_("frozen at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    # Set once ends_at has surely passed: keeps the index of live editions as short as the site.
    retired = models.BooleanField(default=False, editable=False)
    # Derived from what is frozen (`blog.publishing.rendering`); `rebuild_editions` makes them anew.
    html = models.TextField(editable=False, blank=True)  # the text
    appendix = models.TextField(editable=False, blank=True)  # sources and notices behind it
    teaser = TeaserField(editable=False, default=dict)  # what a teaser tells, as values
    search_text = models.TextField(editable=False, blank=True)
    labels = models.CharField(max_length=100, editable=False, blank=True)  # their keys, to count
    recap = models.BooleanField(editable=False, default=False)  # it looks back on its event
    rendered_by = models.CharField(max_length=16, editable=False, blank=True)
    seal = models.CharField(max_length=64, editable=False, blank=True)  # over what is rendered
    event = models.ForeignKey(
        Event, keep_while_current, null=True, editable=False, related_name="editions"
    )
    series = models.ForeignKey(
        "blog.Series", keep_while_current, null=True, editable=False, related_name="editions"
    )
    # The piece in its first language, if this is a translation.
    original = models.ForeignKey(
        "blog.Post", models.SET_NULL, null=True, editable=False, related_name="translated_editions"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["post_id", "number"]  # "post" would sort by the posts' own order, and join them
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(ends_at__isnull=True),
                name="edition_one_open_end_per_post",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="edition_starts_before_end",
            ),
        ]
        indexes = [
            _of_current("edition_live_stream", "-published_at", "-id"),
            _of_current("edition_live_by_kind", "kind", "-published_at", "-id"),
            _of_current("edition_live_by_event", "event", "-published_at", "-id"),
            _of_current("edition_live_by_series", "series", "-published_at", "-id"),
            _of_current("edition_live_recaps", "event", "-published_at", "-id", recap=True),
            _of_current("edition_live_translations", "original"),
            models.Index(fields=["slug", "starts_at"], name="edition_by_address"),
            _of_current("edition_live_outline", *_OUTLINE),
            _of_current("edition_live_by_labels", "labels", "retired"),
            # For the next moment at which one begins or ends.
            _of_current("edition_live_starts", "starts_at"),
            _of_current("edition_live_ends", "ends_at"),
        ]

    def __str__(self) -> str:
        return f"{self.piece.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert a new edition, or rebuild derived columns named in `update_fields`."""
        if self.pk:
            named = set(kwargs.get("update_fields") or FROZEN)
            if named & {name.removesuffix("_id") for name in FROZEN} or named & set(FROZEN):
                raise ImmutableEdition("An edition never changes; publish a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what was published stays on record."""
        raise ImmutableEdition("Editions are never deleted.")

    def get_absolute_url(self) -> str:
        """Address of the piece for readers."""
        return reverse(self.kind, args=[self.slug])

    def ordinal(self) -> int:
        """Return which of the editions it is that readers saw: what was taken back unseen does not count."""
        before = Edition.objects.filter(post_id=self.post_id, number__lt=self.number)
        return 1 + before.ever_live().count()

    @cached_property
    def piece(self) -> Content:
        """The frozen content as values with types."""
        return read(self.content)

    def chain_hash(self) -> str:
        """Return what `chain` must be: the hash over this edition's place and the one before."""
        place = {
            "post": self.post_id,
            "number": self.number,
            "sha256": self.sha256,
            "previous": self.previous,
            "kind": self.kind,
            "slug": self.slug,
            "language": self.language,
            "starts_at": self.starts_at.astimezone(UTC).isoformat(),
            "published_at": self.published_at.astimezone(UTC).isoformat(),
            "modified_at": self.modified_at.astimezone(UTC).isoformat(),
        }
        return sha256(canonical_json(place))
