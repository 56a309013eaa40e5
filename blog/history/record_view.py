"""What readers saw of a piece at a moment, why, and what the trail says of it by then."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.disclosing.facts import images_of
from blog.disclosing.live_notes import LiveNote, clock
from blog.editions.content import Content, ToldNotice, Wording
from blog.editions.edition import Edition
from blog.history.fact_words import FactWords
from blog.history.trail_words import TrailRow, in_rows, named
from blog.models import Correction, Post
from blog.models.waiver import Waiver
from disclosures.decisions import LEVELS, PLACES, Level, Place
from disclosures.trail import Action, TrailEntry, entries
from forms.moments import in_words

_ATTACHING = (Action.AUTO_ATTACH, Action.ATTACH)
# An edition that was frozen so much later than it began was brought in from elsewhere.
_LATER = timedelta(minutes=1)


@dataclass(frozen=True)
class RecordedNotice:
    """A notice of an edition: its frozen values, where it stood, and who put it there."""

    frozen: ToldNotice
    where: str
    level: str
    facts: list[tuple[str, str]]
    since: TrailRow | None

    @property
    def known_as(self) -> list[str]:
        """Return which wording it is, by which rule, how strongly and of which set of rules."""
        parts = [
            _("wording %(number)s") % {"number": self.frozen.number},
            _("rule %(rule)s") % {"rule": self.frozen.rule} if self.frozen.rule else "",
            self.level,
            _("rule set %(ruleset)s") % {"ruleset": self.frozen.ruleset}
            if self.frozen.ruleset
            else "",
        ]
        return [part for part in parts if part]


@dataclass(frozen=True)
class LeftOut:
    """What an edition left out, and who wanted and who agreed to it."""

    waiver: Waiver
    who: str
    second: str


@dataclass(frozen=True)
class RecordView:
    """A piece as it stood before readers at a moment; `day` if a whole day was asked for."""

    post: Post
    moment: datetime
    day: date | None = None

    @cached_property
    def edition(self) -> Edition | None:
        """The edition that readers saw."""
        rows = self._editions.live_at(self.moment).select_related("event", "created_by")
        return rows.first()

    @cached_property
    def others(self) -> list[tuple[Edition, datetime]]:
        """Further editions of the same day, oldest first, and a moment at which each was seen."""
        if self.day is None:
            return []
        start = _midnight(self.day)
        that_day = self._editions.ever_live(self.moment).filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=start)
        )
        rows = that_day.exclude(pk=self.edition.pk if self.edition else None)
        return [(other, max(other.starts_at, start)) for other in rows.order_by("starts_at")]

    @property
    def _editions(self) -> Any:
        return Edition.objects.filter(post_id=self.post.pk)

    @property
    def piece(self) -> Content | None:
        """What the edition froze."""
        return self.edition.piece if self.edition else None

    @property
    def heading(self) -> str:
        """The moment in words; of a whole day it is the end."""
        if self.day:
            return _("%(day)s, at the end of the day") % {"day": date_format(self.day)}
        return in_words(self.moment)

    def sentences(self) -> Iterator[str]:
        """Say which edition readers saw, or why there was nothing to be seen."""
        if self.edition is None:
            yield self._nothing()
            return
        words = {
            "number": self.edition.number,
            "start": in_words(self.edition.starts_at),
            "end": in_words(self.edition.ends_at) if self.edition.ends_at else "",
        }
        if self.edition.ends_at:
            yield _("Readers saw edition %(number)s, from %(start)s to %(end)s.") % words
        else:
            yield _("Readers saw edition %(number)s, since %(start)s.") % words
        if self.edition.created_at > self.edition.starts_at + _LATER:
            frozen = {"moment": in_words(self.edition.created_at)}
            yield _("It was brought in from elsewhere and frozen here on %(moment)s.") % frozen

    def _nothing(self) -> str:
        before = self._editions.ever_live(self.moment).order_by("-starts_at").first()
        if before:
            return _(
                "Readers saw nothing of it: it had been off the site since %(moment)s. Whoever"
                " came to its address was told that it is gone."
            ) % {"moment": in_words(before.ends_at)}
        first = self._editions.ever_live(timezone.now()).order_by("starts_at").first()
        if first:
            return _("Readers saw nothing of it: it was first published on %(moment)s.") % {
                "moment": in_words(first.starts_at)
            }
        return _("Readers saw nothing of it: it had not been published.")

    # What stood there ------------------------------------------------------------------------------
    @cached_property
    def labels(self) -> list[tuple[str, str]]:
        """Where which label stood: before the title, and on images."""
        if self.piece is None:
            return []
        found = [(str(PLACES[Place.KICKER]), label.text) for label in self.piece.labels]
        for image in images_of(self.piece):
            if image.ai_label:
                where = _("on the image “%(alt)s”") % {"alt": image.alt}
                found.append((where, image.ai_label.text))
        return found

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The sentences about people and about how the interview came about."""
        if self.piece is None:
            return []
        roles = [(one.name, one.role_line) for one in self.piece.credits if one.role_line]
        held = self.piece.interview
        return [*roles, (_("Interview"), held.line)] if held and held.line else roles

    @cached_property
    def notices(self) -> list[RecordedNotice]:
        """The notices in their exact words, in the order of the page."""
        order = [Place.TOP, Place.BOTTOM]
        found = [self._told(notice) for notice in self._frozen_notices]
        return sorted(found, key=lambda told: order.index(Place(told.frozen.position)))

    @property
    def intro(self) -> Wording | None:
        """The sentence before the notes at the end."""
        return self.piece.notices_intro if self.piece else None

    @cached_property
    def live_notes(self) -> list[LiveNote]:
        """What the clock told them on top, as far as the dates of the event are known today."""
        return clock(self.edition, self.moment).notes if self.edition else []

    @cached_property
    def corrections(self) -> list[Correction]:
        """The public notes on what was changed, latest first."""
        if self.edition is None:
            return []
        return list(self.post.corrections.filter(published_at__lte=self.moment))

    @cached_property
    def left_out(self) -> list[LeftOut]:
        """What the rules wanted to be told, and this edition left out for a reason."""
        if self.edition is None:
            return []
        frozen = self.edition.created_at
        rows = Waiver.objects.filter(
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=frozen),
            Q(legal=False) | Q(confirmed_at__lte=frozen),
            post_id=self.post.pk,
            waived_at__lte=frozen,
            expires_at__gt=self.edition.starts_at,
        )
        rows = rows.select_related("waived_by", "confirmed_by").order_by("waived_at")
        return [LeftOut(row, named(row.waived_by), named(row.confirmed_by)) for row in rows]

    @property
    def _frozen_notices(self) -> Sequence[ToldNotice]:
        return self.piece.notices if self.piece else ()

    def _told(self, notice: ToldNotice) -> RecordedNotice:
        return RecordedNotice(
            frozen=notice,
            where=str(PLACES[Place(notice.position)]),
            level=str(LEVELS[Level(notice.level)]) if notice.level else "",
            facts=self._facts.of(notice.facts),
            since=self._attached(notice),
        )

    def _attached(self, notice: ToldNotice) -> TrailRow | None:
        """Return the entry by which a notice came to stand there."""
        same = (notice.notice, notice.about, notice.position)
        number = self.edition.number if self.edition else 0
        found = [
            row
            for row in self.trail
            if row.entry.action in _ATTACHING
            and (row.entry.notice, row.entry.about, row.entry.position) == same
            and (row.entry.edition or 0) <= number
        ]
        return found[-1] if found else None

    # The trail ------------------------------------------------------------------------------------
    @cached_property
    def _entries(self) -> list[TrailEntry]:
        """What was done by then; and what led to the edition, if it was brought in later."""
        number = self.edition.number if self.edition else None
        of_edition = Q(edition__lte=number) if number else Q(pk=None)
        return list(entries(self.post).filter(Q(occurred_at__lte=self.moment) | of_edition))

    @cached_property
    def later(self) -> int:
        """How many entries are not listed, being later."""
        return entries(self.post).count() - len(self._entries)

    @cached_property
    def _facts(self) -> FactWords:
        frozen = [notice.facts for notice in self._frozen_notices]
        return FactWords([*frozen, *(json.loads(entry.facts) for entry in self._entries)])

    @cached_property
    def trail(self) -> list[TrailRow]:
        """What was done with the piece, oldest first."""
        return in_rows(self._entries, self._facts)


def end_of(day: date, now: datetime) -> datetime:
    """Return the last moment of a day on the site's clock, or now if it is not over yet."""
    return min(_midnight(day + timedelta(days=1)) - timedelta(microseconds=1), now)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
