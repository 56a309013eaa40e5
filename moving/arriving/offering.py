"""Posts that are interviews are offered as such: with a way to the review, and nothing is changed unasked."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import ngettext

from interviews.importing.creation import keep
from interviews.importing.formats.paragraphs import Unreadable
from interviews.importing.formats.webpage import document_of_html
from interviews.importing.recognition.reading import NotAnInterview, read
from moving.arriving.remarks import Outcome, Remark
from moving.arriving.values import Item, Kind
from people.models import Person

_LEAST = 3  # questions: with fewer, most texts only ask their readers something
_LONGEST = 100_000  # letters; a longer text is no interview


def interview_in(item: Item, html: str, by: User | None) -> Remark | None:
    """Return the offer to make an interview of a post, None if it does not look like one."""
    if item.kind is not Kind.POST or html.count("?") < _LEAST or len(html) > _LONGEST:
        return None
    try:
        document = document_of_html(html)
        newsroom = Person.objects.filter(newsroom=True).values_list("name", flat=True)
        reading = read(document.paragraphs, list(newsroom[:200]), document)
    except (NotAnInterview, Unreadable):
        return None
    questions = sum(1 for one in reading.exchanges if one.question)
    if questions < _LEAST:
        return None
    kept = f"<!doctype html><html><head><title>{escape(item.title)}</title></head><body>{html}</body></html>"
    manuscript = keep(kept.encode(), f"{item.title or item.slug or item.id}.html", by)
    said = ngettext(
        "It looks like an interview of %(number)d question. The review is ready; the post stays.",
        "It looks like an interview of %(number)d questions. The review is ready; the post stays.",
        questions,
    )
    address = reverse("admin:interviews_interview_from_manuscript", args=[manuscript.pk])
    return Remark(Outcome.OFFER, said % {"number": questions}, address)
