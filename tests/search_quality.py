"""How well readers find: recall and mean reciprocal rank of the queries in search_quality.toml."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from django.db import transaction
from django.test import Client
from django.utils import translation
from lxml import html

from blog.models import Tag
from blog.publishing.publish import publish
from people.models import Person
from tests.making import berlin, make_interview, make_person, make_post

BEST = 10
FILE = Path(__file__).with_suffix(".toml")


def measure(ranks: dict[str, int]) -> tuple[float, float]:
    """Return recall@10 and mean reciprocal rank."""
    found = [rank for rank in ranks.values() if 0 < rank <= BEST]
    return len(found) / len(ranks), sum(1 / rank for rank in found) / len(ranks)


def ranked() -> dict[str, int]:
    """Return for each query the place of the piece hoped for among its hits, or 0.

    The current database holds the demo blog; the texts of the file are published beside what is
    there, and taken back afterwards.
    """
    values = tomllib.loads(FILE.read_text(encoding="utf-8"))
    with transaction.atomic(), translation.override("de"):
        for text in values["text"]:
            _publish(dict(text))
        ranks = {query: _rank(query, hoped) for query, hoped in values["pairs"].items()}
        transaction.set_rollback(True)
    return ranks


def _publish(text: dict) -> None:
    kind, year, tags = text.pop("kind", "post"), text.pop("year"), text.pop("tags")
    author, guest = text.pop("author", ""), text.pop("guest", "")
    if kind == "interview":
        text["exchanges"] = tuple(map(tuple, text["exchanges"]))
        post = make_interview(guest=_person(guest), **text)
    else:
        post = make_post(author=_person(author), **text)
    for name in tags:
        post.tags.add(Tag.objects.get_or_create(name=name)[0])
    publish(post, by=None, now=berlin(year, 5, 4, 10))


def _person(name: str) -> Person:
    return Person.objects.filter(name=name).first() or make_person(name, newsroom=True)


def _rank(query: str, hoped: str) -> int:
    places = (rank for rank, address in hits(query) if _is(address, hoped))
    return next(places, 0)


def _is(address: str, hoped: str) -> bool:
    """Say whether a hit leads to a piece, or to an answer where that is hoped for."""
    slug = address.removeprefix("/blog/").removeprefix("/interviews/").replace("/", "")
    return slug == hoped or slug.partition("#")[0] == hoped


def hits(query: str) -> Iterator[tuple[int, str]]:
    """Yield place and address of every link among the hits that readers see."""
    client = Client(headers={"host": "127.0.0.1"})
    page = client.get(f"/suche/?{urlencode({'q': query})}")
    rank = 0
    for node in html.fromstring(page.content.decode()).xpath("//div[@class='hits']/*"):
        rank += node.tag == "article"
        for address in node.xpath(".//a/@href"):
            yield rank, address
