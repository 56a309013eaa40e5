"""What must stand with a piece, or with a single answer of it, wherever it is shown.

One place says it – for the page, an answer's own page, “one question, all answers”, feeds, search hits and
lists – so that nothing is told on one of them and forgotten on another. § 20 MStV: a right of reply is linked
with the statement for as long as that is offered. § 6 DDG: advertising is recognisable where one meets it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from blog.editions.content import Content, Credited, PlayerNote, ToldNotice
from blog.models.correction import Correction
from disclosures.decisions import Label


@dataclass(frozen=True)
class Beside:
    """In the order in which it is met: first labels, then replies, then who is tied to whom, then notices."""

    labels: tuple[Label, ...]
    replies: Sequence[Correction]
    people: list[Credited]
    line: str
    notices: list[ToldNotice]
    players: list[PlayerNote]

    @property
    def anything(self) -> bool:
        """Tell whether there is more to say than the labels."""
        return bool(self.replies or self.people or self.line or self.notices or self.players)


def beside(
    piece: Content, replies: Sequence[Correction] = (), *, person: int | None = None
) -> Beside:
    """Return what must stand with a piece; with an answer of one `person`, of people only theirs."""
    speak = ("author", "interviewer", "interviewee")
    told = [one for one in piece.credits if one.told and one.role in speak]
    return Beside(
        labels=piece.labels,
        replies=replies,
        people=[one for one in told if person is None or one.person == person],
        line=(piece.interview.line or "") if piece.interview else "",
        notices=piece.notices_above,
        players=piece.players_above,
    )


def replies_to(posts: Iterable[int]) -> dict[int, list[Correction]]:
    """Return the rights of reply that were granted, by post (ids), in one query."""
    granted = Correction.objects.filter(
        kind=Correction.Kind.RIGHT_OF_REPLY,
        post__in=list(posts),
        published_at__lte=timezone.now(),
    )
    found: dict[int, list[Correction]] = {}
    for reply in granted:
        found.setdefault(reply.post_id, []).append(reply)
    return found
