"""What publishing freezes: the whole piece as values for canonical JSON.

Everything a reader sees and that must not change later is in here: text, names and role lines as
of now, notices in their exact wording, sources, captions, credits, topics. What lives on (event,
tickets, age, corrections) is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from events.ambassadors import ambassador_of
from media.models import Image
from prose.figures import figure_ids
from prose.sanitising import sanitise

if TYPE_CHECKING:
    from blog.models import Credit, Disclosure, Post
    from events.models import Event

SCHEMA = 1
Values = dict[str, Any]


def freeze_post(post: Post) -> Values:
    """Return what every kind of post freezes; kinds add to it."""
    with translation.override(post.language):
        body = sanitise(post.body, "article")
        return {
            "schema": SCHEMA,
            "kind": post.kind,
            "slug": post.slug,
            "language": post.language,
            "title": post.title.strip(),
            "standfirst": post.standfirst.strip(),
            "body": body,
            "image": post.image.frozen() if post.image else None,
            "images": freeze_images(body),
            "labels": labels(post),
            "credits": [freeze_credit(credit, post.event) for credit in credits_of(post)],
            "discuss": post.discuss.strip(),
            "event": freeze_event(post.event) if post.event else None,
            "series": {"id": post.series.pk, "slug": post.series.slug, "name": post.series.name}
            if post.series
            else None,
            "tags": [
                {"id": tag.pk, "slug": tag.slug, "name": tag.name}
                for tag in post.tags.order_by("name", "pk")
            ],
            "sources": freeze_sources(post),
            "notices": freeze_notices(post),
        }


def credits_of(post: Post) -> list[Credit]:
    """Return the credits with their people, in order."""
    rows = post.credits.select_related("person__portrait", "person__affiliation")
    return list(rows.order_by("ordering"))


def labels(post: Post) -> list[Values]:
    """Return the labels that stand first in the article and in every teaser of it."""
    guests = post.credits.filter(role="author", person__newsroom=False)
    if post.kind == "interview":
        return [{"key": "interview", "text": _("Interview")}]
    return [{"key": "guest", "text": _("Guest post")}] if guests.exists() else []


def freeze_credit(credit: Credit, event: Event | None) -> Values:
    """Return a person's part with name and role line as of now."""
    person = credit.person
    roles = [credit.role_line or person.role_line or _affiliation(credit)]
    if event and event.ambassadorships.filter(person=person).exists():
        roles.append(ambassador_of(person, event.hashtag or event.name))
    return {
        "role": credit.role,
        "role_name": credit.get_role_display(),
        "person": person.pk,
        "slug": person.slug,
        "name": person.full_name,
        "role_line": ", ".join(role for role in roles if role),
        "affiliation": person.affiliation.name if person.affiliation else "",
        "newsroom": person.newsroom,
        "portrait": person.portrait.frozen() if person.portrait else None,
    }


def freeze_event(event: Event) -> Values:
    """Return what the text itself says about its event; its state stays live."""
    return {
        "id": event.pk,
        "slug": event.slug,
        "name": event.name,
        "hashtag": event.hashtag or "",
    }


def freeze_images(*texts: str) -> Values:
    """Return every image that figures in the texts name, by id."""
    wanted = {pk for text in texts for pk in figure_ids(text)}
    return {str(image.pk): image.frozen() for image in Image.objects.filter(pk__in=wanted)}


def freeze_sources(post: Post) -> list[Values]:
    """Return the sources, numbered from 1."""
    return [
        {
            "number": number,
            "kind": source.kind,
            "kind_name": source.get_kind_display(),
            "title": source.title,
            "author": source.author,
            "publisher": source.publisher,
            "published_on": source.published_on.isoformat() if source.published_on else "",
            "url": source.url,
            "accessed_on": source.accessed_on.isoformat() if source.accessed_on else "",
        }
        for number, source in enumerate(post.sources.order_by("ordering"), start=1)
    ]


def freeze_notices(post: Post) -> list[Values]:
    """Return the exact wording of every notice, in order; a notice without wording is left out.

    `requirements()` refuses to publish a post with such a notice.
    """
    return [
        values
        for disclosure in disclosures_of(post)
        if (values := _freeze_notice(disclosure, post.language))
    ]


def disclosures_of(post: Post) -> list[Disclosure]:
    """Return the notices attached to a post, with every wording, in order."""
    rows = post.disclosures.select_related("notice").prefetch_related("notice__versions")
    return list(rows.order_by("ordering"))


def _freeze_notice(disclosure: Disclosure, language: str) -> Values | None:
    version = disclosure.notice.wording(language)
    if version is None:
        return None
    return {
        "notice": disclosure.notice.key,
        "version": version.pk,
        "number": version.number,
        "heading": version.heading,
        "text": sanitise(version.text, "simple"),
        "position": disclosure.position or disclosure.notice.position,
        "rule": "",
    }


def _affiliation(credit: Credit) -> str:
    return credit.person.affiliation.name if credit.person.affiliation else ""
