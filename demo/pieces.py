"""The demo's posts and interviews, written and published in the order of their dates."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from blog.editions.texts import text_hash
from blog.models import (
    AIUse,
    Credit,
    Declaration,
    Disclosure,
    EditorialApproval,
    Post,
    Source,
    Tie,
)
from blog.publishing.publish import CorrectionNote, publish, withdraw
from demo.manuscripts import Manuscript, manuscripts
from demo.world import World, at
from disclosures.models import Notice
from disclosures.vocabulary import Consideration, Influence, Part
from interviews.models import Authorisation, Exchange, Interview
from interviews.series_questions import adopt
from pages.models import Site

FRIDAY = 4


def load_pieces(world: World, by: User, now: datetime) -> int:
    """Write and publish the pieces that are not there yet; return how many these were."""
    figures = {key: image.pk for key, image in world.images.items()}
    pieces = [
        piece for piece in manuscripts("pieces", world.words, figures) if not _there(piece.key)
    ]
    for piece in sorted(pieces, key=lambda one: -one.front.get("days_ago", 0)):
        _publish(piece, _write(piece, world, by, now), by, now)
    return len(pieces)


def _there(slug: str) -> bool:
    return Post.objects.filter(Q(slug=slug) | Q(editions__slug=slug)).exists()


def _ago(now: datetime, days: int, hour: int = 8) -> datetime:
    """Return an hour of the working day so many days ago, or of the last one before it."""
    day = timezone.localdate(now) - timedelta(days=days)
    weekend = max(0, day.weekday() - FRIDAY)
    return at(day - timedelta(days=weekend), hour, 30)


def _write(piece: Manuscript, world: World, by: User, now: datetime) -> Post:
    front = piece.front
    values: dict[str, Any] = {
        "title": front["title"],
        "slug": piece.key,
        "language": front.get("language", "de"),
        "translation_of": Post.objects.filter(slug=front.get("translation_of", "")).first(),
        "standfirst": front["standfirst"],
        "body": piece.body,
        "image": world.images.get(front.get("image", "")),
        "event": world.events.get(front.get("event", "")),
        "series": world.series if front.get("series") else None,
        "discuss": front.get("discuss", ""),
        "recap": front.get("recap", False),
        "promotes_event": front.get("promotes_event", False if "event" in front else None),
        "reports_because": "Der Beitrag handelt vom Handwerk, nicht von der Veranstaltung.",
        "no_external_sources": "sources" not in front,
        "created_by": by,
        "created_at": _ago(now, front.get("days_ago", 1) + 14, 10),
    }
    interview = front.get("kind") == "interview"
    post = _interview(piece, values, now) if interview else Post.objects.create(**values)
    _surroundings(post, front, world, now)
    if isinstance(post, Interview):
        _exchanges(post, piece, world)
        adopt(post)
        _sign_off(post, front, now)
    _approve(post, front, world, now)
    return post


def _interview(piece: Manuscript, values: dict[str, Any], now: datetime) -> Interview:
    front = piece.front
    return Interview.objects.create(
        **values,
        closing=piece.closing,
        mode=front["mode"],
        held_on=timezone.localdate(_ago(now, front["held_days_ago"])),
        shortened=front["shortened"],
        authorisation_agreed="full" if "authorised" in front else "none",
    )


def _surroundings(post: Post, front: dict[str, Any], world: World, now: datetime) -> None:
    post.tags.add(*front["tags"])
    for number, (role, key, *line) in enumerate(front["credits"], start=1):
        Credit.objects.create(
            post=post,
            person=world.people[key],
            role=role,
            role_line=line[0] if line else "",
            ordering=number,
        )
    for number, source in enumerate(front.get("sources", []), start=1):
        read_on = timezone.localdate(_ago(now, front["days_ago"] + 3)) if "url" in source else None
        Source.objects.create(post=post, ordering=number, accessed_on=read_on, **source)
    _records(post, front, world)
    for row in front.get("declarations", []):
        Declaration.objects.create(
            post=post,
            person=world.people[row["person"]],
            kind=row["kind"],
            organisation=world.organisations.get(row.get("organisation", "")),
            ai_degree=row.get("ai_degree"),
            text=row.get("text", ""),
            declared_at=_ago(now, front["days_ago"] + 2),
        )


def _records(post: Post, front: dict[str, Any], world: World) -> None:
    """Write down what the notices of a piece rest on."""
    for row in front.get("ties", []):
        Tie.objects.create(
            post=post,
            organisation=world.organisations[row["organisation"]],
            part=row.get("part", Part.NAMED),
            consideration=row.get("consideration", Consideration.NONE),
            influence=row.get("influence", Influence.NONE),
            evidence="Im Redaktionsgespräch festgehalten",
        )
    for row in front.get("ai", []):
        AIUse.objects.create(post=post, **row)
    for number, key in enumerate(front.get("take_up", []), start=1):
        notice = Notice.objects.get(key=key)
        Disclosure.objects.create(post=post, notice=notice, ordering=number)


def _approve(post: Post, front: dict[str, Any], world: World, now: datetime) -> None:
    if "approved_by" in front:
        person = world.people[front["approved_by"]]
        approval = EditorialApproval(
            post=post,
            reviewer=person,
            responsible=person,
            text_sha256=text_hash(post.content()),
            approved_at=_ago(now, front["days_ago"] + 1, 15),
            **dict.fromkeys(EditorialApproval.CHECKS, True),
        )
        if person.user:
            approval.record_by(person.user)
        approval.save()


def _exchanges(interview: Interview, piece: Manuscript, world: World) -> None:
    number = 0
    for question, answers in piece.exchanges:
        for place, answer in enumerate(answers):
            number += 1
            Exchange.objects.create(
                interview=interview,
                ordering=number,
                question="" if place else question,
                answer=answer.html,
                answered_by=world.people.get(answer.by),
            )


def _sign_off(interview: Interview, front: dict[str, Any], now: datetime) -> None:
    if "authorised" not in front:
        return
    guest = interview.credits.get(role=Credit.Role.INTERVIEWEE).person
    Authorisation.objects.create(
        interview=interview,
        person=guest,
        text_sha256=text_hash(interview.content()),
        authorised_at=_ago(now, front["days_ago"] + 2, 17),
        note=front["authorised"],
    )


def _publish(piece: Manuscript, post: Post, by: User, now: datetime) -> None:
    status = piece.front.get("status", "live")
    if status == "draft":
        return
    moment = _ago(now, piece.front["days_ago"])
    if status == "scheduled":
        publish(post, by=by, starts_at=moment)
    elif "correction" in piece.front:
        _publish_and_correct(post, piece.front["correction"], by, moment, now)
    else:
        publish(post, by=by, now=moment)
    if status == "withdrawn":
        withdraw(post)
    if days := piece.front.get("pinned_days"):
        until = at(timezone.localdate(now) + timedelta(days=days), 8)
        Site.objects.filter(lead=None).update(lead=post, lead_until=until)


def _publish_and_correct(
    post: Post, correction: dict[str, Any], by: User, moment: datetime, now: datetime
) -> None:
    right = post.body
    for true, false in correction["before"]:
        post.body = post.body.replace(true, false)
    post.save()
    publish(post, by=by, now=moment)
    post.body = right
    post.save()
    note = CorrectionNote(correction["kind"], correction["text"])
    publish(post, by=by, now=_ago(now, correction["days_ago"], 11), correction=note)
