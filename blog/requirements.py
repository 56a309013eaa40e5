"""What a working copy needs before it can be published, and what is worth a second look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.freezing import disclosures_of
from prose.sanitising import plain_text

if TYPE_CHECKING:
    from blog.models import Post


@dataclass(frozen=True)
class Requirement:
    """One thing to do before publishing, in the editor's words.

    `field` names the form field or inline (a prefix such as `credits`) that solves it.
    `blocking` ones prevent publishing; the others are advice.
    """

    code: str
    message: str | Promise
    field: str = ""
    blocking: bool = True


def post_requirements(post: Post) -> list[Requirement]:
    """Return what every kind of post needs; kinds add to it."""
    return [*_text(post), *_people(post), *_notices(post), *_looks(post)]


def _text(post: Post) -> list[Requirement]:
    if post.kind == "post" and not plain_text(post.body).strip():
        return [Requirement("text", _("The text is empty."), "body")]
    return []


def _people(post: Post) -> list[Requirement]:
    if post.kind == "post" and not post.credits.filter(role="author").exists():
        return [Requirement("author", _("Nobody is named as the author."), "credits")]
    return []


def _notices(post: Post) -> list[Requirement]:
    return [
        Requirement(
            "notice_wording",
            _("The notice “%(notice)s” has no wording in the language of this piece.")
            % {"notice": disclosure.notice},
            "disclosures",
        )
        for disclosure in disclosures_of(post)
        if disclosure.notice.wording(post.language) is None
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
