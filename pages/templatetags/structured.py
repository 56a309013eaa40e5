"""`{% article_data article %}` and the like: the JSON-LD of a page, for its head."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.safestring import SafeString

from blog.editions.edition import Edition
from blog.models import Series, Tag
from events.models import Event, EventSeries
from pages.events.ticket_call import TicketCall
from pages.pieces.article import Article
from pages.structured_data import article as of_article, events, lists, people
from pages.structured_data.graph import script
from people.models import Person

register = template.Library()
Pieces = Sequence[Edition]


@register.simple_tag
def article_data(article: Article) -> SafeString:
    """Describe a piece."""
    return script(of_article.graph(article))


@register.simple_tag
def home_data(lead: Edition | None, pieces: Pieces, box: TicketCall | None) -> SafeString:
    """Describe the front page."""
    return script(lists.home([lead, *pieces] if lead else [], box))


@register.simple_tag
def stream_data(kind: str, pieces: Pieces) -> SafeString:
    """Describe the list of all pieces, or of those of a kind."""
    return script(lists.stream(kind, pieces))


@register.simple_tag
def topic_data(topic: Tag, pieces: Pieces) -> SafeString:
    """Describe a topic."""
    return script(lists.topic(topic.name, topic.get_absolute_url(), pieces))


@register.simple_tag
def series_data(series: Series, pieces: Pieces, box: TicketCall | None) -> SafeString:
    """Describe a series."""
    return script(lists.series(series, pieces, box))


@register.simple_tag
def people_data(everyone: Iterable[Person]) -> SafeString:
    """Describe the list of people."""
    return script(lists.people(everyone))


@register.simple_tag
def person_data(person: Person, pieces: Pieces) -> SafeString:
    """Describe a person."""
    return script(people.profile(person, pieces))


@register.simple_tag
def events_data(boxes: Iterable[TicketCall]) -> SafeString:
    """Describe the list of coming events."""
    return script(lists.calendar(boxes))


@register.simple_tag
def event_series_data(
    series: EventSeries, boxes: Iterable[TicketCall], past: Iterable[Event]
) -> SafeString:
    """Describe a series of events."""
    return script(events.event_series(series, boxes, past))


@register.simple_tag
def event_data(event: Event, box: TicketCall, pieces: Pieces) -> SafeString:
    """Describe an event."""
    return script(events.event_page(event, box, pieces))


@register.simple_tag
def page_data(kind: str, name: str, path: str) -> SafeString:
    """Describe a page on which the house tells about itself; `kind` is its type."""
    return script(lists.plain_page(kind, name, path))
