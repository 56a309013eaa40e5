"""The way from the front page down to a page: as readers see it above the title, and as machines are told."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from blog.editions.edition import Edition
from blog.models import Series, SeriesQuestion, Tag
from events.models import Event, EventSeries
from pages.house.site import current
from people.models import Person


class Step(NamedTuple):
    """A page on the way: its name and path."""

    name: str
    path: str


def above(thing: Any) -> list[Step]:
    """Return the pages above that of a piece, topic, series, question, person or event, the front page first."""
    return [Step(current().title, reverse("home")), *_between(thing)]


def _between(thing: Any) -> list[Step]:
    steps: list[Step] = []
    match thing:
        case Edition(kind="interview"):
            steps = [Step(_("Interviews"), reverse("interviews"))]
        case Edition(kind="post") | Series():
            steps = [Step(_("All pieces"), reverse("blog"))]
        case SeriesQuestion():
            row = thing.series
            steps = [*_between(row), Step(row.name, row.get_absolute_url())]
        case Tag():
            steps = [Step(_("Topics"), reverse("topics"))]
        case Person():
            steps = [Step(_("People"), reverse("people"))]
        case Event(series=EventSeries() as row):
            steps = [*_between(row), Step(row.name, row.get_absolute_url())]
        case Event() | EventSeries():
            steps = [Step(_("Events"), reverse("events"))]
    return steps
