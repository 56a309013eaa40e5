"""Facts about a piece for the rules: from its text, its people, its event and what was recorded.

`content` is what publishing freezes – of the working copy, or of an edition that readers see – so
that the same questions can be asked of both.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from blog.disclosing.people import people_facts
from blog.disclosing.ties import cited_facts, ties_of
from blog.editions.content import Content
from blog.editions.edition import Edition
from blog.editions.texts import htmls_of, text_hash
from blog.models.credit import Credit
from blog.models.political import PoliticalAdvertisement
from blog.models.post import Post
from blog.models.records import AIUse, Declaration, EditorialApproval
from blog.models.rows import Rows
from delivery.generation import once
from disclosures.facts import (
    AIFact,
    ApprovalFact,
    ConsentFact,
    EventFact,
    Facts,
    ImageFact,
    InterviewFact,
    Named,
    PoliticalFact,
    SignOffFact,
)
from disclosures.vocabulary import AIDegree, DeclarationKind
from events.models import Event
from events.when import span_of
from media.ai_images import is_ai, is_deepfake
from media.frozen import FrozenImage
from media.models import Image, PeopleShown
from media.source_types import PHOTOGRAPHIC
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
    event = _event(post, content)
    declared = rows.of(Declaration, "person", "organisation", "competitor_of")
    ours = our_house()
    mentioned = mentions_in(content, index)
    cited = cited_facts(content, event, besides=ours)
    paid = {(one.person_id, one.role) for one in rows.of(Credit) if one.fee}
    editions = Edition.objects.filter(post_id=post.pk).ever_live(now).order_by("-number")
    seen = None if rows.all_known else editions.first()
    return Facts(
        kind=content.kind,
        language=content.language,
        people=tuple(people_facts(content, event, declared, ours, paid)),
        ties=tuple(ties_of(post, rows, event, declared, mentioned, cited, besides=ours)),
        ai=tuple(_ai(rows, content, declared)),
        approval=_approval(rows, content),
        images=tuple(_images(content)),
        without_consent=tuple(_without_consent(content)),
        event=event_fact(event) if event else None,
        interview=_interview(content),
        sources=len(content.sources),
        cited=tuple(cited),
        claims=bool(_CLAIMS.search(_claiming_text(content))),
        no_external_sources=post.no_external_sources,
        paid_links=sum(count_paid_links(html) for html in htmls_of(content)),
        promotes_event=post.promotes_event,
        reports_because=post.reports_because.strip(),
        public_interest=post.public_interest,
        genre=post.genre,
        genre_terms=post.genre_terms.strip(),
        is_political=post.is_political,
        political=_political(rows),
        release_use=post.release_use if post.press_release_of else "",
        press_release_of=post.press_release_of.name if post.press_release_of else "",
        translated_from=post.translated_from,
        published_at=seen.published_at if seen else None,
        modified_at=seen.modified_at if seen else None,
    )


def event_fact(event: Event) -> EventFact:
    """Return what the rules look at of an event."""
    days = span_of(event).days
    return EventFact(event.name, event.starts_at, event.ends_at, event.status, event.own, days)


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


@once
def our_house() -> list[int]:
    """Return the organisations that are ourselves: those that hold our own events."""
    ours = Organisation.objects.filter(organised_events__own=True).distinct()
    return list(ours.values_list("pk", flat=True))


def images_of(content: Content) -> list[FrozenImage]:
    """Return the frozen pictures of a piece, each once, the first one first."""
    portraits = (credit.portrait for credit in content.credits)
    found = [content.image, *content.images.values(), *portraits]
    return list({image.id: image for image in found if image}.values())


def _event(post: Post, content: Content) -> Event | None:
    frozen = content.event
    if frozen and frozen.id == post.event_id:
        return post.event
    return Event.objects.filter(pk=frozen.id).first() if frozen else None


def _ai(rows: Rows, content: Content, declared: list[Declaration]) -> Iterator[AIFact]:
    """Yield recorded uses, and what an author declares where nothing is recorded."""
    recorded = rows.of(AIUse, "voice_of")
    for use in recorded:
        voice = use.voice_of.full_name if use.voice_of else ""
        yield AIFact(use.kind, use.degree, use.tool.strip(), use.scope, voice, use.address)
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


def _without_consent(content: Content) -> Iterator[ConsentFact]:
    """Yield pictures whose people have not agreed, or were not asked, as it is known today."""
    shown = {image.id: image for image in images_of(content)}
    portraits = {credit.portrait.id for credit in content.credits if credit.portrait}
    refused = Q(people_shown=PeopleShown.REFUSED)
    unknown = Q(people_shown="", digital_source_type__in=PHOTOGRAPHIC)
    rows = Image.objects.filter(refused | unknown, pk__in=shown).order_by("pk")
    for pk, said in rows.values_list("pk", "people_shown") if shown else ():
        title = shown[pk].alt or shown[pk].caption or shown[pk].file
        yield ConsentFact(pk, title, refused=bool(said), somebody=pk in portraits)


def _interview(content: Content) -> InterviewFact | None:
    held = content.interview
    if held is None:
        return None
    return InterviewFact(
        mode=held.mode_name,
        held_on=held.held_on,
        shortened=held.shortened,
        agreed=held.agreed,
        signed=tuple(SignOffFact(one.guest, one.by, one.withdrawn) for one in held.signed or ()),
        outdated=held.outdated,
    )


def _political(rows: Rows) -> PoliticalFact | None:
    row = next(iter(rows.of(PoliticalAdvertisement)), None)
    if row is None:
        return None
    return PoliticalFact(
        sponsor=row.sponsor.strip(),
        address=row.address.strip(),
        controlled_by=row.controlled_by.strip(),
        controller_address=row.controller_address.strip(),
        targeting=row.targeting.strip(),
        concerns=row.concerns.strip(),
        amount=row.amount.strip(),
        starts=row.starts_on,
        ends=row.ends_on,
        paid_by=row.paid_by.strip(),
        origin=row.origin,
        method=row.method.strip(),
        campaign=row.campaign.strip(),
        official=row.official,
        suspended=row.suspended.strip(),
        report_to=row.report_to.strip(),
        declared_on=row.declared_on,
        repository=row.repository,
        reach=row.reach.strip(),
    )


def _claiming_text(content: Content) -> str:
    return "\n".join(plain_text(html) for html in htmls_of(content))
