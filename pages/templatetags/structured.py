"""`{% article_data article %}` and the like: the JSON-LD of a page, for its head."""

from collections.abc import Callable
from functools import wraps

from django import template
from django.utils.safestring import SafeString

from pages.structured_data import article, events, lists, people
from pages.structured_data.graph import Node, script

type Graph = Callable[..., list[Node]]

_GRAPHS: dict[str, Graph] = {
    "article_data": article.graph,
    "home_data": lists.home,
    "stream_data": lists.stream,
    "topic_data": lists.topic,
    "series_data": lists.series,
    "people_data": lists.people,
    "person_data": people.profile,
    "events_data": lists.calendar,
    "event_series_data": events.event_series,
    "event_data": events.event_page,
    "page_data": lists.plain_page,
}
register = template.Library()


def _written(graph: Graph) -> Callable[..., SafeString]:
    """Write into the page what a graph makes of the values that the page shows."""

    @wraps(graph)
    def tag(*values: object) -> SafeString:
        return script(graph(*values))

    return tag


for _name, _graph in _GRAPHS.items():
    register.simple_tag(_written(_graph), name=_name)
