"""Facts about a piece for the rules: from its text, its people, its event and what was recorded.

`content` is what publishing freezes – of the working copy, or of an edition that readers see – so
that the same questions can be asked of both.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation

from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.editions.texts import htmls_of, text_hash
from blog.models.post import Post
from blog.models.records import AIUse, Declaration, EditorialApproval, Tie
from blog.models.rows import Rows
from disclosures.facts import (
    AIFact,
    ApprovalFact,
    EventFact,
    Facts,
    ImageFact,
    InterviewFact,
    Named,
    PersonFact,
    Sponsoring,
    TieFact,
)
from disclosures.vocabulary import AIDegree, DeclarationKind, Part
from events.models import Ambassadorship, Event, Sponsorship
from events.programme import speaking
from events.role_lines import ambassador_of, speaker_at
from media.ai_images import is_ai, is_deepfake
from media.frozen import FrozenImage
from people.known import known_names
from people.mentions import Index, Mention, Passage
from people.models import Organisation, Person
from prose.paid_links import count_paid_links
from prose.sanitising import plain_text

# Quotations of some length, percentages, and words that promise a source.
_CLAIMS = re.compile(
    r"[„“»«][^„“”»«]{40,400}[“”»«]|\d\s?(?:%|Prozent|per ?cent)"
    r"|\b(?:Studien?|Umfragen?|Erhebung(?:en)?|Statistik(?:en)?|study|studies|survey)\b"
)


def gather(
    post: Post, content: Content, now: datetime, rows: Rows, index: Index | None = None
) -> Facts:
    """Return everything the rules look at, for a piece with this content."""
    event = _event(content)
    declared = rows.of(Declaration, "person", "organisation")
    seen = Edition.objects.filter(post_id=post.pk).ever_live(now).order_by("-number").first()
    return Facts(
        kind=content.kind,
        language=content.language,
        people=tuple(_people(content, event, declared)),
        ties=tuple(_ties(rows, content, event, declared, index)),
        ai=tuple(_ai(rows, content, declared)),
        approval=_approval(rows, content),
        images=tuple(_images(content)),
        event=event_fact(event) if event else None,
        interview=_interview(content),
        sources=len(content.sources),
        claims=bool(_CLAIMS.search(_claiming_text(content))),
        no_external_sources=post.no_external_sources,
        paid_links=sum(count_paid_links(html) for html in htmls_of(content)),
        promotes_event=post.promotes_event,
        public_interest=post.public_interest,
        press_release_of=post.press_release_of.name if post.press_release_of else "",
        translated_from=post.translated_from,
        published_at=seen.published_at if seen else None,
        modified_at=seen.modified_at if seen else None,
    )


def event_fact(event: Event) -> EventFact:
    """Return what the rules look at of an event."""
    return EventFact(event.name, event.starts_at, event.ends_at, event.status, event.own)


def passages(content: Content) -> Iterator[Passage]:
    """Yield everything in which somebody may be named: text, links, credits, images."""
    for html in htmls_of(content):
        yield Passage("text", plain_text(html))
        for href in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', html):
            yield Passage("link", href)
    for text in (content.title, content.standfirst, content.discuss):
        yield Passage("text", text)
    for exchange in content.exchanges:
        yield Passage("text", exchange.question)
    for image in images_of(content):
        words = (image.caption, image.alt, image.credit, image.copyright)
        yield Passage("image", " · ".join(filter(None, words)))


def mentions_in(content: Content, index: Index | None = None) -> tuple[Mention, ...]:
    """Return the known organisations and people that a piece names."""
    return (index or known_names()).find(passages(content))


def our_house() -> list[int]:
    """Return the organisations that are ourselves: those that hold our own events."""
    ours = Organisation.objects.filter(organised_events__own=True).distinct()
    return list(ours.values_list("pk", flat=True))


def images_of(content: Content) -> list[FrozenImage]:
    """Return the frozen pictures of a piece, each once, the first one first."""
    portraits = (credit.portrait for credit in content.credits)
    found = [content.image, *content.images.values(), *portraits]
    return list({image.id: image for image in found if image}.values())


def sponsorings_of(
    organisations: Iterable[int], event: Event | None
) -> dict[int, tuple[Sponsoring, ...]]:
    """Return what each organisation sponsors, in one query; an open end is the event's own end."""
    rows = Sponsorship.objects.filter(organisation__in=organisations).select_related("event")
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
    )


def _event(content: Content) -> Event | None:
    frozen = content.event
    return Event.objects.filter(pk=frozen.id).first() if frozen else None


def _people(
    content: Content, event: Event | None, declared: list[Declaration]
) -> Iterator[PersonFact]:
    credited = {credit.person for credit in content.credits}
    people = Person.objects.select_related("affiliation").in_bulk(credited)
    employers = {one.affiliation_id for one in people.values() if one.affiliation_id}
    sponsorings = sponsorings_of(employers, event)
    ambassadors = Ambassadorship.objects.filter(event=event, person__in=people) if event else ()
    stands = {row.person_id: row for row in ambassadors}
    speakers = speaking(event, people)
    called = (event.hashtag or event.name) if event else ""
    for credit in content.credits:
        if person := people.get(credit.person):
            pk = person.pk
            with translation.override(content.language):
                ambassador = ambassador_of(person, called) if pk in stands else ""
                speaker = speaker_at(person, called) if pk in speakers else ""
            own = [one for one in declared if one.person_id == pk]
            yield PersonFact(
                person=pk,
                name=credit.name,
                role=credit.role,
                newsroom=credit.newsroom,
                affiliation=credit.affiliation,
                employer=_employer(person, sponsorings),
                ambassador=ambassador,
                speaker=speaker,
                event=called if ambassador or speaker else "",
                benefit=_benefit(stands.get(pk), own),
                ai_degree=_most_of_ai(own),
            )


def _benefit(stands: Ambassadorship | None, declared: list[Declaration]) -> str:
    said = [one.text.strip() for one in declared if one.kind == DeclarationKind.BENEFIT]
    return ", ".join(filter(None, [stands.benefit if stands else "", *said]))


def _most_of_ai(declared: list[Declaration]) -> int | None:
    uses = [one.ai_degree for one in declared if one.kind == DeclarationKind.AI_USE]
    return max((degree for degree in uses if degree is not None), default=None)


def _employer(person: Person, sponsorings: dict[int, tuple[Sponsoring, ...]]) -> TieFact | None:
    works_for = person.affiliation
    if works_for is None:
        return None
    return TieFact(works_for.pk, works_for.name, sponsorings=sponsorings.get(works_for.pk, ()))


def _ties(
    rows: Rows,
    content: Content,
    event: Event | None,
    declared: list[Declaration],
    index: Index | None,
) -> Iterator[TieFact]:
    """Yield recorded ties, then declared ones, then organisations that were only found."""
    recorded = {row.organisation_id: row for row in rows.of(Tie)}
    claimed = {
        one.organisation_id: one.person.full_name
        for one in declared
        if one.organisation_id and one.organisation_id not in recorded
    }
    found = _found(content, index, besides={*recorded, *our_house()})
    wanted = {*recorded, *claimed, *found}
    sponsorings = sponsorings_of(wanted, event)
    organisations = Organisation.objects.in_bulk(wanted)

    def tie(pk: int, **judged: Any) -> TieFact:
        one, backs = organisations[pk], sponsorings.get(pk, ())
        return TieFact(pk, one.name, sponsorings=backs, slug=one.slug, url=one.url, **judged)

    judged = ("part", "relation", "consideration", "influence")
    for pk, row in recorded.items():
        yield tie(pk, **{name: getattr(row, name) for name in judged})
    for pk in claimed | found:
        part = found.get(pk, Part.NAMED)
        yield tie(pk, part=part, recorded=False, declared_by=claimed.get(pk, ""))


def _found(content: Content, index: Index | None, besides: set[int]) -> dict[int, str]:
    """Return the organisations that a piece names, with the part they have; a link is the least."""
    found: dict[int, str] = {}
    for mention in mentions_in(content, index):
        pk = mention.known.pk
        if mention.known.kind != "organisation" or pk in besides or mention.place == "credit":
            continue
        if found.get(pk) != Part.NAMED:
            found[pk] = Part.LINK if mention.place == "link" else Part.NAMED
    return found


def _ai(rows: Rows, content: Content, declared: list[Declaration]) -> Iterator[AIFact]:
    """Yield recorded uses, and what an author declares where nothing is recorded."""
    recorded = rows.of(AIUse)
    yield from (AIFact(use.kind, use.degree, use.tool) for use in recorded)
    authors = {c.person for c in content.credits if c.role in ("author", "translator")}
    for one in declared:
        by_author = one.kind == DeclarationKind.AI_USE and one.person_id in authors
        if by_author and one.ai_degree and not recorded:
            yield AIFact("", AIDegree(one.ai_degree))


def _approval(rows: Rows, content: Content) -> ApprovalFact | None:
    """Return the approval of exactly this text by the examiner's own account, or else the last one.

    That one is out of date, or was entered by somebody else on the examiner's word.
    """
    approvals = rows.of(EditorialApproval, "reviewer", "responsible")
    if not approvals:
        return None
    digest = text_hash(content)
    authors = {c.person for c in content.credits if c.role == "author"}
    of_this = [row for row in approvals if row.is_of(digest) and row.reviewer_id not in authors]
    good = [row for row in of_this if row.own_account]
    row = max(good or of_this or approvals, key=lambda row: row.approved_at)
    return ApprovalFact(
        reviewer=_named(row.reviewer),
        responsible=_named(row.responsible),
        approved_on=timezone.localdate(row.approved_at),
        valid=bool(good),
        on_their_word=bool(of_this) and not good,
    )


def _named(person: Person) -> Named:
    return Named(person.full_name, person.pk, person.slug)


def _images(content: Content) -> Iterator[ImageFact]:
    for image in images_of(content):
        if is_ai(image):
            yield ImageFact(
                image=image.id,
                title=image.alt or image.caption or image.file,
                tool=image.generated_by,
                deepfake=is_deepfake(image),
                undecided=image.photorealistic is None or not image.depicts_real,
            )


def _interview(content: Content) -> InterviewFact | None:
    held = content.interview
    if held is None:
        return None
    return InterviewFact(
        mode=held.mode_name,
        held_on=held.held_on,
        shortened=held.shortened,
        authorised=held.authorised,
    )


def _claiming_text(content: Content) -> str:
    return "\n".join(plain_text(html) for html in htmls_of(content))
