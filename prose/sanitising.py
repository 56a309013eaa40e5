"""Only what a text may hold: nh3 takes out what is dangerous, `prose.shaping` what is untidy."""

import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

import nh3

from prose.embeds import embed_of
from prose.links import checked_address
from prose.pasted import means_something, understood
from prose.shaping import BLOCKS, shaped
from prose.tree import Element, Node, read, write

# Every block, too: of a tag that is taken out, the words would be glued to those beside it.
TAGS = BLOCKS | frozenset("br strong b em i s del strike ins u sub sup q font a span".split())
ATTRIBUTES = {
    "*": {"style"},  # as far as it means something, and never served
    "a": {"href", "rel"},
    "aside": {"class"},
    "figure": {"data-block", "data-embed", "data-file", "data-poster"},
    "li": {"value"},
    "ol": {"start", "type"},
    "span": {"data-footnote"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
CONTENT_GONE = frozenset(
    "script style template svg math iframe object noscript title textarea select".split()
)
SHIFTED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
# nh3's time grows with their square; nobody writes so many, and what lays out by them is read without, too.
_NO_BREAKS = 20_000
_NO_BREAK = re.compile(r"\u00a0|&nbsp;?|&#0*160;?|&#x0*a0;?", re.IGNORECASE)
# A whole tag at a time: of one that is never closed, HTMLParser reads the rest again and again.
ADDRESSED = re.compile(r"""<(?:a|figure)\b(?:"[^"]*"|'[^']*'|[^'"<>])*+>""", re.IGNORECASE)


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.embeds: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "figure" and given.get("data-embed"):
            self.embeds.append(str(given["data-embed"]))


def sanitise(html: str, config: str = "article") -> str:
    """Return only what a text of this extent (`article`, `answer`, `simple`) may hold.

    Safe to serve, tidy, and the same when sanitised again.
    """
    return write(shaped(understood(read(_without_danger(html))), config))


def safe(html: str) -> str:
    """Return a text that is not one of ours, safe to show, with all its elements that mean something."""
    return write(understood(read(_without_danger(html))))


def broken_links(html: str) -> list[str]:
    """Return the addresses in links that `sanitise` would take out, in order."""
    return [address for address in _addresses(html).links if checked_address(address) is None]


def unknown_embeds(html: str) -> list[str]:
    """Return the addresses of embeds that `sanitise` would take out, in order."""
    return [address for address in _addresses(html).embeds if embed_of(address) is None]


def _addresses(html: str) -> _Addresses:
    collector = _Addresses()
    for tag in ADDRESSED.findall(html):
        collector.feed(tag)
        collector.reset()
    return collector


@lru_cache(maxsize=256)  # each answer is asked for its words by rules, checks, search and teaser
def plain_text(html: str) -> str:
    """Return the words alone, a line per paragraph; without captions and footnotes."""
    return "\n".join(lines_of(read(_without_danger(html))))


def lines_of(nodes: list[Node], *, whole_rows: bool = False) -> list[str]:
    """Return the words of nodes, a line per paragraph; of a table one per cell, or for `whole_rows`."""
    lines: list[str] = []
    inline = ""
    for node in nodes:
        if isinstance(node, Element) and (node.tag in BLOCKS or _has_block(node)):
            lines += _line(inline)
            inline = ""
            if whole_rows and node.tag == "tr":
                cells = (lines_of([cell]) for cell in node.children)
                lines.append(" | ".join(" ".join(cell) for cell in cells))
            elif node.tag != "figure":
                lines += lines_of(node.children, whole_rows=whole_rows)
        else:
            inline += _inline(node)
    return lines + _line(inline)


def _without_danger(html: str) -> str:
    if len(_NO_BREAK.findall(html)) > _NO_BREAKS:
        html = _NO_BREAK.sub(" ", html)
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_meant,
        clean_content_tags=set(CONTENT_GONE),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )


def _meant(_tag: str, name: str, value: str) -> str | None:
    return value if name != "style" or means_something(value) else None


def _inline(node: Node) -> str:
    """Return words as they are read: without what is struck, powers and indices as signs of their own."""
    if isinstance(node, str):
        return node
    if node.tag == "br":
        return " "
    if node.tag == "s":
        return ""
    words = "".join(map(_inline, node.children))
    return words.translate(SHIFTED[node.tag]) if node.tag in SHIFTED and len(words) <= 6 else words


def _has_block(node: Element) -> bool:
    return any(
        isinstance(child, Element) and (child.tag in BLOCKS or _has_block(child))
        for child in node.children
    )


def _line(text: str) -> list[str]:
    words = " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())
    return [words] if words else []
