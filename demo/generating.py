"""Generated pieces by the ten thousand, to measure with: written past the forms, true to the rules.

What publishing does one piece at a time is done here in batches. The tests hold both against each
other: content, hashes and rendered html of a generated piece are what freezing it again gives.
Only live editions are rendered; `rebuild_editions` does the others if somebody wants to see them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction
from django.utils import timezone, translation

from blog.editions.content import write
from blog.editions.edition import Edition
from blog.editions.indexes import EditionPerson, EditionTag
from blog.models import AIUse, Credit, Post, PostTag, Tie
from blog.publishing.indexing import index_again
from blog.publishing.recording import publication
from blog.publishing.rendering import render
from blog.search.related import Related, among, traits_of
from demo.drafts import Draft, content, draft
from demo.stock import YEARS, Stock, stock
from disclosures.canonical import canonical_json, sha256
from disclosures.library import standards
from disclosures.models import NoticeVersion
from disclosures.trail import SYSTEM, Action, TrailEntry
from interviews.models import Exchange

BATCH = 250
NEIGHBOURS = 50


def generate(posts: int, editions: int = 3) -> Iterator[int]:
    """Write `posts` pieces, a fifth of them interviews, and publish each of them `editions` times.

    Yields how many pieces are done.
    """
    now = timezone.now()
    newest = Post.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with translation.override("de"):
        supplies = stock(now, seed=newest)
        for numbers in batched(range(posts), BATCH, strict=False):
            drafts = [
                draft(supplies, newest + number, _first_published(number, posts, now), editions)
                for number in numbers
            ]
            with transaction.atomic(), translation.override("de"):
                _write(drafts)
                _publish(drafts, supplies)
            yield numbers[-1] + 1
        _mark_wordings_used(now)


def _first_published(number: int, posts: int, now: datetime) -> datetime:
    """Spread the pieces evenly over the years, the last one two days ago."""
    newest = now.replace(microsecond=0) - timedelta(days=2)
    return newest - timedelta(days=YEARS * 365) * ((posts - number - 1) / posts)


def _write(drafts: list[Draft]) -> None:
    """Insert the working copies and everything that hangs on them."""
    Post.objects.bulk_create(one.post for one in drafts)
    exchanges: list[Exchange] = []
    for one in drafts:
        for credit in one.credits:
            credit.post = one.post
        if one.interview is None:
            continue
        one.interview.post_ptr_id = one.post.pk
        one.interview.save_base(raw=True, force_insert=True)  # the child's own row alone
        for exchange in one.exchanges:
            exchange.interview_id = one.post.pk
        exchanges += one.exchanges
    Exchange.objects.bulk_create(exchanges)
    Credit.objects.bulk_create(credit for one in drafts for credit in one.credits)
    PostTag.objects.bulk_create(
        PostTag(content_object=one.post, tag=tag) for one in drafts for tag in one.tags
    )
    for one in drafts:
        if one.ai_use:
            one.ai_use.post = one.post
        if one.tie:
            one.tie.post = one.post
    AIUse.objects.bulk_create(one.ai_use for one in drafts if one.ai_use)
    Tie.objects.bulk_create(one.tie for one in drafts if one.tie)


def _publish(drafts: list[Draft], supplies: Stock) -> None:
    """Insert the editions of every draft and list the live ones."""
    rows = [_editions(one, supplies) for one in drafts]
    Edition.objects.bulk_create(edition for editions in rows for edition in editions)
    TrailEntry.objects.bulk_create(entry for editions in rows for entry in _trail(editions))
    live = [(one, editions[-1]) for one, editions in zip(drafts, rows, strict=True)]
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tag, published_at=edition.published_at)
        for one, edition in live
        for tag in one.tags
    )
    EditionPerson.objects.bulk_create(
        EditionPerson(edition=edition, person=credit.person, published_at=edition.published_at)
        for one, edition in live
        for credit in one.credits
    )
    _relate([edition for _one, edition in live])
    index_again([edition for _one, edition in live])


def _relate(live: list[Edition]) -> None:
    """Let pieces lead on to those generated around them; `relate_pieces` would look further."""
    for editions in batched(live, NEIGHBOURS, strict=False):
        found = among([traits_of(edition) for edition in editions])
        Related.objects.bulk_create(row for rows in found.values() for row in rows)


def _editions(one: Draft, supplies: Stock) -> list[Edition]:
    """Return the editions of a piece in order, chained; all but the last are over."""
    editions: list[Edition] = []
    for stage, start in enumerate(one.starts):
        text = write(content(one, supplies, stage))
        ends = one.starts[stage + 1] if stage + 1 < len(one.starts) else None
        edition = Edition(
            post=one.post,
            number=stage + 1,
            kind=one.kind,
            slug=one.post.slug,
            language=one.post.language,
            content=text,
            sha256=sha256(text),
            previous=editions[-1].chain if editions else "",
            starts_at=start,
            ends_at=ends,
            published_at=one.starts[0],
            modified_at=start,
            retired=ends is not None,
            event=one.post.event,
            series=one.post.series,
            recap=one.post.recap,
        )
        edition.chain = edition.chain_hash()
        if not edition.retired:
            render(edition)
        editions.append(edition)
    return editions


def _trail(editions: list[Edition]) -> list[TrailEntry]:
    """Return what the trail says of a piece's editions: that each was published, and no more."""
    trail: list[TrailEntry] = []
    for edition in editions:
        entry = TrailEntry(
            subject="blog.post",
            object_id=edition.post_id,
            number=edition.number,
            occurred_at=edition.created_at,
            actor_role=SYSTEM,
            action=Action.PUBLISH,
            edition=edition.number,
            facts=canonical_json(publication(edition)),
            previous=trail[-1].hash if trail else "",
        )
        entry.hash = entry.computed_hash()
        trail.append(entry)
    return trail


def _mark_wordings_used(now: datetime) -> None:
    used = NoticeVersion.objects.filter(notice__key__in=standards(), first_used_at=None)
    used.filter(language="de").update(first_used_at=now)
