"""Facts about the people of a piece: for whom they work, what they stand for, what they declare."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext

from blog.disclosing.ties import Known
from blog.editions.content import Content
from blog.models.records import Declaration
from disclosures.facts import BenefitFact, InterestFact, PersonFact, Standing
from disclosures.vocabulary import DeclarationKind
from events.models import Ambassadorship, Event, Speaker
from events.role_lines import ambassador_of, speaker_at
from people.models import Person


def people_facts(
    content: Content,
    event: Event | None,
    declared: Sequence[Declaration],
    ours: Collection[int],
    paid: Collection[tuple[int, str]],
) -> Iterator[PersonFact]:
    """Yield everybody who is credited, with what they are to events: to all of them, in their time."""
    credited = {credit.person for credit in content.credits}
    rows = Person.objects.select_related("affiliation").prefetch_related("also_works_for")
    people = rows.in_bulk(credited)
    employers = {pk: _employers(person) for pk, person in people.items()}
    known = Known({one for several in employers.values() for one in several}, event)
    with translation.override(content.language):
        standings = _standings(people, event, content.language)
    for credit in content.credits:
        if person := people.get(credit.person):
            own = [one for one in declared if one.person_id == person.pk]
            yield PersonFact(
                person=person.pk,
                name=credit.name,
                role=credit.role,
                newsroom=credit.newsroom,
                ours=person.affiliation_id in ours,
                affiliation=credit.affiliation,
                employers=tuple(known.tie(one) for one in employers[person.pk]),
                standings=tuple(standings.get(person.pk, ())),
                interests=tuple(_interests(own)),
                benefits=tuple(_benefits(own)),
                ai_degree=_most_of_ai(own),
                fee=(credit.person, credit.role) in paid,
                died=person.died_on,
            )


def _employers(person: Person) -> list[int]:
    """Return for whom somebody works, the first employer first, each once."""
    first = [person.affiliation_id] if person.affiliation_id else []
    return list(dict.fromkeys([*first, *(one.pk for one in person.also_works_for.all())]))


def _last_day(person: Person, day: date) -> date:
    """Return until when somebody was something: nobody is anything beyond their death."""
    return min(day, person.died_on) if person.died_on else day


def _standings(
    people: dict[int, Person], event: Event | None, language: str
) -> dict[int, list[Standing]]:
    """Return for what events people stand or speak, the piece's own and the latest first."""
    found: dict[int, list[Standing]] = {}
    stands = Ambassadorship.objects.filter(person__in=people).select_related("event")
    for row in stands.order_by("-event__starts_at", "pk"):
        standing = Standing(
            kind="ambassador",
            event=_called(row.event),
            words=ambassador_of(people[row.person_id], _called(row.event)),
            benefit=row.benefit_in(language),
            starts=row.starts_on,
            ends=_last_day(
                people[row.person_id], row.ends_on or timezone.localdate(row.event.ends_at)
            ),
            of_this_event=event is not None and row.event_id == event.pk,
        )
        found.setdefault(row.person_id, []).append(standing)
    speaking = Speaker.objects.filter(person__in=people).select_related("item__event")
    fees = {(row.person_id, row.item.event_id) for row in speaking if row.fee}
    for person, spoken in {(row.person_id, row.item.event) for row in speaking}:
        standing = Standing(
            kind="speaker",
            event=_called(spoken),
            words=speaker_at(people[person], _called(spoken)),
            ends=_last_day(people[person], timezone.localdate(spoken.ends_at)),
            fee=(person, spoken.pk) in fees,
            of_this_event=event is not None and spoken == event,
        )
        found.setdefault(person, []).append(standing)
    for rows in found.values():
        rows.sort(key=lambda one: (one.kind, not one.of_this_event, one.event))
    return found


def _called(event: Event) -> str:
    return event.hashtag or event.name


def _interests(declared: Sequence[Declaration]) -> Iterator[InterestFact]:
    for one in declared:
        if one.kind == DeclarationKind.TIE and one.organisation and one.interest:
            other = one.competitor_of.name if one.competitor_of else ""
            yield InterestFact(one.organisation_id or 0, one.organisation.name, one.interest, other)


def _benefits(declared: Sequence[Declaration]) -> Iterator[BenefitFact]:
    """Yield what was received; the same words from the same giver are one benefit."""
    seen = set()
    for one in declared:
        what, giver = (
            one.text.strip() or gettext("something"),
            one.organisation.name if one.organisation else "",
        )
        if one.kind == DeclarationKind.BENEFIT and (what.casefold(), giver) not in seen:
            seen.add((what.casefold(), giver))
            yield BenefitFact(one.pk or 0, what, giver, one.organisation_id or 0, one.bearing)


def _most_of_ai(declared: Sequence[Declaration]) -> int | None:
    uses = [one.ai_degree for one in declared if one.kind == DeclarationKind.AI_USE]
    return max((degree for degree in uses if degree is not None), default=None)
