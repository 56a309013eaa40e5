"""What a working copy needs before it can be published, and what is worth a second look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.link_check.state import dead_sources
from blog.publishing.citations import unknown_citations
from prose.sanitising import plain_text

if TYPE_CHECKING:
    from blog.disclosing.disclose import Disclosed
    from blog.models import Post


@dataclass(frozen=True)
class Requirement:
    """One thing to do before publishing, in the editor's words.

    `field` names the form field or inline (a prefix such as `credits`) that solves it.
    `blocking` ones prevent publishing; the others are advice. `answers` solve it with one click:
    pairs of a value for `blog.admin.answers` and the words on the button.
    """

    code: str
    message: str | Promise
    field: str = ""
    blocking: bool = True
    answers: tuple[tuple[str, str], ...] = ()


def post_requirements(post: Post, disclosed: Disclosed) -> list[Requirement]:
    """Return what every kind of post needs; kinds add to it."""
    return [
        *_text(post),
        *_people(post),
        *_disclosure(disclosed),
        *_sources(post),
        *_looks(post),
    ]


def _text(post: Post) -> list[Requirement]:
    if post.kind == "post" and not plain_text(post.body).strip():
        return [Requirement("text", _("The text is empty."), "body")]
    return []


def _people(post: Post) -> list[Requirement]:
    if post.kind == "post" and not post.credits.filter(role="author").exists():
        return [Requirement("author", _("Nobody is named as the author."), "credits")]
    return []


def _disclosure(disclosed: Disclosed) -> list[Requirement]:
    """Turn what the rules ask into requirements."""
    return [
        Requirement("disclosure", ask.message, ask.field, ask.blocking, ask.answers)
        for ask in disclosed.asks
    ]


def _sources(post: Post) -> list[Requirement]:
    """Name citations of sources that are not there, and sources that answer no more."""
    found = [
        Requirement(
            "citation",
            _("The text cites [%(number)s], but there is no such source.") % {"number": number},
            "sources",
            blocking=False,
        )
        for number in unknown_citations(post.content())
    ]
    return found + [
        Requirement(
            "dead_source",
            _("The source “%(title)s” does not answer any more.") % {"title": source.title},
            "sources",
            blocking=False,
        )
        for source in dead_sources(post)
    ]


def _looks(post: Post) -> list[Requirement]:
    found = []
    if not post.standfirst.strip():
        found.append(
            Requirement(
                "standfirst",
                _("Without a standfirst, lists and search show the beginning of the text."),
                "standfirst",
                blocking=False,
            )
        )
    if post.image is None:
        found.append(
            Requirement(
                "image", _("There is no image for lists and sharing."), "image", blocking=False
            )
        )
    return found
