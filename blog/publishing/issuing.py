"""Issuing an edition: frozen content becomes what readers see from one moment to another.

Only `blog.publishing.publish` calls it, with the post's row locked.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from blog.editions.content import Content, read, same
from blog.editions.edition import Edition
from blog.models import Correction, Post
from blog.publishing.deriving import complete, derive
from blog.publishing.indexing import index
from blog.publishing.intervals import end_at, retire, take_back_scheduled
from blog.publishing.recording import keep_record
from blog.search import related
from disclosures.canonical import sha256
from disclosures.models import NoticeVersion


@dataclass(frozen=True)
class CorrectionNote:
    """What readers are told about a change of substance: a kind of `Correction.Kind`, a text.

    `top` sets it above the text; `by` names who demands a right of reply (§ 20 MStV).
    """

    kind: str
    text: str
    top: bool = False
    by: str = ""


@dataclass(frozen=True)
class Terms:
    """Who issues an edition, at which present moment, from when to when, and what changed for readers.

    `substantial=False` (a typo, a notice) leaves the date of the last change as it is. `in_bulk`: whoever
    brings in many works out what leads on from them once, at the end (`related.refresh_all`).
    """

    by: User | None
    now: datetime
    starts_at: datetime
    ends_at: datetime | None = None
    correction: CorrectionNote | None = None
    substantial: bool = True
    in_bulk: bool = False


def issue(post: Post, text: str, terms: Terms) -> Edition:
    """Make frozen content (canonical JSON) the post's edition on these terms.

    Raises ValidationError if the moments do not fit, or if nothing has changed.
    """
    if terms.ends_at is not None and terms.ends_at <= terms.starts_at:
        raise ValidationError({"ends_at": _("The end must be later than the beginning.")})
    others = Edition.objects.filter(post_id=post.pk).exists()  # none, and nothing has to make way
    before = _make_way(post, text, terms) if others else None
    edition = _next_edition(post, text, terms, first=not others)
    index(edition)
    if others:
        retire(post, terms.now)
    if not terms.in_bulk and _leads_on_anew(before, edition):
        related.refresh(edition)
    keep_record(post, edition, before, _told_correction(edition, terms))
    return edition


def _leads_on_anew(before: Edition | None, edition: Edition) -> bool:
    """Tell whether other pieces lead on from this one now; a page of the site's own leads nowhere on."""
    if edition.kind == "page":
        return False
    return before is None or related.traits_of(before) != related.traits_of(edition)


def _make_way(post: Post, text: str, terms: Terms) -> Edition | None:
    """End what readers would see on from that moment; return what they see until then."""
    now = terms.now
    editions = Edition.objects.filter(post_id=post.pk)
    if editions.filter(created_at__gt=now, starts_at__gt=now).exists():
        raise ValidationError(_("A later edition of this piece exists; the past is closed."))
    _refuse_unchanged(post, read(text), terms)
    take_back_scheduled(post, now, terms.by)
    before = editions.live_at(terms.starts_at).first()
    end_at(post, terms.starts_at)
    return before


def _refuse_unchanged(post: Post, content: Content, terms: Terms) -> None:
    """Refuse what is live already, or scheduled for that very moment; another moment is a change."""
    then = Edition.objects.filter(post_id=post.pk, ends_at=terms.ends_at).live_at(terms.starts_at)
    known = then.filter(Q(starts_at__lte=terms.now) | Q(starts_at=terms.starts_at)).first()
    if known and same(complete(known), content):
        raise ValidationError(
            _("Nothing has changed since the last published edition."), code="unchanged"
        )


def _next_edition(post: Post, text: str, terms: Terms, *, first: bool) -> Edition:
    """Save the edition that follows all others; its first publication and last change stay known."""
    known = Edition.objects.none() if first else Edition.objects.filter(post_id=post.pk)
    editions = known.order_by("-number")
    newest, seen = editions.first(), editions.ever_live(terms.starts_at).first()
    content = read(text)
    edition = Edition(
        post_id=post.pk,
        number=newest.number + 1 if newest else 1,
        kind=content.kind,
        slug=content.slug,
        language=content.language,
        content=text,
        sha256=sha256(text),
        previous=newest.chain if newest else "",
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        published_at=seen.published_at if seen else terms.starts_at,
        modified_at=seen.modified_at if seen and not terms.substantial else terms.starts_at,
        created_by=terms.by,
        recap=seen.recap if seen else False,  # for content from before it was frozen
    )
    edition.chain = edition.chain_hash()
    derive(edition)
    edition.save()
    used = NoticeVersion.objects.filter(pk__in=edition.piece.wordings, first_used_at=None)
    used.update(first_used_at=terms.now)
    return edition


def _told_correction(edition: Edition, terms: Terms) -> Correction | None:
    """Save what readers are told of the change, if they are."""
    note = terms.correction
    if note is None:
        return None
    return Correction.objects.create(
        post_id=edition.post_id,
        edition=edition,
        kind=note.kind,
        text=note.text,
        top=note.top,
        by=note.by,
        published_at=terms.starts_at,
    )
