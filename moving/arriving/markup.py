"""From the markup of other systems to that of our texts: pictures, embeds, footnotes, quotations, links.

Nothing of it is specific to one system; what it makes goes through the sanitiser like every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

import nh3
from django.utils.translation import gettext as _

from moving.arriving import unfolding
from moving.arriving.remarks import Remark, changed, left
from prose.embeds import embed_of
from prose.sanitising import ATTRIBUTES, TAGS
from prose.tree import Element, Node, read, text_of, write

_MORE_TAGS = frozenset(
    "img audio video iframe source embed cite code kbd small big abbr mark tt".split()
).union(unfolding.TAGS)
_KEPT = {
    "*": {"class", "style", "id"} | unfolding.ATTRIBUTES,
    "a": {"href", "rel"},
    "img": {"src", "alt", "title", "width", "data-src"},
    "sup": {"data-fn"},
    **{tag: {"src", "title"} for tag in ("audio", "video", "iframe", "source", "embed")},
}
# What the sanitiser takes out with all that is in it.
_GONE = re.compile(
    r"<(script|style|form|object|textarea|select|svg|math|canvas|applet)\b", re.IGNORECASE
)
_GONE_TAGS = {"script", "style", "object", "textarea", "select", "svg", "math", "canvas", "applet"}
# What stands in it is shown by a program: it is text, and one that is never closed would take the rest with it.
_TEMPLATE = re.compile(r"</?template\b[^<>]{0,2000}>", re.IGNORECASE)
_NUMBER = re.compile(r"\bwp-image-(\d{1,18})\b")
_EMOJI = re.compile(r"\b(?:emoji|wp-smiley)\b")
_BEHIND = re.compile(r"background-image\s{0,5}:\s{0,5}url\(([^()\s]{1,1000})\)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S{3,2000}\Z")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)\Z", re.IGNORECASE)


class Pictures(Protocol):
    """Who knows what became of the pictures of the other site."""

    def find(self, number: str, address: str, alt: str) -> int | None:
        """Return the id of our image; None if there is none, which it then says itself."""


@dataclass
class Markup:
    """One text on its way to ours; `remarks` fill up with what is to be said of it."""

    pictures: Pictures
    home: str  # the host and path of the other site, such as "example.org/blog"
    notes: Mapping[str, str] = field(default_factory=dict)  # words of footnotes by their ids
    remarks: list[Remark] = field(default_factory=list)

    def taken(self, html: str) -> str:
        """Return HTML in the markup of our texts, not yet sanitised."""
        for tag in dict.fromkeys(found[1].lower() for found in _GONE.finditer(html)):
            self.remarks.append(left(_("An element was taken out: <%(tag)s>") % {"tag": tag}))
        for address in dict.fromkeys(_BEHIND.findall(html)):
            said = _("A picture behind the text was not taken: %(address)s")
            self.remarks.append(left(said % {"address": address[:500]}))
        clean = nh3.clean(
            _TEMPLATE.sub("", html),
            tags=set(TAGS | _MORE_TAGS),
            attributes={tag: set(names) for tag, names in (ATTRIBUTES | _KEPT).items()},
            clean_content_tags=_GONE_TAGS,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
            strip_comments=True,
        )
        nodes, hidden = unfolding.unfolded(read(clean))
        said_of = _("Text that nobody could see was left out: %(words)s")
        self.remarks += [left(said_of % {"words": words[:500]}) for words in hidden if words]
        return write(self._all(nodes))

    def _all(self, nodes: Sequence[Node]) -> list[Node]:
        return [new for node in nodes for new in self._one(node)]

    def _one(self, node: Node) -> Iterable[Node]:
        if isinstance(node, str):
            return [node]
        makers = {
            "img": self._picture,
            "a": self._link,
            "figure": self._figure,
            "sup": self._note,
            "pre": self._lines,
            "p": self._paragraph,
        }
        if node.tag in ("audio", "video", "iframe", "embed"):
            return self._frame(node)
        if node.tag in makers:
            return makers[node.tag](node)
        if node.tag == "blockquote" and "twitter-tweet" in node.attributes.get("class", ""):
            return self._post(node)
        node.attributes.pop("class", None)
        node.attributes.pop("id", None)
        node.children = self._all(node.children)
        return [node]

    def _picture(self, node: Element, caption: Sequence[Node] = (), link: str = "") -> list[Node]:
        told = node.attributes
        kind, alt = told.get("class", ""), told.get("alt", "").strip()
        address = told.get("src", "") or told.get("data-src", "")
        if _EMOJI.search(kind):
            return [alt]
        number = _NUMBER.search(kind)
        found = self.pictures.find(number[1] if number else "", address, alt)
        if found is None:
            words = text_of([*caption]).strip()
            if words:
                said = _("The words under a picture that is missing: %(words)s")
                self.remarks.append(left(said % {"words": words[:500]}))
            return []
        words_under = [*caption]
        if link:
            words_under = [Element("a", {"href": link}, words_under or [alt or link])]
        under: list[Node] = [Element("figcaption", {}, words_under)] if words_under else []
        return [Element("figure", {"data-file": str(found)}, under)]

    def _link(self, node: Element) -> list[Node]:
        address = node.attributes.get("href", "")
        if "wp-block-file__button" in node.attributes.get("class", ""):
            return []  # the same once more, as a button
        here = self.at_home(address)
        pictures = _pictures_in(node)
        if pictures and not text_of(node.children).strip():
            itself = (
                not address
                or _PICTURE.search(urlsplit(address).path)
                or "attachment" in (f"{node.attributes.get('rel', '')} {address}")
            )
            return [
                new for one in pictures for new in self._picture(one, link="" if itself else here)
            ]
        kept = {"href": here} if address else {}
        if rel := node.attributes.get("rel"):
            kept["rel"] = rel
        return [Element("a", kept, self._all(node.children))]

    def _figure(self, node: Element) -> list[Node]:
        """Return one figure for each picture in it, or what else stands in it."""
        kind = node.attributes.get("class", "")
        captions = [c for c in node.children if isinstance(c, Element) and c.tag == "figcaption"]
        caption = self._all([child for one in captions for child in one.children])
        others = [child for child in node.children if child not in captions]
        if "pullquote" in kind:
            return [
                Element("aside", {"class": "pullquote"}, self._all(others)),
                *_standing(caption),
            ]
        words = text_of(others).strip()
        if embed := embed_of(words):
            under: list[Node] = [Element("figcaption", {}, caption)] if caption else []
            return [Element("figure", {"data-embed": embed.address}, under)]
        if len(_pictures_in(node)) == 1 and not words:
            return self._alone(others, caption)
        return [*self._all(others), *_standing(caption)]

    def _alone(self, others: Sequence[Node], caption: list[Node]) -> list[Node]:
        """Return the one picture of a figure with the words under it, and its link, if it leads on."""
        found = self._all(others)
        figure = next((one for one in _elements(found) if "data-file" in one.attributes), None)
        if figure is None:
            if words := text_of(caption).strip():
                said = _("The words under a picture that is missing: %(words)s")
                self.remarks.append(left(said % {"words": words[:500]}))
            return []
        linked = [child for child in _elements(figure.children) if child.tag == "a"]
        if caption and linked:
            linked[0].children = caption if not _has_link(caption) else linked[0].children
        if caption and not (linked and not _has_link(caption)):
            figure.children = [Element("figcaption", {}, caption)]
        return found

    def _note(self, node: Element) -> list[Node]:
        """Return a footnote where WordPress has a number that leads to one."""
        words = self.notes.get(node.attributes.get("data-fn", ""), "")
        if not words:
            node.attributes.clear()
            node.children = self._all(node.children)
            return [node]
        return [Element("span", {"data-footnote": text_of(read(nh3.clean(words, tags=set())))})]

    def _lines(self, node: Element) -> list[Node]:
        """Return code and verse as a paragraph whose lines stay lines."""
        lines: list[Node] = []
        for child in self._all(node.children):
            lines += _with_breaks(child)
        return [Element("p", {}, lines)]

    def _paragraph(self, node: Element) -> list[Node]:
        node.attributes.pop("class", None)
        node.attributes.pop("id", None)
        node.children = self._all(node.children)
        words = text_of(node.children).strip()
        if _ADDRESS.match(words) and all(isinstance(child, str) for child in node.children):
            node.children = [Element("a", {"href": self.at_home(words)}, [words])]
            if embed_of(words):
                node.children = [words]
        return [node]

    def _frame(self, node: Element) -> list[Node]:
        """Return what was played or shown in a frame: an embed of ours, or a link to it."""
        address = _source(node)
        address = f"https:{address}" if address.startswith("//") else address
        if not address:
            return self._all(node.children)
        if embed := embed_of(address):
            return [Element("figure", {"data-embed": embed.address})]
        said = _("What was shown in a frame is a link now: %(address)s")
        if node.tag in ("audio", "video"):
            said = _("Sound and video files are not taken over; the text links to it: %(address)s")
        self.remarks.append(changed(said % {"address": address[:500]}))
        name = node.attributes.get("title") or unquote(PurePosixPath(urlsplit(address).path).name)
        link = Element("a", {"href": self.at_home(address)}, [name or address])
        return [Element("p", {}, [link])]

    def _post(self, node: Element) -> list[Node]:
        """Return a post of a network as the embed that its last link leads to."""
        links = [
            one.attributes.get("href", "") for one in _elements(node.children) if one.tag == "a"
        ]
        embed = embed_of(links[-1]) if links else None
        if embed:
            return [Element("figure", {"data-embed": embed.address})]
        return [Element("blockquote", {}, self._all(node.children))]

    def at_home(self, address: str) -> str:
        """Return an address on the other site as a path: it leads on from wherever Podium stands."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return address
        host = self.home.partition("/")[0]
        if not host or parts.netloc.removeprefix("www.") != host.removeprefix("www."):
            return address
        path = parts.path or "/"
        query = f"?{parts.query}" if parts.query else ""
        return f"{path}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def _pictures_in(node: Element) -> list[Element]:
    return [one for one in _elements(node.children) if one.tag == "img"]


def _elements(nodes: Sequence[Node]) -> list[Element]:
    """Return every element in nodes, in the order of the text."""
    found: list[Element] = []
    for node in nodes:
        if isinstance(node, Element):
            found += [node, *_elements(node.children)]
    return found


def _has_link(nodes: Sequence[Node]) -> bool:
    return any(one.tag == "a" for one in _elements(nodes))


def _standing(words: Sequence[Node]) -> list[Node]:
    return [Element("p", {}, [*words])] if words else []


def _source(node: Element) -> str:
    inside = (one.attributes.get("src", "") for one in _elements(node.children))
    return node.attributes.get("src", "") or next(filter(None, inside), "")


def _with_breaks(node: Node) -> list[Node]:
    if isinstance(node, Element):
        node.children = [new for child in node.children for new in _with_breaks(child)]
        return [node]
    first, *others = node.split("\n")
    return [first, *(new for line in others for new in (Element("br"), line))]
