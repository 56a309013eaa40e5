"""States of a piece that can be compared and brought back: as it is, as it was saved, as it was published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from reversion import is_registered
from reversion.models import Version

from blog.disclosing.disclose import undisclosed
from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.models import Post, PostTag, Tag
from blog.models.rows import Rows
from blog.publishing.deriving import complete
from blog.publishing.freezing import freeze
from forms.moments import in_words
from interviews.models import Exchange

NOW = "now"
# Anchors of questions that were never published follow from their numbers, so that they are known again.
PROVISIONAL = 1_000_000


class KnownRows(Rows):
    """Rows as they are stored; every question bears an anchor by which it is known in any state."""

    def of[Row: models.Model](self, kind: type[Row], *related: str) -> list[Row]:
        """Return the rows of a kind, questions with their anchors."""
        rows = self._found(kind, *related)
        if kind is Exchange:
            _know_again(self.piece, rows)
        return rows

    def _found[Row: models.Model](self, kind: type[Row], *related: str) -> list[Row]:
        return super().of(kind, *related)


class SavedRows(KnownRows):
    """Rows as a revision kept them; those that no revision keeps are the present ones."""

    def __init__(self, piece: models.Model, versions: Iterable[Version]) -> None:
        """Take the versions of one revision."""
        super().__init__(piece)
        self._versions = list(versions)

    def _found[Row: models.Model](self, kind: type[Row], *related: str) -> list[Row]:
        if not is_registered(kind):
            return super()._found(kind, *related)
        rows = [
            row_of(kind, one) for one in self._versions if one.content_type.model_class() is kind
        ]
        found = [row for row in rows if row is not None]
        prefetch_related_objects(found, *related)
        return sorted(found, key=lambda row: (getattr(row, "ordering", 0), row.pk))

    def tags(self) -> list[Tag]:
        """Return the topics as they were."""
        wanted = {row.tag_id for row in self._found(PostTag)}
        return list(Tag.objects.filter(pk__in=wanted).order_by("name", "pk"))


@dataclass(frozen=True)
class State:
    """A piece at one moment; `key` is how an address names it."""

    piece: Post
    key: str
    when: datetime
    said: str
    edition: Edition | None = None
    version: Version | None = None

    @cached_property
    def content(self) -> Content:
        """What it said, notices aside."""
        if self.edition:
            return undisclosed(complete(self.edition))
        if self.version is None:
            return undisclosed(freeze(self.piece, KnownRows(self.piece)))
        versions = list(self.version.revision.version_set.select_related("content_type"))
        piece: Any = row_of(type(self.piece), self.version)
        return undisclosed(freeze(piece, SavedRows(piece, versions)))


def state_of(piece: Post, key: str) -> State | None:
    """Return the state of a piece that an address names."""
    number = int(key[1:]) if key[1:].isdecimal() and len(key) < 19 else 0
    if key == NOW:
        return State(piece, key, timezone.now(), _("the working copy"))
    if key.startswith("e"):
        edition = piece.editions.filter(number=number).first()
        if edition is None:
            return None
        words = {"number": edition.ordinal(), "moment": in_words(edition.created_at)}
        said = _("edition %(number)s of %(moment)s") % words
        return State(piece, key, edition.created_at, said, edition=edition)
    found = Version.objects.get_for_object_reference(type(piece), piece.pk)
    version = found.select_related("revision").filter(pk=number).first() if key[:1] == "v" else None
    if version is None:
        return None
    saved = version.revision.date_created
    said = _("as saved on %(moment)s") % {"moment": in_words(saved)}
    return State(piece, key, saved, said, version=version)


def row_of[Row: models.Model](kind: type[Row], version: Version) -> Row | None:
    """Return a row as a version kept it; None if it rests on something that is gone."""
    kept, values = version.field_dict, {}
    for field in kind._meta.concrete_fields:
        if field.attname not in kept:
            continue
        value = kept[field.attname]
        if value is not None and isinstance(field, models.ForeignKey) and not _exists(field, value):
            if not field.null:
                return None
            value = None
        values[field.attname] = value
    return kind(**values)


def _exists(field: Any, value: Any) -> bool:
    found = field.related_model._default_manager.filter(**{field.target_field.attname: value})
    return bool(found.exists())


def _know_again(piece: models.Model, rows: Iterable[Any]) -> None:
    anchors = dict(Exchange.objects.filter(interview_id=piece.pk).values_list("pk", "anchor"))
    for row in rows:
        row.anchor = row.anchor or anchors.get(row.pk, "") or f"frage-{PROVISIONAL + row.pk}"
