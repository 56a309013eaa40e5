"""Markdown as sites keep it: what is said beside the text, taken out before its lines are read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from interviews.importing.formats.components import without_components
from interviews.importing.formats.emphasis import as_signs, tidied

_REFERENCE = re.compile(
    r"\s{0,3}\[(?P<label>[^\]^][^\]]{0,200})\]:\s*<?(?P<href>[^\s<>]{1,1000})>?"
    r"(?:\s+[\"'(].{0,300}[\"')])?\s*\Z"
)
_FOOTNOTE = re.compile(r"\s{0,3}\[\^(?P<label>[^\]\s]{1,60})\]:\s*(?P<text>.*)\Z")
_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})[^`]*\Z")
# What is left out from its beginning to its ending, a pattern in which %s is the name of the beginning.
_BEGINNINGS = {
    re.compile(r"<(!)--"): "--%.0s>",
    re.compile(r"\{%\s?(comment)\s?%\}"): r"\{%%\s?end%s\s?%%\}",
    re.compile(
        r"<(iframe|script|style|video|audio|figure|svg)\b[^<>]{0,2000}>", re.IGNORECASE
    ): "</%s>",
}
# Its words may stand on several lines and hold a sign of percent: `src="/M%C3%A4rz.jpg"`.
_TEMPLATE = re.compile(
    r"\{%(?:[^%]|%(?!\})){0,3000}%\}|\{\{[<%][^\n]{0,400}?[>%]\}\}|\{:[^}\n]{0,200}\}"
)
_IMAGE = re.compile(
    r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,300})?\)|\[[^\]\n]{0,200}\])"
)
_LINKED_NOTHING = re.compile(r"\[\s*\]\([^()\s]{0,1000}\)")
# A link within the site leads nowhere from here: its words stay.
_WITHIN_SITE = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]{1,300})\]"
    r"\((?!https?:|mailto:)[^()\s\"<>]{0,1000}(?:\s+\"[^\"\n]{0,300}\")?\)"
)
_DROPPED = re.compile(r"<(?:img|source|input|link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
_STRUCK = re.compile(r"<(del|s|strike)>[^<]{0,2000}</\1>|~~[^~\n]{1,500}~~", re.IGNORECASE)
_BREAK = re.compile(r"<br\s?/?>|\\$", re.IGNORECASE | re.MULTILINE)
_ANCHOR = re.compile(
    r"<a\s[^>]{0,500}?href=[\"'](?P<href>[^\"']{1,1000})[\"'][^>]{0,500}>(?P<text>[^<\n]{1,300})</a>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|span|center|section|article|aside|header|small|u|font|table|tr|td|figcaption|details|summary|hr|blockquote"
    r"|ul|ol|li|abbr|mark|sup|sub|h[1-6]|dl|dt|dd|a|ins)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_CALL_OUT = re.compile(r"(?:>\s?)?\[!\w{2,20}\][+-]?\s*\Z|:::.{0,60}\Z|!!!\s.{0,60}\Z")
_TABLE_RULE = re.compile(r"\s{0,3}\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){0,50}\|?\s*\Z")
_CELLS = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


@dataclass
class Beside:
    """What a text refers to: addresses of links and words of footnotes, by their labels."""

    links: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def without_definitions(lines: list[str]) -> tuple[list[str], Beside]:
    """Return the lines without those that only define a link or a footnote, and what they define.

    Such a line stays if nothing in the text refers to it.
    """
    text = "\n".join(lines).casefold()
    beside = Beside()
    kept: list[str] = []
    note = ""
    for line in lines:
        goes_on = note and line[:4].strip() == "" and line.strip()
        found, footnote = _REFERENCE.match(line), _FOOTNOTE.match(line)
        if goes_on:
            beside.notes[note] = f"{beside.notes[note]} {line.strip()}".strip()
        elif footnote and text.count(f"[^{footnote['label'].casefold()}]") > 1:
            note = footnote["label"]
            beside.notes[note] = footnote["text"].strip()
        elif found and text.count(f"[{found['label'].casefold()}]") > 1:
            beside.links[found["label"].casefold()] = found["href"]
        else:
            note = note if not line.strip() else ""
            kept.append(line)
            continue
        kept.append("")
    return kept, beside


def readable(text: str) -> str:
    """Return Markdown without what a reader of the page would not see, line for line."""
    text = without_components(text)
    for beginning, ending in _BEGINNINGS.items():
        text = _without(text, beginning, ending)
    text = _DROPPED.sub(_empty_lines, text)
    text = _TEMPLATE.sub(_empty_lines, text)
    for pattern in (_IMAGE, _STRUCK, _LINKED_NOTHING):
        text = pattern.sub("", text)
    text = _WITHIN_SITE.sub(r"\g<text>", text)
    text = _ANCHOR.sub(r"[\g<text>](\g<href>)", text)
    text = tidied(_BLOCK.sub("", as_signs(text)))
    return html.unescape(text)


def without_tables(lines: list[str]) -> list[str]:
    """Return the lines with each row of a table as a line of its own, its cells with a stroke between.

    Where a cell asks, questions and answers stand side by side: then each cell is a line.
    """
    result = [*lines]
    at = 1
    while at < len(lines):
        if "|" in lines[at] and "|" in lines[at - 1] and _TABLE_RULE.match(lines[at]):
            end = at + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            rows = [_cells(line) for line in [lines[at - 1], *lines[at + 1 : end]]]
            asks = any(cell.endswith("?") for row in rows for cell in row)
            between = "<br>" if asks else " | "
            shown = [between.join(filter(None, row)) if asks else between.join(row) for row in rows]
            result[at - 1 : end] = [f"{shown[0]}<br>", "", *(f"{row}<br>" for row in shown[1:])]
            at = end
        at += 1
    return result


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in _CELLS.split(row.strip())]
    first, last = int(not cells[0]), len(cells) - int(not cells[-1])
    return cells[first:last]


def with_breaks(line: str) -> list[str]:
    """Return a line as the lines into which its breaks divide it."""
    return (
        _BREAK.sub("\n", line).split("\n")
        if "<br" in line.casefold() or line.endswith("\\")
        else [line]
    )


def is_call_out(line: str) -> bool:
    """Tell whether a line only opens or closes a box."""
    return bool(_CALL_OUT.match(line))


def is_fence(line: str) -> bool:
    """Tell whether a line opens or closes a block of code."""
    return bool(_FENCE.match(line))


def unescaped(text: str) -> str:
    """Return the text without the backslashes that keep signs from being markup."""
    return _ESCAPE.sub(r"\1", text)


def _without(text: str, beginning: re.Pattern[str], ending: str) -> str:
    """Return a text without what stands from a beginning to its ending; what never ends stays.

    No ending is looked for twice in vain: a text of beginnings alone takes no longer than another.
    """
    kept, at, endless = [], 0, set()
    for match in beginning.finditer(text):
        wanted = ending % match[1].lower()
        if match.start() < at or wanted in endless:
            continue
        end = re.compile(wanted, re.IGNORECASE).search(text, match.end())
        if end is None:
            endless.add(wanted)
            continue
        kept += [text[at : match.start()], "\n" * text.count("\n", match.start(), end.end())]
        at = end.end()
    return "".join(kept) + text[at:]


def _empty_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
