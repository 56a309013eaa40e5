"""The front page, lists of pieces, people and events, and the pages the house is described on."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language, gettext as _

from blog.editions.edition import Edition
from blog.models import Series, Tag
from pages.events.ticket_call import TicketCall
from pages.house.absolute import absolute
from pages.house.breadcrumbs import above
from pages.house.site import current
from pages.people.phonebook import Group
from pages.structured_data.events import brief_event
from pages.structured_data.graph import Node, node, ref
from pages.structured_data.site import (
    blog_node,
    items,
    listed,
    organisation_id,
    page_nodes,
    series_node,
    site_nodes,
    website_id,
)
from people.models import Person


def home(lead: Edition | None, pieces: Iterable[Edition], box: TicketCall | None) -> list[Node]:
    """Return the graph of the front page."""
    address = absolute("/")
    shown = [lead, *pieces] if lead else []
    blog = blog_node() | node("Blog", blogPost=[listed(piece) for piece in shown])
    page = node(
        "WebPage",
        f"{address}#webpage",
        url=address,
        name=current().title,
        inLanguage=get_language(),
        isPartOf=ref(website_id()),
        about=ref(organisation_id()),
        mentions=brief_event(box.event) if box else None,
    )
    return [page, *site_nodes(), blog]


def stream(kind: str, pieces: Iterable[Edition]) -> list[Node]:
    """Return the graph of all pieces or all interviews."""
    name, path = (
        (_("Interviews"), reverse("interviews")) if kind else (_("All pieces"), reverse("blog"))
    )
    things = items(map(listed, pieces))
    nodes = page_nodes("CollectionPage", path, *above(None), (name, path), mainEntity=things)
    return nodes if kind else [*nodes, blog_node()]


def topic(tag: Tag, pieces: Iterable[Edition]) -> list[Node]:
    """Return the graph of a topic's page."""
    things, path = items(map(listed, pieces)), tag.get_absolute_url()
    steps = (*above(tag), (tag.name, path))
    about = node("Thing", name=tag.name)
    return page_nodes("CollectionPage", path, *steps, about=about, mainEntity=things)


def series(row: Series, pieces: Iterable[Edition], box: TicketCall | None) -> list[Node]:
    """Return the graph of a series' page."""
    path = row.get_absolute_url()
    nodes = page_nodes(
        "CollectionPage",
        path,
        *above(row),
        (row.name, path),
        about=ref(f"{absolute(path)}#series"),
        mentions=brief_event(box.event) if box else None,
        mainEntity=items(map(listed, pieces)),
    )
    return [*nodes, series_node(row.name, row.slug, row.description)]


def people(groups: Iterable[Group], others: Iterable[Person]) -> list[Node]:
    """Return the graph of the list of people, in the order of the page."""
    everyone = [*(one for group in groups for one in group.people), *others]
    path = reverse("people")
    named = [
        node("Person", f"{address}#person", name=person.name, url=address)
        for person in everyone
        for address in [absolute(person.get_absolute_url())]
    ]
    things = items(named)
    return page_nodes("CollectionPage", path, *above(None), (_("People"), path), mainEntity=things)


def calendar(boxes: Iterable[TicketCall]) -> list[Node]:
    """Return the graph of the list of coming events."""
    path = reverse("events")
    things = items(brief_event(box.event) for box in boxes)
    return page_nodes("CollectionPage", path, *above(None), (_("Events"), path), mainEntity=things)


def plain_page(kind: str, name: str, path: str) -> list[Node]:
    """Return the graph of a page that the house tells about itself on."""
    steps = (*above(None), (str(name), path))
    return page_nodes(kind, path, *steps, about=ref(organisation_id()))
