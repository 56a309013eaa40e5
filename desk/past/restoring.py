"""Parts of a text become in the working copy what they were; what readers see stays."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from reversion import create_revision, set_comment, set_user

from blog.editions.content import Content
from blog.editions.question import Question
from blog.models import Post
from desk.past.states import PROVISIONAL, KnownRows
from interviews.models import Exchange, Interview
from people.models import Person

FIELDS = ("title", "standfirst", "body", "closing", "discuss")
ORDER = "order"
Groups = dict[str, list[Exchange]]


def bring_back(
    post: Post, content: Content, parts: Collection[str] | None, *, by: User, because: str
) -> None:
    """Put parts of other content (by default the whole text) into the working copy, as a revision of its own."""
    with transaction.atomic(), create_revision():
        piece = type(post)._default_manager.select_for_update().get(pk=post.pk)
        for name in FIELDS:
            if hasattr(piece, name) and (parts is None or name in parts):
                setattr(piece, name, getattr(content, name))
        if isinstance(piece, Interview):
            _exchanges(piece, content, parts)
        piece.save()
        set_user(by)
        set_comment(because)


def _exchanges(interview: Interview, content: Content, parts: Collection[str] | None) -> None:
    groups: Groups = {}
    for row in KnownRows(interview).of(Exchange):
        if row.question.strip() or not groups:
            groups[row.anchor] = []
        groups[next(reversed(groups))].append(row)
    then = {one.anchor: one for one in content.exchanges}
    for anchor in [*then, *(anchor for anchor in groups if anchor not in then)]:
        if parts is None or anchor in parts:
            _one(interview, groups, anchor, then)
    order = list(then) if parts is None or ORDER in parts else []
    keys = [*(one for one in order if one in groups), *(one for one in groups if one not in order)]
    interview.exchanges.update(ordering=F("ordering") + PROVISIONAL)  # out of each other's way
    for number, row in enumerate((row for key in keys for row in groups[key]), start=1):
        row.ordering = number
        if row.anchor == f"frage-{PROVISIONAL + (row.pk or 0)}":
            row.anchor = ""
        row.save()


def _one(interview: Interview, groups: Groups, anchor: str, then: dict[str, Question]) -> None:
    """Make one question with its answers what it was: changed, there again, or gone."""
    before = groups.get(anchor, [])
    rows = _as_it_was(interview, before, then[anchor]) if anchor in then else []
    for row in before[len(rows) :]:
        row.delete()
    if anchor in groups or not rows:
        groups[anchor] = rows
        return
    earlier = list(then)[: list(then).index(anchor)]
    place = next((key for key in reversed(earlier) if key in groups), None)
    keys = list(groups)
    at = keys.index(place) + 1 if place is not None else 0
    ordered = {key: groups[key] for key in keys[:at]} | {anchor: rows}
    ordered |= {key: groups[key] for key in keys[at:]}
    groups.clear()
    groups.update(ordered)


def _as_it_was(interview: Interview, before: list[Exchange], was: Question) -> list[Exchange]:
    published = int(was.anchor.removeprefix("frage-") or 0) < PROVISIONAL
    rows = []
    for number, answer in enumerate(was.answers or (None,)):
        known = number < len(before)
        row = before[number] if known else Exchange(interview=interview)
        if not known and number == 0 and published:
            row.anchor = was.anchor
        row.question = was.question if number == 0 else ""
        row.answer = answer.html if answer else ""  # type: ignore[assignment]
        person = answer.person if answer else None
        row.answered_by = Person.objects.filter(pk=person).first() if person else None
        rows.append(row)
    return rows
