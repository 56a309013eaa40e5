"""The content of a piece as values for canonical JSON: what publishing freezes of its working copy.

Everything a reader sees and that must not change later is in here: text, names and role lines as
of now, sources, captions, credits, topics. Labels and notices follow from it (`blog.disclosing.disclose`).
What lives on (event, tickets, age, corrections) is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation

from media.models import Image
from prose.figures import figure_ids
from prose.sanitising import sanitise

if TYPE_CHECKING:
    from blog.models import Credit, Post
    from events.models import Event

SCHEMA = 3
Values = dict[str, Any]


def post_content(post: Post) -> Values:
    """Return the content that every kind of post has; kinds add to it."""
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
            "credits": [freeze_credit(credit) for credit in credits_of(post)],
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
            **freeze_translation(post),
        }


def credits_of(post: Post) -> list[Credit]:
    """Return the credits with their people, in order."""
    rows = post.credits.select_related("person__portrait", "person__affiliation")
    return list(rows.order_by("ordering"))


def freeze_credit(credit: Credit) -> Values:
    """Return a person's part with name and role line as of now."""
    person = credit.person
    return {
        "role": credit.role,
        "role_name": credit.get_role_display(),
        "person": person.pk,
        "slug": person.slug,
        "name": person.full_name,
        "role_line": credit.role_line or person.role_line or _affiliation(credit),
        "affiliation": _affiliation(credit),
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


def freeze_translation(post: Post) -> Values:
    """Return which piece this one is a translation of; nothing for all others.

    No empty value for those: their content, and so its hash, is what it was before.
    """
    original = post.translation_of
    if original is None:
        return {}
    return {"translation_of": {"id": original.pk, "language": original.language}}


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
            "archived_url": source.archived_url,
        }
        for number, source in enumerate(post.sources.order_by("ordering"), start=1)
    ]


def _affiliation(credit: Credit) -> str:
    return credit.person.affiliation.name if credit.person.affiliation else ""
