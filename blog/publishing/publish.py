"""Publishing, scheduling, withdrawing: the only places where editions are made or ended.

Each runs in one transaction that first locks the post's row, so that two editors who press the
button at the same moment come one after the other (SQLite: IMMEDIATE transactions do the same).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blog.disclosing.disclose import disclose
from blog.disclosing.waiving import close_stale
from blog.editions.edition import Edition, EditionNotice, EditionPerson, EditionQuestion, EditionTag
from blog.models import Correction, Post, Series, SeriesQuestion, Tag
from blog.publishing.rendering import render
from blog.search import index as search_index, related
from disclosures.canonical import canonical_json, sha256
from disclosures.models import NoticeVersion
from disclosures.trail import Action, record
from events.models import Event
from people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class CorrectionNote:
    """What readers are told about a change of substance: a kind of `Correction.Kind`, a text.

    `top` sets it above the text; `by` names who demands a right of reply (§ 20 MStV).
    """

    kind: str
    text: str
    top: bool = False
    by: str = ""


@transaction.atomic
def publish(
    post: Post,
    *,
    by: User | None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    correction: CorrectionNote | None = None,
    substantial: bool = True,
    now: datetime | None = None,
) -> Edition:
    """Freeze `post` into a new edition, live from `starts_at` (default: now) to `ends_at`.

    The edition before ends at that moment; one that was only scheduled is taken back.
    `substantial=False` (a typo) leaves the date of the last change as it is.
    `now` is only for bringing in pieces that were published elsewhere before: the edition starts
    at that moment in the past, while its `created_at` still says when it was frozen here.
    Raises ValidationError naming what is missing, or if nothing has changed.
    """
    Post.objects.select_for_update().get(pk=post.pk)
    content = post.content()
    with translation.override(settings.LANGUAGE_CODE):  # reasons, in the newsroom's language
        told = disclose(post, content, _start(starts_at, now))
    blocking = [r for r in post.requirements(told) if r.blocking]
    if blocking:
        raise ValidationError([ValidationError(str(r.message), code=r.code) for r in blocking])
    close_stale(post, told, now or timezone.now())
    return _issue(post, told.on(content), by, starts_at, ends_at, correction, substantial, now)


@transaction.atomic
def publish_again(edition: Edition, *, by: User | None) -> Edition:
    """Publish the exact content of an older edition as a new one; the working copy stays."""
    post = Post.objects.select_for_update().get(pk=edition.post_id)
    return _issue(post, edition.data, by, None, None, None, substantial=True)


@transaction.atomic
def publish_content(
    edition: Edition,
    content: dict[str, Any],
    *,
    by: User | None,
    reason: str,
    notice: dict[str, Any] | None = None,
) -> Edition:
    """Put other content in the place of a live edition's without touching the working copy.

    For notices around a text: the date of its last change stays (docs/standards/texts.md#dates).
    `notice`, if one only got new words, is named in the trail.
    Raises ValidationError if the edition is no longer live, or if the next one is scheduled.
    """
    post = Post.objects.select_for_update().get(pk=edition.post_id)
    if not Edition.objects.live().filter(pk=edition.pk).exists():
        raise ValidationError(_("Meanwhile another edition is live."), code="superseded")
    if Edition.objects.filter(post=post).scheduled().exists():
        raise ValidationError(
            _("The next edition is scheduled; another one now would take it back."),
            code="scheduled",
        )
    new = _issue(post, content, by, None, edition.ends_at, None, substantial=False)
    record(post, Action.APPLY, actor=by, reason=reason, edition=new.number, notice=notice)
    return new


@transaction.atomic
def withdraw(post: Post, *, at: datetime | None = None, by: User | None = None) -> None:
    """Take the piece off the site at a moment (default: now); readers then get a 410 page.

    Editions that are only scheduled after that moment are taken back.
    """
    Post.objects.select_for_update().get(pk=post.pk)
    now = timezone.now()
    moment = max(at or now, now)
    _end(post, moment)
    _retire(post, now)
    record(post, Action.WITHDRAW, actor=by, facts={"at": moment.isoformat()})


@transaction.atomic
def unschedule(post: Post, *, by: User | None = None) -> None:
    """Take back what is scheduled; what is live stays live without an end."""
    Post.objects.select_for_update().get(pk=post.pk)
    _take_back_scheduled(post, timezone.now(), by)


def _start(starts_at: datetime | None, now: datetime | None) -> datetime:
    """Return when an edition begins: never before the present moment."""
    present = now or timezone.now()
    return max(starts_at or present, present)


def _issue(
    post: Post,
    content: dict[str, Any],
    by: User | None,
    starts_at: datetime | None,
    ends_at: datetime | None,
    correction: CorrectionNote | None,
    substantial: bool,
    now: datetime | None = None,
) -> Edition:
    now = now or timezone.now()
    start = _start(starts_at, now)
    if Edition.objects.filter(post_id=post.pk, created_at__gt=now, starts_at__gt=now).exists():
        raise ValidationError(_("A later edition of this piece exists; the past is closed."))
    if ends_at is not None and ends_at <= start:
        raise ValidationError({"ends_at": _("The end must be later than the beginning.")})
    text = canonical_json(content)
    _refuse_unchanged(post, sha256(text), start, ends_at, now)
    _take_back_scheduled(post, now, by)
    before = Edition.objects.filter(post_id=post.pk).live_at(start).first()
    _end(post, start)
    edition = _next_edition(post, content, text, start, substantial)
    edition.ends_at, edition.created_by = ends_at, by
    edition.save()
    _index(edition)
    _retire(post, now)
    if before is None or related.traits_of(before) != related.traits_of(edition):
        related.refresh(edition)
    _mark_wordings_used(edition, now)
    if correction:
        Correction.objects.create(
            post_id=post.pk,
            edition=edition,
            kind=correction.kind,
            text=correction.text,
            top=correction.top,
            by=correction.by,
            published_at=start,
        )
    _keep_record(post, edition, before, correction)
    post.on_published(edition)
    return edition


def _keep_record(
    post: Post, edition: Edition, before: Edition | None, correction: CorrectionNote | None
) -> None:
    """Write down which notices came and went with an edition, and that it was published."""
    now, then = _notices_of(edition), _notices_of(before)
    language = {"language": edition.language}
    write = partial(record, post, actor=edition.created_by, edition=edition.number)
    for notice in (told for key, told in now.items() if key not in then):
        action = Action.AUTO_ATTACH if notice["rule"] else Action.ATTACH
        facts, reason = notice.get("facts"), notice.get("because", "")
        write(action, notice=notice | language, facts=facts, reason=reason)
    for notice in (told for key, told in then.items() if key not in now):
        write(Action.DETACH, notice=notice | language)
    if correction:
        write(Action.CORRECT, reason=correction.text)
    labels = [label["key"] for label in edition.data["labels"]]
    start, end = edition.starts_at.isoformat(), edition.ends_at
    facts = {"sha256": edition.sha256, "labels": labels, "from": start}
    write(Action.PUBLISH, facts=facts | ({"until": end.isoformat()} if end else {}))


def _notices_of(edition: Edition | None) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the notices of an edition by what, about what, and where."""
    notices = edition.data["notices"] if edition else []
    return {(n["notice"], n.get("about", ""), n["position"]): n for n in notices}


def _next_edition(
    post: Post, content: dict[str, Any], text: str, start: datetime, substantial: bool
) -> Edition:
    newest = Edition.objects.filter(post_id=post.pk).order_by("-number").first()
    seen = Edition.objects.filter(post_id=post.pk).ever_live(start).order_by("-number").first()
    edition = Edition(
        post_id=post.pk,
        number=newest.number + 1 if newest else 1,
        kind=content["kind"],
        slug=content["slug"],
        language=content["language"],
        content=text,
        sha256=sha256(text),
        previous=newest.chain if newest else "",
        starts_at=start,
        published_at=seen.published_at if seen else start,
        modified_at=start if substantial or seen is None else seen.modified_at,
    )
    edition.chain = edition.chain_hash()
    derive(edition)
    return edition


def derive(edition: Edition, *, preview: bool = False) -> None:
    """Set the columns that follow from the frozen ones: what is rendered, what it belongs to."""
    render(edition, preview=preview)
    edition.event = _existing(Event, edition.data["event"])
    edition.series = _existing(Series, edition.data["series"])
    edition.original = _existing(Post, edition.data.get("translation_of"))


def _existing(model: Any, frozen: dict[str, Any] | None) -> Any:
    return model.objects.filter(pk=frozen["id"]).first() if frozen else None


def _index(edition: Edition) -> None:
    """List the edition under its topics and people, and make it findable."""
    tags = Tag.objects.filter(pk__in=[tag["id"] for tag in edition.data["tags"]])
    people = Person.objects.filter(pk__in={c["person"] for c in edition.data["credits"]})
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tag, published_at=edition.published_at) for tag in tags
    )
    EditionPerson.objects.bulk_create(
        EditionPerson(edition=edition, person=person, published_at=edition.published_at)
        for person in people
    )
    index_wordings([edition])
    index_questions([edition])
    search_index.index(edition)


def index_wordings(editions: Iterable[Edition]) -> None:
    """List editions under the wordings they carry; those already listed stay."""
    EditionNotice.objects.bulk_create(
        (
            EditionNotice(edition=edition, version_id=version)
            for edition in editions
            for version in edition.wordings
        ),
        ignore_conflicts=True,
    )


def index_questions(editions: Iterable[Edition]) -> None:
    """List editions under the questions of their series that they answer."""
    asked = [(edition, row) for edition in editions for row in edition.series_questions]
    wanted = {row["id"] for _edition, row in asked}
    known = set(SeriesQuestion.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    EditionQuestion.objects.bulk_create(
        (
            EditionQuestion(
                edition=edition,
                question_id=row["id"],
                anchor=row["anchor"],
                published_at=edition.published_at,
            )
            for edition, row in asked
            if row["id"] in known
        ),
        ignore_conflicts=True,
    )


def _end(post: Post, moment: datetime) -> None:
    """End what would still be valid at `moment`, and take back what was to start later."""
    editions = Edition.objects.filter(post_id=post.pk)
    editions.filter(starts_at__gte=moment).update(ends_at=F("starts_at"))
    editions.filter(starts_at__lt=moment).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=moment)
    ).update(ends_at=moment)


def _take_back_scheduled(post: Post, now: datetime, by: User | None) -> None:
    """Let what was to start later never start, and what is live go on without an end."""
    scheduled = Edition.objects.filter(post_id=post.pk).scheduled(now).order_by("starts_at").first()
    if scheduled is None:
        return
    editions = Edition.objects.filter(post_id=post.pk)
    editions.filter(pk=scheduled.pk).update(ends_at=F("starts_at"))
    editions.filter(ends_at=scheduled.starts_at).live_at(now).update(ends_at=None)
    record(post, Action.UNSCHEDULE, actor=by, edition=scheduled.number)


def _retire(post: Post, now: datetime) -> None:
    """Take editions that are surely over out of the index of live ones."""
    over = Edition.objects.filter(post_id=post.pk, retired=False, ends_at__lte=now)
    ids = list(over.values_list("pk", flat=True))
    for rows in (EditionTag, EditionPerson, EditionNotice, EditionQuestion):
        rows.objects.filter(edition__in=ids).delete()
    search_index.drop(ids)
    Edition.objects.filter(pk__in=ids).update(retired=True)


def _refuse_unchanged(
    post: Post, digest: str, start: datetime, ends_at: datetime | None, now: datetime
) -> None:
    """Refuse what is live already, or scheduled for that very moment; another moment is a change."""
    same = Edition.objects.filter(post_id=post.pk, sha256=digest, ends_at=ends_at).live_at(start)
    if same.filter(Q(starts_at__lte=now) | Q(starts_at=start)).exists():
        raise ValidationError(
            _("Nothing has changed since the last published edition."), code="unchanged"
        )


def _mark_wordings_used(edition: Edition, now: datetime) -> None:
    used = NoticeVersion.objects.filter(pk__in=edition.wordings, first_used_at=None)
    used.update(first_used_at=now)
