"""Components in Markdown, as MDX has them: `<Picture alt="…" />` shows something and says nothing."""

from __future__ import annotations

import re

_ATTRIBUTE = r"[A-Za-z_@:][\w.:-]{0,60}"
# An attribute or the end follows the name; „<Zwei Kilo“ is no tag, nor is `List<Text>`.
_BEGINS = re.compile(
    r"(?<![\w<])<(?P<name>[A-Z][\w.]{0,60})"
    rf"(?=\s{{0,99}}/?>|\s{{1,99}}(?:\{{|{_ATTRIBUTE}(?:\s?=|\s{{0,99}}/?>|\s{{1,99}}{_ATTRIBUTE}\s?[=/>])))"
)
_ENDS = re.compile(r"</(?P<name>[A-Z][\w.]{0,60})\s?>")
_IMPORT = re.compile(r"^(?:import|export)\s[^\n]{1,300}(?:['\"];?|[{(\[])[ \t]*$", re.MULTILINE)
_SIGNS = re.compile(r"[\"'`{}>]")
_BLANK = re.compile(r"\n[ \t]*\n")
_LONGEST = 2_000  # characters of a tag; what is longer only looks like one
# Elements of HTML that say something themselves, however they are written.
_HTML = frozenset(
    "a abbr address b blockquote br center cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd"
    " li mark ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var".split()
)


def without_components(text: str) -> str:
    """Return a text without the tags of components, line for line; what stands between them stays."""
    kept, at = [], 0
    for match in _BEGINS.finditer(text):
        if match.start() < at or not _is_component(match["name"]):
            continue
        end = _end_of_tag(text, match.end())
        if end < 0:
            continue
        kept += [text[at : match.start()], "\n" * text.count("\n", match.start(), end)]
        at = end
    if not at:
        return text
    text = _ENDS.sub(_without_end, "".join(kept) + text[at:])
    return _IMPORT.sub("", text)


def _is_component(name: str) -> bool:
    """Tell whether a tag is none of HTML: written like `Picture` or `Card.Title`."""
    return "." in name or (not name.isupper() and name.casefold() not in _HTML)


def _without_end(match: re.Match[str]) -> str:
    return "" if _is_component(match["name"]) else match[0]


def _end_of_tag(text: str, at: int) -> int:
    """Return where a tag ends: at the first „>“ outside quotation marks and braces; -1 if nowhere near.

    A mark opens only behind „=“ or within braces: in `title=it's` it is an apostrophe.
    """
    blank = _BLANK.search(text, at, at + _LONGEST)
    quoted, depth = "", 0
    for match in _SIGNS.finditer(text, at, blank.start() if blank else at + _LONGEST):
        sign = match[0]
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "\"'`":
            quoted = sign if depth or text[match.start() - 1] == "=" else ""
        elif sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif not depth:
            return match.end()
    return -1
