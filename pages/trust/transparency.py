"""The page on transparency: how the house works, which notices there are, who stands behind us."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.aggregates import StringAgg
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from blog.editions.edition import Edition
from blog.gathered import Gathered, attach
from blog.models import EditionNotice, Tie
from delivery.cache_headers import shown
from delivery.memo import remembered
from disclosures.decisions import LABELS
from disclosures.examples import PLACEHOLDERS
from disclosures.library import BEGINNING, INTRODUCTION, filled, standards
from disclosures.models import Notice, NoticeVersion
from disclosures.occasions import occasion
from disclosures.vocabulary import PAID, STEERED
from events.models import Ambassadorship, Event, Sponsorship
from pages.models import LegalPage
from pages.trust.corrections import published, with_pieces
from people.models import Organisation
from prose.sanitising import sanitise

LATEST = 3
_SPONSORED = Gathered(
    Sponsorship.objects.all(),
    "organisation",
    along=("event",),
    order=lambda row: (-row.event.starts_at.timestamp(), row.level, row.pk),
)


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


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """Explain the notices in force, name sponsors, ambassadors and ties, count labels."""
    now = timezone.now()
    count, labels, notices = statistics()
    context = {
        "page": LegalPage.objects.filter(kind=LegalPage.Kind.TRANSPARENCY).first(),
        "notices": explained(now),
        "sponsorships": current(Sponsorship.objects.select_related("organisation"), now),
        "ambassadorships": current(Ambassadorship.objects.select_related("person"), now),
        "register": register(),
        "count": count,
        "labels": labels,
        "told": notices,
        "corrections": with_pieces(list(published()[:5])),
    }
    return shown(request, "pages/transparency.html", context, timezone.now())


def explained(now: datetime) -> list[Explained]:
    """Return every notice with a wording in force, and the wordings it had before."""
    language = "en" if get_language() == "en" else "de"
    found = []
    versions = NoticeVersion.objects.select_related("notice").order_by(
        "notice__ordering", "notice__name", "language", "-number"
    )
    wordings: dict[Notice, list[NoticeVersion]] = {}
    for one in versions:
        wordings.setdefault(one.notice, []).append(one)
    attach(wordings, "versions", list(versions), by="notice_id")
    for notice in wordings:
        version = notice.wording(language, now)
        if version and notice.key != INTRODUCTION:
            in_language = [v for v in notice.versions.all() if v.language == language]
            earlier = [v for v in in_language if v.valid_from <= now and v != version]
            when = occasion(notice.key)
            before = [(one, exemplified(one)) for one in earlier]
            found.append(Explained(notice, version, when, exemplified(version), before))
    return found


def exemplified(version: NoticeVersion) -> SafeString:
    """Return a wording as it reads on a piece, with examples where names and days stand."""
    examples = {name: one.example(version.language) for name, one in PLACEHOLDERS.items()}
    return mark_safe(filled(sanitise(version.text, "simple"), examples, html=True))


def current(rows: Any, now: datetime) -> list[Any]:
    """Return sponsorships or ambassadorships that hold today, or whose event is to come."""
    today = timezone.localdate(now)
    begun = Q(starts_on=None) | Q(starts_on__lte=today)
    holds = begun & Q(ends_on__gte=today)
    to_come = Q(event__in=Event.objects.upcoming(now)) & (Q(ends_on=None) | Q(ends_on__gte=today))
    return list(rows.filter(holds | to_come).select_related("event"))


def register() -> list[Registered]:
    """Return the organisations that live pieces have recorded ties with, in phonebook order."""
    ties = Tie.objects.filter(post__in=Edition.objects.live().values("post_id"))
    paid = Q(consideration__in=PAID) | Q(influence__in=STEERED)
    of_each = ties.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    organisations = Organisation.objects.filter(Exists(ties.filter(organisation=OuterRef("pk"))))
    counted = organisations.annotate(
        pieces=Subquery(of_each.annotate(number=Count("pk")).values("number")),
        paid=Subquery(of_each.annotate(number=Count("pk", filter=paid)).values("number")),
        sponsored=_SPONSORED.column(),
    )
    latest = _latest()
    return [
        Registered(
            one,
            [f"{s.get_level_display()}: {s.event.name}" for s in _SPONSORED.read(one.sponsored)],
            one.pieces,
            one.paid,
            latest.get(one.pk, []),
        )
        for one in counted
    ]


def _latest() -> dict[int, list[Edition]]:
    """Return the latest pieces with a tie to each organisation."""
    ties = Tie.objects.filter(post=OuterRef("post")).order_by().values("post")
    ids = ties.annotate(ids=StringAgg(Cast("organisation", CharField()), Value(",")))
    rows = Edition.objects.live().annotate(tied=Subquery(ids.values("ids")))
    rows = rows.filter(tied__isnull=False).only("teaser", "kind", "slug")
    wanted: dict[int, list[Edition]] = {}
    for edition in rows.order_by("-published_at")[: LATEST * 40]:
        for organisation in set(edition.tied.split(",")):
            wanted.setdefault(int(organisation), []).append(edition)
    return {organisation: pieces[:LATEST] for organisation, pieces in wanted.items()}


def statistics() -> tuple[int, list[Bar], list[Bar]]:
    """Return how many pieces are live, and how many carry each label and each notice."""
    count, labels, notices = remembered(("statistics",), _counted)
    return (
        count,
        [_bar(str(LABELS[name]), labels[name], count) for name in LABELS],
        [
            _bar(one.name, notices[one.key], count)
            for one in standards().values()
            if notices[one.key] and not one.live and one.key != INTRODUCTION
        ],
    )


def _counted() -> tuple[int, Counter[str], Counter[str]]:
    """Ask once what every live piece carries."""
    labels: Counter[str] = Counter()
    notices: Counter[str] = Counter()
    keys = EditionNotice.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    told = keys.annotate(keys=StringAgg("version__notice__key", Value(","))).values("keys")
    live = Edition.objects.live().order_by()
    rows = list(live.values_list("teaser__labels", Subquery(told)))
    for found, attached in rows:
        labels.update(label["key"] for label in found or ())
        notices.update(set((attached or "").split(",")) - {""})
    return len(rows), labels, notices


def _bar(name: str, number: int, of: int) -> Bar:
    return Bar(name, number, round(100 * number / of, 1) if of else 0.0)
