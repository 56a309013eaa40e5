"""One list of what became of a piece, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from reversion.models import Version

from blog.editions.edition import Edition
from blog.history.fact_words import FactWords
from blog.history.trail_words import in_rows, named
from blog.models import Post
from disclosures.trail import Action, entries
from forms.moments import in_words

MOST = 200  # of each kind


@dataclass(frozen=True)
class Entry:
    """Something that was done: when, by whom, what; `state` if the piece can be seen as it was then."""

    when: datetime
    who: str
    kind: str
    said: str
    note: str = ""
    state: str = ""
    edition: Edition | None = None
    is_live: bool = False
    address: str = ""


def timeline(post: Post, *, comments: bool) -> list[Entry]:
    """Return what was done; comments only for those who may take part in them."""
    found = [*_saved(post), *_published(post), *_done(post), *(_said(post) if comments else ())]
    return sorted(found, key=lambda one: one.when, reverse=True)


def _saved(post: Post) -> Iterator[Entry]:
    versions = Version.objects.get_for_object_reference(type(post), post.pk)
    rows = versions.select_related("revision__user").defer("serialized_data").order_by("-pk")[:MOST]
    address = f"admin:{post._meta.app_label}_{post._meta.model_name}_revision"
    for version in rows:
        revision = version.revision
        yield Entry(
            revision.date_created,
            named(revision.user),
            "saved",
            _("Saved"),
            state=f"v{version.pk}",
            address=reverse(address, args=[post.pk, version.pk]),
        )


def _published(post: Post) -> Iterator[Entry]:
    """Yield editions; only those that readers saw, or will, are numbered."""
    now, number = timezone.now(), 0
    for edition in post.editions.select_related("correction", "created_by").order_by("number"):
        taken_back = edition.ends_at is not None and edition.ends_at <= edition.starts_at
        number += not taken_back
        words = {"number": number, "moment": in_words(edition.starts_at)}
        if taken_back:
            said = _("Scheduled for %(moment)s; taken back before anybody saw it") % words
        elif edition.starts_at > now:
            said = _("Edition %(number)s, scheduled for %(moment)s") % words
        else:
            said = _("Published as edition %(number)s") % words
        ended = edition.ends_at is not None and edition.ends_at <= now
        correction = getattr(edition, "correction", None)
        yield Entry(
            edition.created_at,
            named(edition.created_by),
            "edition",
            said,
            f"{correction.get_kind_display()}: {correction.text}" if correction else "",
            f"e{edition.number}",
            edition,
            edition.starts_at <= now and not ended,
        )


def _done(post: Post) -> Iterator[Entry]:
    """Yield the trail, but for what editions say themselves."""
    trail = list(entries(post).exclude(action=Action.PUBLISH).order_by("-number")[:MOST])
    for row in in_rows(trail, FactWords([])):
        what = str(row.entry.get_action_display())
        said = f"{what[:1].upper()}{what[1:]}" + (f": {row.notice}" if row.notice else "")
        yield Entry(row.entry.occurred_at, row.who, "trail", said, row.entry.reason)


def _said(post: Post) -> Iterator[Entry]:
    for comment in post.comments.select_related("resolved_by")[:MOST]:
        words = Truncator(comment.text).chars(140)
        what = _("Reply") if comment.reply_to_id else _("Comment")
        yield Entry(comment.written_at, comment.name, "comment", what, words)
        if comment.resolved_at:
            who = named(comment.resolved_by)
            yield Entry(comment.resolved_at, who, "comment", _("Comment resolved"), words)
