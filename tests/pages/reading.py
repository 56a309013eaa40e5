"""What readers and machines are told of a piece, wherever it shows: read off the real pages."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from lxml import html

from blog.editions.edition import Edition


def words(node: Any) -> str:
    """The text of a node on one line."""
    return " ".join(node.text_content().replace("\xa0", " ").split())


@dataclass
class Told:
    """The live edition of a piece, as `client` meets it on page, list, search, feed and in JSON-LD."""

    client: Client
    edition: Edition

    @cached_property
    def page(self) -> Any:
        return html.fromstring(self.client.get(self.edition.get_absolute_url()).text)

    @cached_property
    def article(self) -> Any:
        return self.page.xpath("//article")[0]

    @property
    def labels(self) -> list[str]:
        return [
            words(label) for label in self.article[0].xpath(".//*[contains(@class, 'label is-')]")
        ]

    @property
    def top(self) -> list[str]:
        return [words(note) for note in self.article.xpath(".//*[@role='note']")]

    @property
    def bottom(self) -> list[str]:
        return [words(n) for n in self.article.xpath(".//section[@class='notices']/div")]

    @property
    def byline(self) -> str:
        return words(self.article.xpath(".//*[@class='byline']")[0])

    def teaser_labels(self, address: str) -> list[str]:
        tree = html.fromstring(self.client.get(address).text)
        path = self.edition.get_absolute_url()
        link = tree.xpath(f"//article[contains(@class, 'teaser')]//a[@href='{path}']")[0]
        return [words(label) for label in link.xpath(".//*[contains(@class, 'label')]")]

    @property
    def feed_item(self) -> dict[str, Any]:
        items = self.client.get("/feeds/feed.json").json()["items"]
        path = self.edition.get_absolute_url()
        return next(item for item in items if item["url"].endswith(path))

    @property
    def feed_labels(self) -> list[str]:
        tree = html.fromstring(f"<div>{self.feed_item['content_html']}</div>")
        wanted = {label.text for label in self.edition.piece.labels}
        said = [words(p) for p in tree.xpath("./p")[: len(wanted)]]
        return [word for word in said if word in wanted]

    def meta(self, name: str) -> str:
        return self.page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")[0]

    @cached_property
    def graph(self) -> list[dict[str, Any]]:
        (script,) = self.page.xpath("//script[@type='application/ld+json']/text()")
        return json.loads(script)["@graph"]

    def node(self, kind: str) -> dict[str, Any]:
        for node in self.graph:
            types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
            if kind in types:
                return node
        raise AssertionError(f"no {kind} in the graph")
