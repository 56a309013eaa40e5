"""Citations: numbers in square brackets in a text, linked to the list of sources and back.

An editor types `[1]`, `[1, 3]` or `[1; S. 12]`. Where such a source exists, readers get links
both ways; what names no source stays the text it is. Footnotes keep theirs as text.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from string import ascii_lowercase

from django.utils.translation import gettext as _

from blog.editions.content import CitedSource, Content
from blog.editions.question import Question
from blog.editions.texts import htmls_of
from prose.tree import Element, Node, read, write

CITATION = re.compile(
    r"\[\s*(?P<numbers>\d{1,3}(?:\s*[,;]\s*\d{1,3})*)(?P<place>\s*[,;]\s*[^\W\d_][^\[\]]{0,80})?\s*\]"
)
NUMBER = re.compile(r"\d+")
NOT_IN = frozenset({"a", "pre", "code"})


@dataclass(frozen=True)
class CitedPlace:
    """Where the text cites a source: an anchor there, and a letter for the way back."""

    id: str
    letter: str


@dataclass(frozen=True)
class Reference:
    """A source as the list at the end names it, with the places that cite it, in reading order."""

    source: CitedSource
    places: list[CitedPlace]


class Citations:
    """The citations of one piece as its texts are linked one after the other."""

    def __init__(self, numbers: Collection[int], sources_on: str = "") -> None:
        """Know the numbers of the sources there are, and the page with their list, if it is another."""
        self.places: dict[int, list[str]] = {number: [] for number in numbers}
        self._sources_on = sources_on

    def linked(self, html: str) -> str:
        """Return sanitised html with links to the sources it cites."""
        if "[" not in html:
            return html
        return write(_replaced(read(html), self._linked_text))

    def _linked_text(self, text: str) -> list[Node]:
        nodes: list[Node] = []
        position = 0
        for match in CITATION.finditer(text):
            if self.places.keys() & set(_numbers(match)):
                nodes += [text[position : match.start()], *self._links(match)]
                position = match.end()
        return [*nodes, text[position:]]

    def _links(self, match: re.Match[str]) -> list[Node]:
        """Return one link with its brackets, or brackets around several numbers or a page."""
        whole = match[0]
        if match["numbers"].isdigit() and not match["place"]:
            return [self._link(int(match["numbers"]), whole)]
        nodes: list[Node] = []
        position = 0
        for number in NUMBER.finditer(whole, 0, match.end("numbers") - match.start()):
            if int(number[0]) in self.places:
                nodes += [whole[position : number.start()], self._link(int(number[0]), number[0])]
                position = number.end()
        return [*nodes, whole[position:]]

    def _link(self, number: int, text: str) -> Element:
        attributes = {"class": "citation"}
        if not self._sources_on:  # the list leads back
            places = self.places[number]
            places.append(f"zitat-{number}-{len(places) + 1}")
            attributes["id"] = places[-1]
        attributes |= {
            "href": f"{self._sources_on}#quelle-{number}",
            "aria-label": _("Source %(number)s") % {"number": number},
        }
        return Element("a", attributes, [text])


def with_citations(content: Content, sources_on: str = "") -> tuple[Content, list[Reference]]:
    """Return content whose texts link to its sources, and the sources, which lead back there.

    Where the sources stand `sources_on` another page, there is no way back.
    """
    citations = Citations([source.number for source in content.sources], sources_on)
    linked = replace(
        content,
        body=citations.linked(content.body),
        exchanges=tuple(_linked_exchange(one, citations) for one in content.exchanges),
        closing=citations.linked(content.closing),
    )
    references = [
        Reference(source, _lettered(citations.places[source.number])) for source in content.sources
    ]
    return linked, references


def unknown_citations(content: Content) -> list[int]:
    """Return the numbers that a piece cites without having such a source, in order, each once."""
    known = {source.number for source in content.sources}
    found: set[int] = set()

    def collect(text: str) -> list[Node]:
        for match in CITATION.finditer(text):
            found.update(_numbers(match))
        return [text]

    for html in htmls_of(content):
        if "[" in html:
            _replaced(read(html), collect)
    return sorted(found - known)


def _linked_exchange(exchange: Question, citations: Citations) -> Question:
    answers = (replace(one, html=citations.linked(one.html)) for one in exchange.answers)
    return replace(exchange, answers=tuple(answers))


def _numbers(match: re.Match[str]) -> Iterable[int]:
    return map(int, NUMBER.findall(match["numbers"]))


def _replaced(nodes: list[Node], change: Callable[[str], list[Node]]) -> list[Node]:
    """Return the nodes with every text changed that stands in no link and no code."""
    changed: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            changed += change(node)
        elif node.tag in NOT_IN:
            changed.append(node)
        else:
            children = _replaced(node.children, change)
            changed.append(Element(node.tag, node.attributes, children))
    return changed


def _lettered(places: list[str]) -> list[CitedPlace]:
    letters = [*ascii_lowercase, *map(str, range(len(ascii_lowercase) + 1, len(places) + 1))]
    return [CitedPlace(place, letter) for place, letter in zip(places, letters, strict=False)]
