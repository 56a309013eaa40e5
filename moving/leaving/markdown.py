"""Sanitised HTML as Markdown (CommonMark with tables): the same words, the same elements, nothing lost.

What Markdown has no sign for – subscripts, struck words, pull quotes, cells that span – stays HTML,
which Markdown allows. Footnotes are those of Pandoc and GitHub: `[^1]`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from prose.footnotes import FOOTNOTE
from prose.tree import Element, Node, read, write

# Any of these may begin something wherever it stands.
_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$]")
# At the beginning of a line: headings, lists, rules, numbers of lists, and what underlines a heading.
_BEGINS = re.compile(r"^([ \t]*)(#{1,6}(?=\s|$)|[-+=:](?=\s|$|[-=])|=+|-+)")
_NUMBERED = re.compile(r"^([ \t]*\d{1,9})([.)])")
_BLANK = " \t\r\n\f"
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_HTML = frozenset({"s", "sub", "sup"})  # which Markdown has no signs for
_BLOCKS = frozenset(
    "p h2 h3 ul ol li blockquote aside figure table thead tbody tr td th section div".split()
)


def markdown(html: str) -> str:
    """Return sanitised HTML as Markdown, ending with a line break; empty for nothing."""
    writer = _Writer()
    blocks = writer.blocks(read(html))
    notes = [f"[^{number}]: {text}" for number, text in enumerate(writer.notes, start=1)]
    parts = [*blocks, *notes]
    return "\n\n".join(parts) + "\n" if parts else ""


@dataclass
class _Writer:
    """Writes blocks, and gathers the footnotes that it meets."""

    notes: list[str] = field(default_factory=list)

    def blocks(self, nodes: list[Node]) -> list[str]:
        """Return each block as Markdown; words that stand alone are a paragraph."""
        written: list[str] = []
        words: list[Node] = []
        before = ""
        for node in [*nodes, Element("")]:
            if isinstance(node, str) or node.tag not in _BLOCKS | {""}:
                words.append(node)
                continue
            if paragraph := self._paragraph(words):
                written.append(paragraph)
                before = "p"
            words = []
            if block := self._block(node):
                if node.tag in ("ul", "ol") and before == node.tag:
                    written.append("<!-- -->")  # or both would be one list
                written.append(block)
                before = node.tag
        return written

    def _block(self, node: Element) -> str:
        makers: dict[str, Callable[[Element], str]] = {
            "": lambda _end: "",
            "h2": self._heading,
            "h3": self._heading,
            "blockquote": self._quotation,
            "ul": self._list,
            "ol": self._list,
            "figure": self._figure,
            "table": self._table,
            "aside": _as_html,
            "section": self._several,
            "div": self._several,
            "li": self._several,
        }
        make = makers.get(node.tag)
        return make(node) if make else self._paragraph(node.children)

    def _heading(self, node: Element) -> str:
        words = self._paragraph(node.children).replace("\\\n", " ")
        return f"{'#' * int(node.tag[1])} {words}"

    def _quotation(self, node: Element) -> str:
        return _each_line(self._several(node), "> ", ">")

    def _several(self, node: Element) -> str:
        return "\n\n".join(self.blocks(node.children))

    def _paragraph(self, nodes: list[Node]) -> str:
        text = self.inline(nodes).strip(_BLANK)
        lines = [line.strip(_BLANK) for line in text.split("\n")]
        return "\n".join(_line_start(line) for line in lines).removesuffix("\\")

    def inline(self, nodes: list[Node]) -> str:
        """Return words and marks as Markdown."""
        text = ""
        for index, node in enumerate(nodes):
            after = nodes[index + 1] if index + 1 < len(nodes) else ""
            piece = self._inline(node, text, after)
            if text.endswith("!") and piece.startswith("["):
                text = f"{text[:-1]}\\!"
            text += piece
        return text

    def _inline(self, node: Node, before: str, after: Node) -> str:
        if isinstance(node, str):
            return _SIGNS.sub(r"\\\g<0>", re.sub(r"[ \t\r\n\f]+", " ", node))
        if node.tag == "br":
            return "\\\n"
        if node.tag == "img":
            return f"![{self.inline([node.attributes.get('alt', '')])}]({_address(node, 'src')})"
        if node.tag == "span" and "data-footnote" in node.attributes:
            self.notes.append(self.inline([node.attributes["data-footnote"]]).strip())
            return f"[^{len(self.notes)}]"
        return self._element(node, self.inline(node.children), before, after)

    def _element(self, node: Element, inner: str, before: str, after: Node) -> str:
        if node.tag == "a" and node.attributes.get("href"):
            return self._link(node, inner)
        if node.tag in _MARKS:
            return _marked(node.tag, inner, before, after)
        return f"<{node.tag}>{inner}</{node.tag}>" if node.tag in _HTML else inner

    def _link(self, node: Element, inner: str) -> str:
        rel = node.attributes.get("rel", "")
        if "sponsored" in rel:  # that it is paid for is said by HTML alone
            href = escape(node.attributes["href"])
            return f'<a href="{href}" rel="{escape(rel)}">{inner}</a>'
        return f"[{inner}]({_address(node, 'href')})"

    def _list(self, node: Element) -> str:
        if "type" in node.attributes:  # a, b, c
            return _as_html(node)
        items = [one for one in node.children if isinstance(one, Element)]
        start = int(node.attributes.get("start", "1"))
        written = []
        for number, item in enumerate(items, start=start):
            sign = "- " if node.tag == "ul" else f"{number}. "
            blocks = self.blocks(item.children)
            tight = all(not one.startswith("<") for one in blocks) and len(blocks) <= 2
            nested = len(blocks) == 2 and _is_list(item.children[-1])
            text = ("\n" if tight and nested else "\n\n").join(blocks)
            indent = " " * len(sign)
            written.append(sign + _each_line(text, indent, "").removeprefix(indent))
        loose = any("\n\n" in one for one in written)
        return ("\n\n" if loose else "\n").join(written)

    def _figure(self, node: Element) -> str:
        if "data-block" in node.attributes:
            return f"<!-- {node.attributes['data-block']} -->"
        written = []
        for child in node.children:
            if isinstance(child, Element) and child.tag == "figcaption":
                written.append(self._paragraph([Element("em", {}, child.children)]))
            else:
                written.append(self._paragraph([child]))
        return "\n\n".join(filter(None, written))

    def _table(self, node: Element) -> str:
        """Return a table of GitHub's; as HTML where cells span, hold blocks, or no row is its head."""
        parts = {one.tag: one for one in node.children if isinstance(one, Element)}
        head = _rows(parts.get("thead"))
        rows = head + _rows(parts.get("tbody"))
        cells = [cell for row in rows for cell in row]
        plain = not any(
            cell.attributes.keys() & {"colspan", "rowspan"} or _holds_blocks(cell) for cell in cells
        )
        named = any(cell.tag == "th" for row in rows[1:] for cell in row)
        even = len({len(row) for row in rows}) == 1
        if len(head) != 1 or not plain or named or not even:
            return _as_html(node)
        lines = [f"| {' | '.join(self._cell(cell) for cell in row)} |" for row in rows]
        return "\n".join([lines[0], f"|{' --- |' * len(head[0])}", *lines[1:]])

    def _cell(self, cell: Element) -> str:
        return self.inline(cell.children).replace("\\\n", "<br>").strip(_BLANK)


def _line_start(line: str) -> str:
    """Return a line that begins nothing."""
    line = _NUMBERED.sub(r"\1\\\2", line)
    return _BEGINS.sub(lambda found: f"{found[1]}\\{found[2]}", line)


def _marked(tag: str, inner: str, before: str, after: Node) -> str:
    """Return emphasised words; with HTML's tags where asterisks would not be understood."""
    words = inner.strip(_BLANK)
    if not words:
        return inner
    lead, _words, tail = inner.partition(words)
    asterisk = before.endswith("*") or (isinstance(after, Element) and after.tag in _MARKS)
    if words[0].isalnum() and words[-1].isalnum() and not asterisk and "\n" not in words:
        return f"{lead}{_MARKS[tag]}{words}{_MARKS[tag]}{tail}"
    return f"{lead}<{tag}>{words}</{tag}>{tail}"


def _address(node: Element, name: str) -> str:
    """Return an address as a link takes it, whatever signs are in it."""
    address = node.attributes[name]
    for sign, written in ((" ", "%20"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C"), ("\n", "")):
        address = address.replace(sign, written)
    return f"<{address}>" if re.search(r"[()&*_]", address) else address


def _as_html(node: Element) -> str:
    html = FOOTNOTE.sub(lambda found: f" ({found['text']})", write([node]))
    return re.sub(r"\s*\n\s*", " ", html)  # an empty line would end it


def _each_line(text: str, prefix: str, empty: str) -> str:
    return "\n".join(f"{prefix}{line}" if line else empty for line in text.split("\n"))


def _is_list(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in ("ul", "ol")


def _holds_blocks(cell: Element) -> bool:
    return any(isinstance(one, Element) and one.tag in _BLOCKS for one in cell.children)


def _rows(part: Element | None) -> list[list[Element]]:
    rows = [one for one in (part.children if part else []) if isinstance(one, Element)]
    return [[cell for cell in row.children if isinstance(cell, Element)] for row in rows]
