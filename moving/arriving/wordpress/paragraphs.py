"""Automatic paragraphs: what WordPress's classic editor means by blank lines and line ends.

The rules are those of `wpautop` (wp-includes/formatting.php); what tags are left open, the sanitiser closes.
"""

import re

_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area"
    "|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header"
    "|footer|nav|figure|figcaption|details|menu|summary|center|iframe|video|audio|object|script"
)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_OPENING = re.compile(rf"<(?:{_BLOCKS})(?=[\s/>])", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:{_BLOCKS})\s*>", re.IGNORECASE)
_EDGE = re.compile(rf"</?(?:{_BLOCKS})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_TWO_BREAKS = re.compile(r"<br\s?/?>[ \t\n]{0,20}<br\s?/?>", re.IGNORECASE)
_AS_IT_IS = re.compile(r"<(pre|script|style|svg)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BREAK = re.compile(r"(<br\s?/?>)?[ \t]*\n", re.IGNORECASE)


def with_paragraphs(text: str) -> str:
    """Return HTML in which blank lines divide paragraphs and line ends are breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    done: list[str] = []
    at = 0
    for found in _AS_IT_IS.finditer(text):
        if found.start() < at:
            continue
        closing = f"</{found[1].lower()}>"
        end = text.lower().find(closing, found.end()) if len(text) < 1_000_000 else -1
        if end < 0:
            continue
        end += len(closing)
        done += [_divided(text[at : found.start()]), text[found.start() : end]]
        at = end
    return "".join([*done, _divided(text[at:])])


def _divided(text: str) -> str:
    text = _TAG.sub(lambda tag: tag[0].replace("\n", " "), text)
    text = _TWO_BREAKS.sub("\n\n", text)
    text = _OPENING.sub(lambda tag: f"\n\n{tag[0]}", text)
    text = _CLOSING.sub(lambda tag: f"{tag[0]}\n\n", text)
    parts = (part.strip() for part in _BLANK_LINE.split(text))
    return "\n".join(_paragraph(part) for part in parts if part)


def _paragraph(part: str) -> str:
    """Return a part between blank lines as a paragraph, unless it begins or ends a block."""
    first = _EDGE.match(part)
    if not first:
        last = _CLOSING.search(part)
        inside = part[: last.start()] if last else part
        return f"<p>{_broken(inside)}</p>{part[last.start() :] if last else ''}"
    return part[: first.end()] + _broken(part[first.end() :].strip())


def _broken(text: str) -> str:
    return _BREAK.sub("<br>\n", text)
