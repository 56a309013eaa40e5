"""What a working copy needs before it can be published, and what is worth a second look."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, ngettext

from blog.disclosing.disclose import Disclosed
from blog.editions.content import Content
from blog.editions.texts import htmls_of
from blog.link_check.state import dead_sources
from blog.models import Post
from blog.publishing.citations import unknown_citations
from people.models import Person
from prose.figures import figure_ids
from prose.sanitising import plain_text


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


def requirements(post: Post, content: Content, told: Disclosed) -> list[Requirement]:
    """Return what a working copy with this content needs, of which readers are told this."""
    return [
        *requirements_of_kind(post, content),
        *_disclosure(told),
        *_figures(content),
        *_sources(post, content),
        *_looks(content),
        *_newsroom(content),
    ]


@singledispatch
def requirements_of_kind(post: Post, content: Content) -> list[Requirement]:
    """Return what only this kind of piece needs: a post a text and an author.

    Another kind registers its own (`interviews.requirements`).
    """
    found = []
    if not plain_text(content.body).strip():
        found.append(Requirement("text", _("The text is empty."), "body"))
    if not any(credit.role == "author" for credit in content.credits):
        found.append(Requirement("author", _("Nobody is named as the author."), "credits"))
    return found


def _disclosure(told: Disclosed) -> Iterator[Requirement]:
    """Turn what the rules ask into requirements."""
    for ask in told.asks:
        yield Requirement("disclosure", ask.message, ask.field, ask.blocking, ask.answers)


def _figures(content: Content) -> Iterator[Requirement]:
    """Name figures of the text whose picture is not there any more: they would vanish unsaid."""
    missing = [
        pk for html in htmls_of(content) for pk in figure_ids(html) if pk not in content.images
    ]
    if missing:
        said = ngettext(
            "A picture in the text is not there any more: take the figure out, or choose another.",
            "%(number)d pictures in the text are not there any more: take the figures out, or"
            " choose others.",
            len(missing),
        )
        yield Requirement("figure", said % {"number": len(missing)}, "body")


def _sources(post: Post, content: Content) -> Iterator[Requirement]:
    """Name citations of sources that are not there, and sources that answer no more."""
    for number in unknown_citations(content):
        said = _("The text cites [%(number)s], but there is no such source.") % {"number": number}
        yield Requirement("citation", said, "sources", blocking=False)
    for source in dead_sources(post) if content.sources else ():
        said = _("The source “%(title)s” does not answer any more.") % {"title": source.title}
        yield Requirement("dead_source", said, "sources", blocking=False)


def _newsroom(content: Content) -> Iterator[Requirement]:
    """Say on a new site why its own people are called guests: nobody is marked as newsroom yet."""
    authors = [credit for credit in content.credits if credit.role == "author"]
    own = any(credit.newsroom for credit in authors)
    if authors and not own and not Person.objects.filter(newsroom=True).exists():
        said = _(
            "Nobody belongs to the newsroom yet, so readers are told that this is a guest post."
            " Tick “belongs to the newsroom” at your own people."
        )
        yield Requirement("newsroom", said, "credits", blocking=False)


def _looks(content: Content) -> Iterator[Requirement]:
    if not content.standfirst:
        said = _("Without a standfirst, lists and search show the beginning of the text.")
        yield Requirement("standfirst", said, "standfirst", blocking=False)
    if content.image is None:
        said = _("There is no image for lists and sharing.")
        yield Requirement("image", said, "image", blocking=False)
