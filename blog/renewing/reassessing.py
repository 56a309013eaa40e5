"""What readers should be told of live pieces now that the facts around them have changed.

A sponsor is added to an event, a waiver ends: the text stays, the notices do not. Pieces that may
be concerned are found through indexes; each is then decided on by the same rules, and what comes
of it can be put in place as a new edition. The date of the last change stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blog.disclosing.disclose import DISCLOSED, Disclosed, Wordings, disclose
from blog.disclosing.waiving import close_stale
from blog.editions.edition import Edition
from blog.models import Post
from blog.models.records import Tie, Waiver
from blog.publishing.publish import publish_content
from blog.search import search
from events.models import Speaker
from people.mentions import Index
from people.models import Organisation
from people.name_forms import forms_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from events.models import Event

Values = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """What would change on a live piece: notices and labels that come and that go."""

    edition: Edition
    content: Values
    told: Disclosed
    new: list[Values]
    gone: list[Values]
    asks: list[str]

    @property
    def needed(self) -> bool:
        """Tell whether readers would be told anything else."""
        return bool(self.new or self.gone or self.asks)

    @property
    def ready(self) -> bool:
        """Tell whether it can be put in place without asking anybody."""
        return bool(self.new or self.gone) and not self.asks


def concerned_by(event: Event) -> QuerySet[Edition]:
    """Return the live pieces that name, quote or let speak anybody who stands behind an event."""
    organisations = Organisation.objects.filter(sponsorships__event=event).distinct()
    ambassadors = event.ambassadorships.values_list("person", flat=True)
    speakers = Speaker.objects.filter(item__event=event).values_list("person", flat=True)
    of_people = Q(event=event, person_rows__person__in=[*ambassadors, *speakers])
    return _live(_naming(organisations) | of_people)


def naming(organisation: Organisation) -> QuerySet[Edition]:
    """Return the live pieces with a tie to an organisation, its people, or its name in the text."""
    return _live(_naming([organisation]))


def with_expired_waivers() -> QuerySet[Edition]:
    """Return the live pieces that leave out what they may not leave out any more."""
    over = Waiver.objects.filter(withdrawn_at=None, expires_at__lte=timezone.now())
    return _live(Q(post__in=over.values("post")))


def _naming(organisations: Iterable[Organisation]) -> Q:
    found = list(organisations)
    tied = Tie.objects.filter(organisation__in=found).values("post")
    names = {
        " ".join(form.words)
        for organisation in found
        for name in organisation.names()
        for form in forms_of(name, person=False)
        if not form.ordinary
    }
    return (
        Q(post__in=tied)
        | Q(person_rows__person__affiliation__in=found)
        | Q(pk__in=search.saying(names))
    )


def _live(concerned: Q) -> QuerySet[Edition]:
    """Return live editions by a condition, each once, newest first."""
    ids = Edition.objects.live().filter(concerned).values("pk")
    return Edition.objects.filter(pk__in=ids).order_by("-published_at", "-pk")


def change_of(
    edition: Edition, wordings: Wordings | None = None, index: Index | None = None
) -> Change:
    """Decide anew on a live piece; its text and what it says already stay as they are."""
    post = Post.objects.get(pk=edition.post_id)
    before = edition.data
    with translation.override(settings.LANGUAGE_CODE):
        told = disclose(post, _bare(before), timezone.now(), wordings=wordings, index=index)
    kept, new, gone = _compared(before.get("notices", []), told.notices)
    content = told.on(_bare(before)) | {
        "notices": kept,
        "live_notices": _live_notices(before, told),
    }
    return Change(
        edition=edition,
        content=content,
        told=told,
        new=new + _labels_only_in(content, before),
        gone=gone + _labels_only_in(before, content),
        asks=[ask.message for ask in told.asks if ask.blocking],
    )


@transaction.atomic
def apply(change: Change, *, by: User | None) -> Edition:
    """Put the notices of a change in place as a new edition; end the waivers that are over."""
    close_stale(change.edition.post, change.told, timezone.now())
    return publish_content(
        change.edition,
        change.content,
        by=by,
        reason=_("The facts around the piece have changed."),
    )


def _bare(content: Values) -> Values:
    """Return content without what was disclosed."""
    return {key: value for key, value in content.items() if key not in DISCLOSED}


def _key(notice: Values) -> tuple[str, str, str, str]:
    said = sorted(notice.get("placeholders", {}).items())
    return (notice["notice"], notice.get("about", ""), notice["position"], str(said))


def _compared(
    before: list[Values], after: list[Values]
) -> tuple[list[Values], list[Values], list[Values]]:
    """Return the notices to stand, those that are new and those that go; wordings in use stay."""
    known = {_key(notice): notice for notice in before}
    wanted = {_key(notice) for notice in after}
    kept = [known.get(_key(notice), notice) for notice in after]
    new = [notice for notice in after if _key(notice) not in known]
    return kept, new, [notice for notice in before if _key(notice) not in wanted]


def _live_notices(before: Values, told: Disclosed) -> Values:
    return before.get("live_notices") or told.live_notices


def _labels_only_in(one: Values, other: Values) -> list[Values]:
    there = {label["key"] for label in other.get("labels", [])}
    return [
        {"heading": label["text"], "text": "", "position": "kicker"}
        for label in one.get("labels", [])
        if label["key"] not in there
    ]
