"""From a reading of a text to the working copy of an interview."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from blog.models import Credit, Disclosure, Series
from disclosures.library import standards
from disclosures.models import Notice, NoticeVersion
from events.models import Event
from interviews.importing.recognition.exchanges import ReadNotice
from interviews.importing.recognition.recognised import RecognisedInterview
from interviews.models import Exchange, Interview, Manuscript
from interviews.series_questions import adopt as adopt_questions
from people.models import Person
from prose.sanitising import sanitise


@dataclass(frozen=True)
class Choices:
    """What the editor decided beside the text itself; everything may stay open.

    `interviewees` stand in the order of the reading's names, so that each answer finds its person.
    `notices` are attached as they are; `adopt` become entries of the library first. Notices that the
    rules attach by themselves are left to the rules: a text that claims them proves nothing.
    """

    title: str = ""
    interviewees: Sequence[Person] = ()
    interviewer: Person | None = None
    series: Series | None = None
    event: Event | None = None
    notices: Sequence[Notice] = ()
    adopt: Sequence[ReadNotice] = field(default=())


def keep(data: bytes, filename: str, by: User | None) -> Manuscript:
    """Store the original as it came, for proof; what somebody has begun already, they go on with."""
    digest = hashlib.sha256(data).hexdigest()
    begun = Manuscript.objects.filter(sha256=digest, filename=filename[:200], interviews=None)
    if by and (there := begun.filter(uploaded_by=by).first()):
        return there
    return Manuscript.objects.create(
        data=data, filename=filename[:200], sha256=digest, uploaded_by=by
    )


@transaction.atomic
def create_interview(
    reading: RecognisedInterview, choices: Choices, manuscript: Manuscript, by: User | None
) -> Interview:
    """Create the working copy with its exchanges, people and notices. Publishes nothing."""
    interview = Interview.objects.create(
        title=(choices.title or reading.title or title_for(reading))[:160],
        body=reading.intro_html,
        closing=reading.closing_html,
        discuss=reading.discuss[:300],
        series=choices.series,
        event=choices.event,
        manuscript=manuscript,
        created_by=by,
    )
    _exchanges(interview, reading, choices.interviewees)
    adopt_questions(interview)
    _credits(interview, choices)
    new = [notice for notice in choices.adopt if not stands_by_itself(notice)]
    adopted = [adopt(notice, interview.language, by) for notice in new]
    by_hand = [notice for notice in choices.notices if notice.standard is None]
    _notices(interview, [*by_hand, *adopted])
    return interview


def title_for(reading: RecognisedInterview) -> str:
    """Propose a title for a text that has none: it names whom we speak with."""
    names = _(" and ").join(reading.interviewees)
    return _("An interview with %(names)s") % {"names": names} if names else _("Interview")


def library_notice(notice: ReadNotice) -> Notice | None:
    """Return the library's notice with this heading, if there is one."""
    return Notice.objects.with_heading(notice.heading).first()


def stands_by_itself(notice: ReadNotice) -> bool:
    """Tell whether the rules attach such a notice once the facts are so, and not because of a text."""
    same = Notice.objects.with_heading(notice.heading)
    return same.filter(key__in=standards()).exists()


def adopt(notice: ReadNotice, language: str, by: User | None) -> Notice:
    """Add a notice of the text to the library in its own words, or return the one it has."""
    known = library_notice(notice)
    if known is not None:
        return known
    last = Notice.objects.order_by("-ordering").values_list("ordering", flat=True).first()
    entry = Notice.objects.create(name=notice.heading[:120], ordering=(last or 0) + 10)
    NoticeVersion.objects.create(
        notice=entry,
        language=language,
        heading=notice.heading[:120],
        text=format_html("<p>{}</p>", notice.text),
        released_by=by,
    )
    return entry


def _exchanges(
    interview: Interview, reading: RecognisedInterview, people: Sequence[Person]
) -> None:
    """Write one row per answer; a further answer to the same question has none of its own."""
    several = len(people) > 1
    speakers = dict(zip(reading.interviewees, people, strict=False)) if several else {}
    Exchange.objects.bulk_create(
        Exchange(
            interview=interview,
            ordering=number,
            question=exchange.question,
            answer=sanitise(exchange.answer_html, "answer"),
            answered_by=_speaker(exchange.answered_by, speakers),
        )
        for number, exchange in enumerate(reading.exchanges, start=1)
    )


def _speaker(said: str | None, speakers: Mapping[str, Person]) -> Person | None:
    """Return the person behind the name that stands before an answer, full or first name."""
    if not said:
        return None
    named = [p for name, p in speakers.items() if said == name or said in name.split()]
    return named[0] if len(named) == 1 else None


def _credits(interview: Interview, choices: Choices) -> None:
    parts = [(person, Credit.Role.INTERVIEWEE) for person in choices.interviewees]
    if choices.interviewer:
        parts.append((choices.interviewer, Credit.Role.INTERVIEWER))
    for number, (person, role) in enumerate(dict.fromkeys(parts), start=1):
        Credit.objects.create(post=interview, person=person, role=role, ordering=number)


def _notices(interview: Interview, notices: Sequence[Notice]) -> None:
    for number, notice in enumerate(dict.fromkeys(notices), start=1):
        Disclosure.objects.create(post=interview, notice=notice, ordering=number)
