"""The page on transparency: how the house works, which notices there are, who stands behind us."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from blog.anchoring.folder import here
from blog.editions.edition import Edition
from blog.models import EditionNotice, EditionTie
from delivery.cache_headers import shown
from delivery.keeping import kept
from disclosures.decisions import LABELS
from disclosures.examples import examples_for
from disclosures.library import BEGINNING, filled, occasion, standards
from disclosures.models import Notice, NoticeVersion
from events.models import Ambassadorship, Event, Sponsorship
from pages.models import LegalPage
from pages.trust.corrections import published, with_pieces
from people.models import Organisation
from prose.sanitising import sanitise

LATEST = 3


@dataclass(frozen=True)
class Explained:
    """A notice as the public reads it: its words with examples, when it stands, and its history."""

    notice: Notice
    version: NoticeVersion
    when: str
    text: SafeString
    earlier: list[tuple[NoticeVersion, SafeString]]

    @property
    def from_the_start(self) -> bool:
        """Tell whether the wording holds from the beginning of the site."""
        return self.version.valid_from <= BEGINNING


@dataclass(frozen=True)
class Bar:
    """How many live pieces carry something; `width` in per cent of all."""

    name: str
    number: int
    width: float


@dataclass(frozen=True)
class Registered:
    """An organisation that live pieces have a recorded tie with."""

    organisation: Organisation
    standing: list[str]
    pieces: int
    paid: int
    latest: list[Edition]


@kept()
@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """Explain the notices in force, name sponsors, ambassadors and ties, count labels."""
    now = timezone.now()
    hidden = _hidden()
    count, labels, notices = statistics(hidden)
    context = {
        "page": LegalPage.objects.filter(kind=LegalPage.Kind.TRANSPARENCY).first(),
        "notices": explained(now),
        "sponsorships": in_force(Sponsorship.objects.select_related("organisation"), now),
        "ambassadorships": in_force(Ambassadorship.objects.select_related("person"), now),
        "register": register(hidden),
        "count": count,
        "labels": labels,
        "told": notices,
        "corrections": with_pieces(list(published()[:5])),
        "anchor": here().latest(),
    }
    return shown(request, "pages/transparency.html", context, timezone.now())


def explained(now: datetime) -> list[Explained]:
    """Return every notice with a wording in force, and the wordings it had before."""
    language = "en" if get_language() == "en" else "de"
    found = []
    for notice in Notice.objects.order_by("ordering", "name").prefetch_related("versions"):
        version = notice.wording(language, now)
        if version and not notice.introduces:
            in_language = [v for v in notice.versions.all() if v.language == language]
            earlier = [v for v in in_language if v.valid_from <= now and v != version]
            before = [(one, exemplified(one)) for one in sorted(earlier, key=_newest_first)]
            when = occasion(notice.key)
            found.append(Explained(notice, version, when, exemplified(version), before))
    return found


def _newest_first(version: NoticeVersion) -> int:
    return -version.number


def exemplified(version: NoticeVersion) -> SafeString:
    """Return a wording as it reads on a piece, with examples where names and days stand."""
    values = examples_for(version.notice.key, version.language)
    return mark_safe(filled(sanitise(version.text, "simple"), values, html=True))


def in_force(rows: Any, now: datetime) -> list[Any]:
    """Return sponsorships or ambassadorships that hold today, or whose event is to come."""
    today = timezone.localdate(now)
    begun = Q(starts_on=None) | Q(starts_on__lte=today)
    holds = begun & Q(ends_on__gte=today)
    to_come = Q(event__in=Event.objects.upcoming(now)) & (Q(ends_on=None) | Q(ends_on__gte=today))
    return list(rows.filter(holds | to_come).select_related("event"))


def register(hidden: Sequence[int] = ()) -> list[Registered]:
    """Return the organisations that live pieces have recorded ties with, in phonebook order.

    `hidden` are current editions that readers do not see now (ids).
    """
    live = EditionTie.objects.exclude(edition__in=hidden)
    counted = live.order_by().values("organisation")
    numbers = {
        row["organisation"]: row
        for row in counted.annotate(pieces=Count("pk"), paid=Count("pk", filter=Q(paid=True)))
    }
    sponsored = Sponsorship.objects.select_related("event").order_by(
        "-event__starts_at", "level", "pk"
    )
    organisations = Organisation.objects.filter(pk__in=numbers).prefetch_related(
        Prefetch("sponsorships", sponsored)
    )
    latest = _latest(live)
    return [
        Registered(
            one,
            [f"{tie.get_level_display()}: {tie.event.name}" for tie in one.sponsorships.all()],
            numbers[one.pk]["pieces"],
            numbers[one.pk]["paid"],
            latest.get(one.pk, []),
        )
        for one in organisations
    ]


def _latest(ties: QuerySet[EditionTie]) -> dict[int, list[Edition]]:
    """Return the latest pieces with a tie to each organisation, found along the index of ties."""
    mine = ties.filter(organisation=OuterRef("pk"))
    live = mine.order_by("-published_at", "-edition")
    nth = {f"latest_{n}": Subquery(live.values("edition")[n : n + 1]) for n in range(LATEST)}
    tied = Organisation.objects.filter(Exists(live)).annotate(**nth).values_list("pk", *nth)
    of = {pk: [one for one in ids if one] for pk, *ids in tied}
    pieces = Edition.objects.listed().in_bulk({one for ids in of.values() for one in ids})
    return {organisation: [pieces[one] for one in ids] for organisation, ids in of.items()}


def statistics(hidden: Sequence[int] = ()) -> tuple[int, list[Bar], list[Bar]]:
    """Return how many pieces are live, and how many carry each label and each notice.

    Counted along indexes of current editions; the few of them that are not live are taken off.
    """
    current = Edition.objects.filter(retired=False).order_by()
    count, labels = _labels(current)
    carried = EditionNotice.objects.order_by()
    keys = dict(NoticeVersion.objects.values_list("pk", "notice__key"))
    notices = _notices(carried, keys)
    if hidden:
        not_live, their_labels = _labels(current.filter(pk__in=hidden))
        count -= not_live
        labels.subtract(their_labels)
        notices.subtract(_notices(carried.filter(edition__in=hidden), keys))
    return (
        count,
        [_bar(str(LABELS[name]), labels[name], count) for name in LABELS],
        [
            _bar(one.name, notices[one.key], count)
            for one in standards().values()
            if notices[one.key] and not (one.live or one.introduces)
        ],
    )


def _hidden() -> list[int]:
    """Return the current editions that readers do not see now (ids); there are few."""
    return list(Edition.objects.current_but_not_live().values_list("pk", flat=True))


def _labels(editions: QuerySet[Edition]) -> tuple[int, Counter[str]]:
    """Return how many editions there are, and how many carry each label."""
    count, counted = 0, Counter[str]()
    for together, number in editions.values_list("labels").annotate(number=Count("pk")):
        count += number
        counted.update(dict.fromkeys(together.split(), number))
    return count, counted


def _notices(rows: QuerySet[EditionNotice], keys: Mapping[int, str]) -> Counter[str]:
    """Count by notice, of which each wording is (`keys`); a piece carries one wording of each at most."""
    counted: Counter[str] = Counter()
    for version, number in rows.values_list("version").annotate(number=Count("pk")):
        counted[keys.get(version, "")] += number  # "": one that came since
    return counted


def _bar(name: str, number: int, of: int) -> Bar:
    return Bar(name, number, round(100 * number / of, 1) if of else 0.0)
