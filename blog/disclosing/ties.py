"""Facts about organisations: what is recorded, declared, found in the text, and who published sources."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from blog.editions.content import Content
from blog.models.post import Post
from blog.models.records import Declaration, Tie
from blog.models.rows import Rows
from disclosures.facts import SourceFact
from disclosures.ties import Sponsoring, TieFact
from disclosures.vocabulary import Bearing, DeclarationKind, Part
from events.models import Event, Sponsorship
from people.known import known_names
from people.mentions import Mention, Passage
from people.models import Organisation


def ties_of(
    post: Post,
    rows: Rows,
    event: Event | None,
    declared: Sequence[Declaration],
    mentioned: Iterable[Mention],
    cited: Sequence[SourceFact],
    *,
    besides: Collection[int],
) -> Iterator[TieFact]:
    """Yield recorded ties, then declared ones, then organisations that were only found.

    A source or press release is its publisher's own, however little the text says of them.
    """
    recorded = {row.organisation_id: row for row in rows.of(Tie)}
    claimed = {
        one.organisation_id: one.person.full_name
        for one in declared
        if one.organisation_id
        and one.kind == DeclarationKind.TIE
        and one.organisation_id not in recorded
    }
    found = _found(mentioned, besides={*recorded, *besides})
    given = [one.organisation_id for one in declared if _for_the_piece(one)]
    behind = [tie for one in cited for tie in (one.publisher, one.paid_by) if tie]
    own = [tie.organisation for tie in behind]
    if post.press_release_of_id:
        own.append(post.press_release_of_id)
    for pk in [*given, *own]:
        if pk and pk not in recorded and pk not in besides:
            found[pk] = Part.SOURCE if pk in own else found.get(pk, Part.NAMED)
    known = Known({*recorded, *claimed, *found}, event)
    judged = (
        *("part", "relation", "consideration", "influence"),
        *("given", "condition", "address", "evidence"),
    )
    for pk, row in recorded.items():
        yield known.tie(pk, **{name: getattr(row, name).strip() for name in judged})
    for pk in (one for one in claimed | found if one in known.organisations):  # the others are gone
        part = found.get(pk, Part.NAMED)
        yield known.tie(pk, part=part, recorded=False, declared_by=claimed.get(pk, ""))


def _for_the_piece(one: Declaration) -> bool:
    return one.kind == DeclarationKind.BENEFIT and one.bearing in (Bearing.PIECE, Bearing.PROMISED)


def _found(mentioned: Iterable[Mention], besides: set[int]) -> dict[int, str]:
    """Return the organisations that a piece names, with the part they have; a link is the least."""
    found: dict[int, str] = {}
    for mention in mentioned:
        pk = mention.known.pk
        if mention.known.kind != "organisation" or pk in besides or mention.place == "credit":
            continue
        if found.get(pk) != Part.NAMED:
            found[pk] = Part.LINK if mention.place == "link" else Part.NAMED
    return found


def cited_facts(
    content: Content, event: Event | None, *, besides: Collection[int]
) -> list[SourceFact]:
    """Return of which sources more has to be said: whom we know behind them, who paid, confidence."""
    if not content.sources:
        return []
    index = known_names()

    def behind(*names: str) -> int | None:
        words = [Passage("text", name) for name in names if name]
        found = (one.known for one in index.find(words) if one.known.kind == "organisation")
        return next((known.pk for known in found if known.pk not in besides), None)

    rows = [(one, behind(one.publisher, one.author), behind(one.funder)) for one in content.sources]
    known = Known({pk for _one, *pks in rows for pk in pks if pk}, event)
    return [
        SourceFact(
            number=one.number,
            publisher=known.found(publisher),
            funder=one.funder,
            paid_by=known.found(payer),
            confidential=one.confidential,
        )
        for one, publisher, payer in rows
        if publisher or one.funder or one.confidential
    ]


_FOUND = {"part": Part.SOURCE, "recorded": False}


class Known:
    """Organisations with what they sponsor, read in two queries."""

    def __init__(self, wanted: Iterable[int], event: Event | None) -> None:
        """Read them, and the companies behind them."""
        self.organisations = Organisation.objects.select_related("parent").in_bulk({*wanted})
        parents = {one.parent_id for one in self.organisations.values() if one.parent_id}
        self.sponsorings = sponsorings_of({*self.organisations, *parents}, event)

    def found(self, pk: int | None) -> TieFact | None:
        """Return what is known of one behind a source; None of nobody, and of one that is gone."""
        if pk is None or pk not in self.organisations:
            return None
        return self.tie(pk, **_FOUND)

    def tie(self, pk: int, **judged: Any) -> TieFact:
        """Return what is known of one: a brand is told of with what its company sponsors."""
        one = self.organisations[pk]
        own = self.sponsorings.get(pk, ())
        behind = self.sponsorings.get(one.parent_id or 0, ())
        return TieFact(
            organisation=pk,
            name=one.name,
            sponsorings=own or behind,
            parent=one.parent.name if one.parent and behind and not own else "",
            political=one.political,
            slug=one.slug,
            url=one.url,
            **judged,
        )


def sponsorings_of(
    organisations: Iterable[int], event: Event | None
) -> dict[int, tuple[Sponsoring, ...]]:
    """Return what each organisation sponsors, in one query; an open end is the event's own end."""
    if not (wanted := {*organisations}):
        return {}
    rows = Sponsorship.objects.filter(organisation__in=wanted).select_related("event")
    found: dict[int, list[Sponsoring]] = {}
    for row in rows.order_by("-event__starts_at", "level"):
        found.setdefault(row.organisation_id, []).append(_sponsoring(row, event))
    return {pk: tuple(many) for pk, many in found.items()}


def _sponsoring(row: Sponsorship, event: Event | None) -> Sponsoring:
    end: date = row.ends_on or max(timezone.localdate(row.event.ends_at), row.starts_on)
    return Sponsoring(
        event=row.event.name,
        year=timezone.localdate(row.event.starts_at).year,
        level=row.level,
        starts=row.starts_on,
        ends=end,
        of_this_event=event is not None and row.event_id == event.pk,
        coverage=row.coverage_agreed,
    )
