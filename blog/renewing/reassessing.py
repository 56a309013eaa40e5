"""What readers should be told of live pieces now that the facts around them have changed.

A sponsor is added to an event, a waiver ends: the text stays, the notices do not. Pieces that may
be concerned are found through indexes; each is then decided on by the same rules, and what comes
of it can be put in place as a new edition. The date of the last change stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.disclosing.disclose import Disclosed, disclose
from blog.disclosing.notices import Wordings
from blog.disclosing.waiving import close_stale
from blog.editions.content import Content, Credited, ToldNotice
from blog.editions.edition import Edition
from blog.models import Post
from blog.models.records import Tie
from blog.models.waiver import Waiver
from blog.publishing.deriving import complete
from blog.publishing.publish import publish_content
from blog.search import search
from events.models import Event, Speaker
from people.mentions import Index
from people.models import Organisation, Person
from people.name_forms import forms_of


@dataclass(frozen=True)
class Difference:
    """A notice or label that comes or goes, in its words."""

    heading: str
    text: str = ""


@dataclass(frozen=True)
class Change:
    """What would change on a live piece: notices and labels that come and that go."""

    edition: Edition
    content: Content
    told: Disclosed
    new: list[Difference]
    gone: list[Difference]
    asks: list[str]

    @property
    def needed(self) -> bool:
        """Tell whether readers would be told anything else."""
        return bool(self.new or self.gone or self.asks)


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


def with_part_of(person: Person) -> QuerySet[Edition]:
    """Return the live pieces in which a person has a part."""
    return _live(Q(person_rows__person=person))


def with_names_of_today(content: Content) -> Content:
    """Return content in which whoever wrote, asked or answered goes by the name of today.

    What the text says of them stays.
    """
    people = Person.objects.in_bulk([one.person for one in content.credits])

    def named(one: Credited) -> Credited:
        person = people.get(one.person)
        return replace(one, name=person.full_name, slug=person.slug) if person else one

    renamed = tuple(map(named, content.credits))
    now = {before.name: after.name for before, after in zip(content.credits, renamed, strict=True)}
    exchanges = tuple(
        replace(
            exchange,
            answers=tuple(
                replace(answer, name=now.get(answer.name, answer.name))
                for answer in exchange.answers
            ),
        )
        for exchange in content.exchanges
    )
    return replace(content, credits=renamed, exchanges=exchanges)


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
        | Q(person_rows__person__also_works_for__in=found)
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
    before = complete(edition)
    known = with_names_of_today(post.as_its_kind().with_sign_offs_of_today(before))
    with translation.override(settings.LANGUAGE_CODE):
        told = disclose(post, known, timezone.now(), wordings=wordings, index=index)
    kept, new, gone = _compared(before.notices, told.notices)
    live_notices = before.live_notices or told.live_notices
    content = replace(told.on(known), notices=kept, live_notices=live_notices)
    return Change(
        edition=edition,
        content=content,
        told=told,
        new=new + _only_in(content, before) + _names_only_in(content, before),
        gone=gone + _only_in(before, content) + _names_only_in(before, content),
        asks=[ask.message for ask in told.asks if ask.blocking and ask.holds_up_renewal],
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


def _key(notice: ToldNotice) -> tuple[str, str, str, str]:
    said = sorted(notice.placeholders.items())
    return (notice.notice, notice.about, notice.position, str(said))


def _compared(
    before: Iterable[ToldNotice], after: Iterable[ToldNotice]
) -> tuple[tuple[ToldNotice, ...], list[Difference], list[Difference]]:
    """Return the notices to stand, those that are new and those that go; wordings in use stay."""
    known = {_key(notice): notice for notice in before}
    wanted = {_key(notice): notice for notice in after}
    kept = tuple(known.get(_key(notice), notice) for notice in after)
    new = [Difference(one.heading, one.text) for key, one in wanted.items() if key not in known]
    gone = [Difference(one.heading, one.text) for key, one in known.items() if key not in wanted]
    return kept, new, gone


def _only_in(one: Content, other: Content) -> list[Difference]:
    """Return the labels and lines that only one of two contents has."""
    there = {label.key for label in other.labels}
    labels = [Difference(label.text) for label in one.labels if label.key not in there]
    lines = {*_lines_of(other)}
    return labels + [line for line in _lines_of(one) if line not in lines]


def _names_only_in(one: Content, other: Content) -> list[Difference]:
    there = {credit.name for credit in other.credits}
    return [Difference(_("Name"), escape(c.name)) for c in one.credits if c.name not in there]


def _lines_of(content: Content) -> list[Difference]:
    """Return what is told beside labels and notices: of people, of how an interview was held, at players."""
    said = [Difference(one.name, one.told) for one in content.credits if one.told]
    if content.interview and content.interview.line:
        said.append(Difference(_("Interview"), content.interview.line))
    return said + [Difference(note.text) for note in content.players]
