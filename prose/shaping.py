"""From any safe HTML to the tidy shape the editor, the reader's page and the record share.

Paragraphs, headings, lists, quotations, figures, pull quotes and tables follow one another;
words stand inside them. What an extent does not know becomes a paragraph.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from unicodedata import normalize

from prose.blocks import REFERENCE
from prose.embeds import embed_of
from prose.links import checked_address, relations
from prose.tree import Element, Node, text_of

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
MARKS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "s": "s",
    "sub": "sub",
    "sup": "sup",
}
CONTAINERS = frozenset(
    "div section article thead tbody tfoot tr th td li figcaption hr address caption center dd details dialog dir dl dt"
    " fieldset footer form header hgroup legend main menu nav search summary".split()
)
BLOCKS = (
    frozenset(HEADINGS)
    | CONTAINERS
    | frozenset("p ul ol blockquote aside figure pre table".split())
)
EXTENTS: dict[str, frozenset[str]] = {
    "simple": frozenset({"p", "ul", "ol"}),
    "answer": frozenset({"p", "ul", "ol", "blockquote", "figure", "footnote"}),
    "article": frozenset(
        {"p", "ul", "ol", "blockquote", "figure", "footnote", "heading", "aside", "table"}
    ),
}
FOOTNOTE_LENGTH = 1000
BLANK = re.compile(r"[ \t\r\n\f]+")
IDENTITY = re.compile(r"[1-9][0-9]{0,17}\Z", re.ASCII)
SPAN = re.compile(r"(?:[2-9]|[1-4][0-9])\Z", re.ASCII)
START = re.compile(r"(?:[2-9]|[1-9][0-9]{1,3})\Z", re.ASCII)
TYPE = re.compile(r"[aAiI]\Z")
# What may stand inside what.
INSIDE_LIST = frozenset({"p", "ul", "ol"})
INSIDE_QUOTE = frozenset({"p", "ul", "ol"})
INSIDE_CELL = frozenset({"p", "ul", "ol"})
ONLY_PARAGRAPHS = frozenset({"p"})


def shaped(nodes: list[Node], config: str) -> list[Node]:
    """Return the blocks of a text of this extent."""
    allowed = EXTENTS[config]
    blocks = _blocks(nodes, allowed, "footnote" in allowed)
    return [_embedded(block) if "figure" in allowed else block for block in blocks]


def _embedded(block: Node) -> Node:
    """Return an embed for a paragraph that is nothing but an address we know; else the block."""
    match block:
        case Element(tag="p", children=[str() as address]) if " " not in address:
            embed = embed_of(address)
        case Element(tag="p", children=[Element(tag="a") as link]):
            address = link.attributes["href"]
            embed = embed_of(address) if text_of(link.children) in address else None
        case _:
            embed = None
    return Element("figure", {"data-embed": embed.address}) if embed else block


def _blocks(nodes: list[Node], allowed: frozenset[str], notes: bool) -> Iterator[Node]:
    """Yield the blocks, with words that stand alone gathered into paragraphs."""
    words: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and _is_block(node):
            yield from _paragraph("p", words, notes)
            words = []
            yield from _block(node, allowed, notes)
        else:
            words.append(node)
    yield from _paragraph("p", words, notes)


def _is_block(node: Element) -> bool:
    """Tell whether a node is a block, or a mark put around blocks (as word processors do)."""
    return node.tag in BLOCKS or any(
        isinstance(child, Element) and _is_block(child) for child in node.children
    )


def _block(node: Element, allowed: frozenset[str], notes: bool) -> Iterator[Node]:
    makers: dict[str, Callable[[Element, bool], Iterator[Node]]] = {
        "ul": _list,
        "ol": _list,
        "blockquote": _quotation,
        "aside": _pull_quote,
        "figure": _figure,
        "table": _table,
    }
    if node.tag in HEADINGS:
        tag = HEADINGS[node.tag] if "heading" in allowed else "p"
        yield from _paragraph(tag, node.children, notes)
    elif node.tag == "p" and not any(
        isinstance(c, Element) and _is_block(c) for c in node.children
    ):
        yield from _paragraph("p", node.children, notes)
    elif node.tag in makers and node.tag in allowed and _is_whole(node):
        yield from makers[node.tag](node, notes)
    else:
        yield from _blocks(node.children, allowed, notes)


def _is_whole(node: Element) -> bool:
    """Tell whether a pull quote or figure is one of ours and not merely called so."""
    if node.tag == "aside":
        return "pullquote" in node.attributes.get("class", "").split()
    if node.tag == "figure":
        return bool(_source(node))
    return True


def _paragraph(tag: str, nodes: list[Node], notes: bool) -> Iterator[Node]:
    words = inline(nodes, notes)
    if words:
        yield Element(tag, {}, words)


def _list(node: Element, notes: bool) -> Iterator[Node]:
    items: list[Node] = []
    loose: list[Node] = []
    for child in [*node.children, Element("li")]:
        if not (isinstance(child, Element) and child.tag == "li"):
            loose.append(child)
            continue
        for content in (loose, child.children):
            blocks = list(_blocks(content, INSIDE_LIST, notes))
            if blocks:
                items.append(Element("li", {}, blocks))
        loose = []
    if items:
        yield Element(node.tag, _numbering(node), items)


def _numbering(node: Element) -> dict[str, str]:
    """Return how a list counts, if not from 1 in figures."""
    if node.tag != "ol":
        return {}
    wanted = {"start": START, "type": TYPE}
    given = ((name, node.attributes.get(name, "")) for name in wanted)
    return {name: value for name, value in given if wanted[name].match(value)}


def _quotation(node: Element, notes: bool) -> Iterator[Node]:
    blocks = list(_blocks(node.children, INSIDE_QUOTE, notes))
    if blocks:
        yield Element("blockquote", {}, blocks)


def _pull_quote(node: Element, notes: bool) -> Iterator[Node]:
    blocks = list(_blocks(node.children, ONLY_PARAGRAPHS, notes=False))
    if blocks:
        yield Element("aside", {"class": "pullquote"}, blocks)


def _figure(node: Element, notes: bool) -> Iterator[Node]:
    """Yield the figure with its caption alone; words elsewhere in it follow as paragraphs."""
    captions = [c for c in node.children if isinstance(c, Element) and c.tag == "figcaption"]
    caption = inline([child for c in captions for child in c.children], notes=False)
    figcaption: list[Node] = [Element("figcaption", {}, caption)] if caption else []
    yield Element("figure", _source(node), figcaption)
    others = [child for child in node.children if child not in captions]
    yield from _blocks(others, ONLY_PARAGRAPHS, notes)


def _source(node: Element) -> dict[str, str]:
    """Return what a figure shows, as attributes: a picture of ours, an embed with its poster, a block."""
    if embed := embed_of(node.attributes.get("data-embed", "")):
        poster = node.attributes.get("data-poster", "")
        return {"data-embed": embed.address} | (
            {"data-poster": poster} if IDENTITY.match(poster) else {}
        )
    block = node.attributes.get("data-block", "")
    if REFERENCE.match(block):
        return {"data-block": block}
    file = node.attributes.get("data-file", "")
    return {"data-file": file} if IDENTITY.match(file) else {}


def _table(node: Element, notes: bool) -> Iterator[Node]:
    rows = [_row(row, notes) for row in _rows(node)]
    rows = [row for row in rows if any(text_of(cell.children).strip() for cell in row)]
    if not rows:
        return
    head = 0
    while head < len(rows) - 1 and all(cell.tag == "th" for cell in rows[head]):
        head += 1
    parts: list[Node] = []
    for tag, part in (("thead", rows[:head]), ("tbody", rows[head:])):
        if part:
            scope = "col" if tag == "thead" else "row"
            parts.append(Element(tag, {}, [_scoped(row, scope) for row in part]))
    yield Element("table", {}, parts)


def _rows(node: Element) -> Iterator[Element]:
    for child in node.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in {"thead", "tbody", "tfoot"}:
                yield from _rows(child)


def _row(row: Element, notes: bool) -> list[Element]:
    cells = [c for c in row.children if isinstance(c, Element) and c.tag in {"th", "td"}]
    return [Element(cell.tag, _spans(cell), _cell(cell, notes)) for cell in cells]


def _spans(cell: Element) -> dict[str, str]:
    given = ((name, cell.attributes.get(name, "")) for name in ("colspan", "rowspan"))
    return {name: value for name, value in given if SPAN.match(value)}


def _cell(cell: Element, notes: bool) -> list[Node]:
    blocks = list(_blocks(cell.children, INSIDE_CELL, notes))
    match blocks:
        case [Element(tag="p") as only]:
            return only.children
    return blocks


def _scoped(cells: list[Element], scope: str) -> Element:
    for cell in cells:
        if cell.tag == "th":
            cell.attributes["scope"] = scope
    return Element("tr", {}, list(cells))


def inline(nodes: list[Node], notes: bool) -> list[Node]:
    """Return words with marks, links, line breaks and (if so) footnotes, blanks set right."""
    words = _merged(_inline(nodes, notes, frozenset()))
    return _trimmed(words)


def _inline(nodes: list[Node], notes: bool, inside: frozenset[str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield BLANK.sub(" ", node)
        elif node.tag == "br":
            yield Element("br")
        elif node.tag == "span" and "data-footnote" in node.attributes:
            yield from _footnote(node) if notes and "a" not in inside else ()
        elif node.tag == "a":
            yield from _link(node, notes, inside)
        elif node.tag in MARKS and MARKS[node.tag] not in inside:
            tag = MARKS[node.tag]
            yield from _marked(Element(tag), _inline(node.children, notes, inside | {tag}))
        else:
            block = node.tag in BLOCKS
            yield from (" ",) if block else ()
            yield from _inline(node.children, notes, inside)
            yield from (" ",) if block else ()


def _link(node: Element, notes: bool, inside: frozenset[str]) -> Iterator[Node]:
    address = checked_address(node.attributes.get("href", ""))
    if address is None or "a" in inside:
        yield from _inline(node.children, notes, inside)
        return
    rel = relations(address, node.attributes.get("rel", ""))
    link = Element("a", {"href": address} | ({"rel": rel} if rel else {}))
    yield from _marked(link, _inline(node.children, notes, inside | {"a"}))


def _marked(element: Element, words: Iterator[Node]) -> Iterator[Node]:
    """Yield the element around words; blanks at its edges go outside, an empty one is left out."""
    children = _merged(words)
    before = after = ""
    if children and isinstance(children[0], str) and children[0].startswith(" "):
        before, children[0] = " ", children[0].lstrip(" ")
    if children and isinstance(children[-1], str) and children[-1].endswith(" "):
        after, children[-1] = " ", children[-1].rstrip(" ")
    element.children = [child for child in children if child != ""]
    yield before
    if _says_something(element.children):
        yield element
    else:
        yield from element.children
    yield after


def _footnote(node: Element) -> Iterator[Node]:
    text = normalize("NFC", " ".join(node.attributes["data-footnote"].split()))
    text = text[:FOOTNOTE_LENGTH].strip()
    if text:
        yield Element("span", {"data-footnote": text})


def _merged(nodes: Iterator[Node]) -> list[Node]:
    """Return nodes with neighbouring text as one, without double blanks, none around breaks."""
    merged: list[Node] = []
    for is_element, row in groupby(nodes, lambda node: isinstance(node, Element)):
        if is_element:
            merged += row
        elif text := BLANK.sub(" ", "".join(map(str, row))):
            merged.append(normalize("NFC", text))
    return merged


def _trimmed(words: list[Node]) -> list[Node]:
    """Return words without blanks, breaks and empty marks at both ends; nothing if they are all."""
    if not _says_something(words):
        return []
    words = list(words)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while words:
            node = words[end]
            if isinstance(node, str):
                words[end] = strip(node, " ")
                if words[end]:
                    break
            elif node.tag != "br":
                break
            del words[end]
    return words


def _says_something(nodes: list[Node]) -> bool:
    return any(
        node.strip() != ""
        if isinstance(node, str)
        else "data-footnote" in node.attributes or _says_something(node.children)
        for node in nodes
    )
