"""What editors and the tickets of much-written-about events cost, from inside the site."""

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import EditionNotice
from blog.renewing.reassessing import concerned_by
from blog.renewing.rewording import outdated
from disclosures.models import NoticeVersion
from events.models import Event, Sponsorship, TicketOffer
from people.models import Organisation
from tests.bench.pages import milliseconds, queries_of

MUCH = 5000  # pieces of one event

type Found = tuple[str, float, int]


def measure(repeats: str) -> list[Found]:
    """Return what was asked, median in milliseconds, queries. Nothing stays changed."""
    found: list[Found] = []
    for measuring in (of_one_event, affected, outdated_wording):
        with transaction.atomic():
            for name, ask in measuring():
                queries = queries_of(ask)
                found.append(
                    (name, median(milliseconds(ask) for _ in range(int(repeats))), queries)
                )
            transaction.set_rollback(True)
    return found


type Ask = tuple[str, Callable[[], Any]]


def of_one_event() -> Iterator[Ask]:
    """Yield an article of the coming event: two offers; 200 and thousands of pieces; all that, over."""
    client, now = Client(headers={"host": "127.0.0.1"}), timezone.now()
    client.get("/")  # so that what a process asks once per generation is known
    live = Edition.objects.live().order_by("-published_at")
    piece = live.filter(event__in=Event.objects.upcoming(now)).select_related("event")[0]
    event, address = piece.event, piece.get_absolute_url()

    def ask() -> Any:
        return client.get(address)

    give_offers(event, 2)
    yield "an article of an event with 2 offers", ask
    give_offers(event, 200)
    many = list(live.values_list("pk", flat=True)[:MUCH])
    Edition.objects.filter(pk__in=many).update(event=event)
    yield f"an article of an event with 200 offers and {len(many):,} pieces", ask
    length = event.ends_at - event.starts_at
    Event.objects.filter(pk=event.pk).update(starts_at=now - 2 * length, ends_at=now - length)
    yield "the same once the event is over", ask


def give_offers(event: Event, number: int) -> None:
    """Give an event so many offers instead of its own, all on sale."""
    event.offers.all().delete()
    TicketOffer.objects.bulk_create(
        TicketOffer(event=event, ordering=place, name=f"{place}", price=place, url="https://x")
        for place in range(1, number + 1)
    )


def affected() -> Iterator[Ask]:
    """Yield what an editor waits for after adding a sponsor whom generated pieces quote."""
    now = timezone.now()
    event = Event.objects.create(name="Neu", starts_at=now, ends_at=now.replace(year=now.year + 1))
    sponsor = Organisation.objects.exclude(ties=None).order_by("pk").first()
    Sponsorship.objects.create(organisation=sponsor, event=event)

    def ask() -> int:
        pieces = concerned_by(event)
        return len(list(pieces[:30])) and pieces.count()

    yield f"pieces concerned by a new sponsor ({ask():,})", ask


def outdated_wording() -> Iterator[Ask]:
    """Yield which live pieces a new wording of the most common notice would change."""
    told = EditionNotice.objects.values("version").annotate(number=Count("pk")).order_by("-number")
    before = NoticeVersion.objects.get(pk=told[0]["version"])
    new = NoticeVersion.objects.create(
        notice=before.notice,
        language=before.language,
        number=before.number + 1,
        heading=before.heading,
        text=before.text + "<p>Neu.</p>",
        valid_from=timezone.now(),
    )

    def ask() -> int:
        return outdated(new).count()

    yield f"pieces that a new wording changes ({ask():,})", ask
