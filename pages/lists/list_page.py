"""Pages that are lists of pieces, put together: a frame that is made once per generation, in it the pieces."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape

from blog.models import Tag
from pages.events.views import Topic
from pages.house.absolute import absolute
from pages.lists.frame import frame
from pages.lists.pagination import Page
from pages.structured_data import lists
from pages.structured_data.graph import script


def stream_page(request: HttpRequest, kind: str, page: Page) -> str:
    """Return the page of all pieces, or of one kind, as HTML."""
    shared = frame(request, "pages/stream.html", "data", "pieces", kind=kind)
    return shared.filled(
        data=script(lists.stream(kind, page.items)),
        pieces=_component(request, "pieces", page=page),
    )


def topic_page(request: HttpRequest, tag: Tag, about: Topic, page: Page) -> str:
    """Return the page of a topic, with the event that it is the hashtag of, as HTML."""
    holes = ("topic", "path", "address", "data", "box", "pieces", "editions")
    path = tag.get_absolute_url()
    return frame(request, "pages/tag.html", *holes).filled(
        topic=escape(tag.name),
        path=path,
        address=absolute(path),
        data=script(lists.topic(tag.name, path, page.items)),
        box=_component(request, "event_box", box=about.call) if about.call else "",
        pieces=_component(request, "pieces", page=page),
        editions=_component(request, "editions", event=about.event, editions=about.editions)
        if about.editions
        else "",
    )


def _component(request: HttpRequest, name: str, **values: Any) -> str:
    # Not as a request context: no part of a list asks who is signed in.
    return render_to_string(f"components/{name}.html", values | {"request": request})
