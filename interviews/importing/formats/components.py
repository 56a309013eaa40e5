"""Components in Markdown, as MDX has them: `<Picture alt="…" />` shows something and says nothing."""

from __future__ import annotations

import re

_BEGINS = re.compile(r"<(?P<name>[A-Z][\w.]{0,60})(?=[\s/>])")
_ENDS = re.compile(r"</[A-Z][\w.]{0,60}\s?>")
_IMPORT = re.compile(r"^(?:import|export)\s[^\n]{1,300}(?:['\"];?|[{(\[])[ \t]*$", re.MULTILINE)
_SIGNS = re.compile(r"[\"'`{}>]")


def without_components(text: str) -> str:
    """Return a text without the tags of components, line for line; what stands between them stays."""
    if not _BEGINS.search(text):
        return text
    kept, at = [], 0
    for match in _BEGINS.finditer(text):
        if match.start() < at:
            continue
        end = _end_of_tag(text, match.end())
        if end < 0:
            break  # no tag after this one ends, either
        kept += [text[at : match.start()], "\n" * text.count("\n", match.start(), end)]
        at = end
    return _IMPORT.sub("", _ENDS.sub("", "".join(kept) + text[at:]))


def _end_of_tag(text: str, at: int) -> int:
    """Return where a tag ends: at the first „>“ outside quotation marks and braces; -1 if nowhere."""
    quoted, depth = "", 0
    for match in _SIGNS.finditer(text, at):
        sign = match[0]
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "\"'`":
            quoted = sign
        elif sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif not depth:
            return match.end()
    return -1
