"""The link check: which sources still answer. It tells editors, and changes nothing for readers.

Asks only if CHECK_SOURCES is on, only for pieces that are live, and each source once a week; one
that failed for the first time is asked again after a day, so that it is soon certain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from blog.editions.edition import Edition
from blog.link_check.state import failing_since, note
from blog.models import Source
from outbound.fetching import Fetcher, NoAnswer, Trouble

EVERY = timedelta(days=7)
APART = timedelta(days=1)
FAILURES_OF_THE_DEAD = 2
GONE = frozenset({"404", "410", Trouble.UNKNOWN_HOST})
# Answers to HEAD that GET will not better.
FINAL = frozenset({"429", Trouble.REFUSED, Trouble.UNKNOWN_HOST, Trouble.TIMEOUT, Trouble.TLS})


@dataclass(frozen=True)
class Finding:
    """What one check found: a status of HTTP or the value of a `Trouble`."""

    reason: str

    @property
    def ok(self) -> bool:
        """Tell whether the page is there."""
        return self.reason.isdecimal() and int(self.reason) < 400

    @property
    def gone(self) -> bool:
        """Tell whether the page is gone rather than out of reach for now."""
        return self.reason in GONE


def due(now: datetime) -> QuerySet[Source]:
    """Return the sources to ask about at a moment, those never asked about first."""
    live = Edition.objects.live_at(now).filter(post=OuterRef("post"))
    failed = Q(link_failures__gt=0) & ~Q(link_status=Source.LinkStatus.DEAD)
    when = (
        Q(link_checked_at=None)
        | Q(link_checked_at__lte=now - EVERY)
        | (failed & Q(link_checked_at__lte=now - APART))
    )
    sources = Source.objects.filter(Exists(live), when).exclude(url="")
    return sources.order_by(F("link_checked_at").asc(nulls_first=True), "pk")


def check_due(fetcher: Fetcher, limit: int) -> Iterator[tuple[Source, Finding]]:
    """Ask about the sources that are due, so many at most; write down and yield each finding."""
    findings: dict[str, Finding] = {}
    for source in list(due(timezone.now())[:limit]):
        if source.url not in findings:
            findings[source.url] = find(source.url, fetcher)
        write_down(source, findings[source.url], timezone.now())
        yield source, findings[source.url]


def find(address: str, fetcher: Fetcher) -> Finding:
    """Ask for a page: its head, and the page itself where that alone tells nothing."""
    finding = _asked(address, "HEAD", fetcher)
    if finding.ok or finding.reason in FINAL:
        return finding
    return _asked(address, "GET", fetcher)


def write_down(source: Source, finding: Finding, now: datetime) -> None:
    """Keep a finding on the source: dead is what was gone twice, a day or more apart.

    What is out of reach neither counts as gone nor brings a dead one back to life. Nothing is
    written if the address has been changed meanwhile.
    """
    before = source.link_checked_at
    failures, since = source.link_failures, failing_since(source)
    if finding.ok:
        failures, since = 0, None
    elif finding.gone:
        if failures and before and now - before < APART:
            return
        failures, since = min(failures + 1, 1000), since or timezone.localdate(now)
    dead = failures >= FAILURES_OF_THE_DEAD
    status = "ok" if finding.ok else "dead" if dead else "unsure"
    keeps_reason = dead and not finding.gone
    changes = {
        "link_status": status,
        "link_checked_at": now,
        "link_note": source.link_note if keeps_reason else note(finding.reason, since),
        "link_failures": failures,
    }
    Source.objects.filter(pk=source.pk, url=source.url).update(**changes)
    for name, value in changes.items():
        setattr(source, name, value)


def _asked(address: str, method: str, fetcher: Fetcher) -> Finding:
    try:
        return Finding(str(fetcher.fetch(address, method).status))
    except NoAnswer as none:
        return Finding(none.trouble.value)
