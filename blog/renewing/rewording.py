"""New wordings of notices on live pieces: which carry an older one, and putting the new one there.

The facts on which a notice rests stay as they were frozen; only its words change. The date of the
last change of the text stays, too.
"""

from dataclasses import dataclass, replace
from typing import Self

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from blog.editions.content import Content, ToldNotice, Wording
from blog.editions.edition import Edition
from blog.editions.indexes import EditionNotice
from blog.publishing.deriving import complete
from blog.publishing.publish import publish_content
from disclosures.canonical import sha256
from disclosures.library import Unfilled, filled
from disclosures.models import NoticeVersion
from prose.sanitising import sanitise

Told = ToldNotice | Wording


def carrying(versions: QuerySet[NoticeVersion]) -> QuerySet[Edition]:
    """Return the live editions that carry any of these wordings, each once, newest first."""
    rows = EditionNotice.objects.filter(version__in=versions)
    return (
        Edition.objects.live()
        .filter(pk__in=rows.values("edition"))
        .order_by("-published_at", "-pk")
    )


def older(version: NoticeVersion) -> QuerySet[NoticeVersion]:
    """Return the wordings of the same notice and language that a version has replaced."""
    before = Q(valid_from__lt=version.valid_from) | Q(
        valid_from=version.valid_from, number__lt=version.number
    )
    same = NoticeVersion.objects.filter(notice=version.notice_id, language=version.language)
    return same.filter(before)


def outdated(version: NoticeVersion) -> QuerySet[Edition]:
    """Return the live editions that carry an older wording than this one."""
    return carrying(older(version))


def waiting(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return those whose next edition is scheduled: another one now would take it back."""
    return editions.filter(_next_one())


def ready(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return those of which no next edition is scheduled."""
    return editions.exclude(_next_one())


def _next_one() -> Exists:
    return Exists(Edition.objects.scheduled().filter(post=OuterRef("post")))


def reworded(edition: Edition, version: NoticeVersion) -> Content:
    """Return the content of an edition with this wording in place of older ones.

    Raises Unfilled if the wording has a placeholder for which the edition keeps no value.
    """
    replaced = set(older(version).values_list("pk", flat=True))
    content = complete(edition)
    intro = content.notices_intro
    return replace(
        content,
        notices=tuple(
            _with_words(told, version) if told.version in replaced else told
            for told in content.notices
        ),
        live_notices={
            key: _with_bare_words(told, version) if told.version in replaced else told
            for key, told in content.live_notices.items()
        },
        notices_intro=_with_bare_words(intro, version)
        if intro and intro.version in replaced
        else intro,
    )


def _with_words(told: ToldNotice, version: NoticeVersion) -> ToldNotice:
    text = filled(sanitise(version.text, "simple"), told.placeholders, html=True)
    return replace(
        told,
        version=version.pk,
        number=version.number,
        heading=filled(version.heading, told.placeholders, html=False),
        text=text,
        sha256=sha256(text),
    )


def _with_bare_words(told: Wording, version: NoticeVersion) -> Wording:
    """Put in the words of what is frozen without values: the clock fills it, or nothing does."""
    return replace(
        told,
        version=version.pk,
        number=version.number if told.number else 0,
        heading=version.heading,
        text=sanitise(version.text, "simple"),
    )


def apply_wording(edition: Edition, version: NoticeVersion, *, by: User | None) -> Edition:
    """Publish a live edition anew with this wording and with nothing else changed.

    Raises Unfilled if a value is missing, ValidationError if the edition is no longer live or if
    the next one is scheduled.
    """
    notice = version.notice
    said = _("New wording of the notice “%(notice)s”: version %(number)s.")
    return publish_content(
        edition,
        reworded(edition, version),
        by=by,
        reason=said % {"notice": notice.name, "number": version.number},
        notice={
            "notice": notice.key,
            "version": version.pk,
            "text": version.text,
            "language": version.language,
        },
    )


@dataclass(frozen=True)
class Renewal:
    """What a wording would change on a live piece, or the placeholder that nothing fills."""

    edition: Edition
    before: list[Told]
    after: list[Told]
    unfilled: str = ""

    @classmethod
    def of(cls, edition: Edition, version: NoticeVersion) -> Self:
        """Compare the notices of a piece with those it would have."""
        then = _told(edition.piece)
        try:
            now = _told(reworded(edition, version))
        except Unfilled as gap:
            return cls(edition, [], [], f"{{{gap}}}")
        changed = [key for key, told in now.items() if told.version != then[key].version]
        return cls(edition, [then[key] for key in changed], [now[key] for key in changed])


def _told(content: Content) -> dict[str, Told]:
    """Return everything of the library in a content, by its place there."""
    told: dict[str, Told] = {f"notices.{n}": one for n, one in enumerate(content.notices)}
    intro = content.notices_intro
    return told | content.live_notices | ({"intro": intro} if intro else {})
