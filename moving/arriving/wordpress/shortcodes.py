"""Shortcodes: words in square brackets for which WordPress puts something in.

Those of WordPress itself become what they stand for. Of others – a form, a slider – the words between
opening and closing stay, and what is taken out is said. What is no shortcode, such as [1] or [sic], is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from html import escape

from django.utils.translation import gettext as _

from moving.arriving.remarks import Remark, left

_CODE = re.compile(
    r"\[(?P<escaped>\[?)(?P<end>/?)(?P<name>[a-zA-Z][\w-]{0,60})"
    r"(?P<rest>(?:\s[^\[\]<>]{0,2000}(?:<[^<>\[\]]{0,300}>[^\[\]<>]{0,2000}){0,4})?)(?P<own>/?)\](?P<too>\]?)"
)
_ATTRIBUTE = re.compile(
    r"""([\w-]{1,60})\s{0,5}=\s{0,5}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"']{1,500}))|(\S{1,500})"""
)
_QUOTES = str.maketrans("„“”″‘’", '""""' + "''")
_KNOWN = frozenset({"caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist"})
# Plug-ins that show programs: what stands between is shown letter by letter, tags and brackets, too.
_PROGRAM = re.compile(r"(?:source)?code|cc[ei]?|ccn?l?e?_\w{1,30}", re.IGNORECASE)
_MEDIA = ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv")
# Words that people set in brackets themselves.
_TEXT = frozenset(
    {"sic", "anm", "red", "update", "edit", "werbung", "anzeige", "ad", "video", "audio"}
)


def without_shortcodes(
    text: str, pictures_of: Callable[[], Sequence[str]]
) -> tuple[str, list[Remark]]:
    """Return a text with HTML in the place of shortcodes, and what is to be said of unknown ones.

    `pictures_of` gives the ids of the pictures that belong to the piece, for galleries that name none.
    """
    if "[" not in text:
        return text, []
    closed = {found["name"] for found in _CODE.finditer(text) if found["end"]}
    parts: list[str] = []
    unknown: dict[str, None] = {}
    at = 0
    for found in _CODE.finditer(text):
        if found.start() < at:
            continue
        name = found["name"]
        if found["escaped"] and found["too"]:
            parts += [text[at : found.start()], found[0][1:-1]]
            at = found.end()
        elif not found["end"] and (program := _program(text, found)):
            parts += [text[at : found.start()], program[0]]
            at = program[1]
        elif name in _KNOWN and not found["end"] and (name not in _TEXT or found["rest"].strip()):
            words, end = _known(text, found, pictures_of)
            parts += [text[at : found.start()], words]
            at = end
        elif name in _KNOWN or _is_code(found, closed):
            parts.append(text[at : found.start()])
            parts.append(found["escaped"])
            at = found.end() - len(found["too"])
            if not found["end"]:
                unknown[found[0]] = None
    said = [
        left(_("An unknown shortcode was taken out: %(code)s") % {"code": c[:300]}) for c in unknown
    ]
    return "".join([*parts, text[at:]]), said


def _program(text: str, found: re.Match[str]) -> tuple[str, int] | None:
    """Return a program as lines that stay as they are, and where it ends; None if it is none."""
    if not _PROGRAM.fullmatch(found["name"]):
        return None
    closing = f"[/{found['name']}]"
    end = text.find(closing, found.end())
    if end < 0:
        return None
    # Most are kept with their signs, some with entities; blocks have lines of their own.
    lines = html.unescape(text[found.end() : end]).strip("\r\n")
    return f"\n\n<pre>{escape(lines, quote=False)}</pre>\n\n", end + len(closing)


def _is_code(found: re.Match[str], closed: set[str]) -> bool:
    """Tell a shortcode from words in brackets: it has values, an end, or a name that is no word."""
    name, rest = found["name"], found["rest"]
    if name.lower() in _TEXT and "=" not in rest:
        return False
    return (
        "=" in rest
        or name in closed
        or bool(found["end"])
        or bool(re.search(r"[_-]", name) and not rest.strip())
    )


def _known(
    text: str, found: re.Match[str], pictures_of: Callable[[], Sequence[str]]
) -> tuple[str, int]:
    """Return the HTML of one of WordPress's own shortcodes, and where it ends."""
    name, told = found["name"], _attributes(found["rest"])
    closing = f"[/{name}]"
    end = -1 if found["own"] else text.find(closing, found.end())
    inside = text[found.end() : end] if end >= 0 else ""
    after = end + len(closing) if end >= 0 else found.end()
    words, ends = "", found.end()
    match name:
        case "caption" | "wp_caption" if end >= 0:
            words, ends = _captioned(inside, told.get("caption", "")), after
        case "gallery":
            words = _gallery(told, pictures_of)
        case "embed" if end >= 0:
            words, ends = f"\n\n{inside.strip()}\n\n", after
        case "embed":
            words = f"\n\n{told.get('src', '')}\n\n"
        case "audio" | "video":
            addresses = [told[kind] for kind in _MEDIA if told.get(kind)]
            tags = "".join(f'<{name} src="{escape(one)}"></{name}>' for one in addresses[:1])
            words, ends = f"\n\n{tags}\n\n", after
        case "playlist":
            words = _gallery(told, list)
    return words, ends


def _captioned(inside: str, caption: str) -> str:
    """Return a picture and the words under it: since WordPress 3.4 they stand behind it."""
    end = (
        inside.rfind("</a>") + 4
        if "</a>" in inside and "<img" in inside.split("</a>", maxsplit=1)[0]
        else 0
    )
    if not end and (start := inside.find("<img")) >= 0:
        end = inside.find(">", start) + 1
    picture, words = (inside[:end], inside[end:]) if end > 0 else (inside, "")
    words = words.strip() or html.unescape(caption)
    under = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture}{under}</figure>\n\n"


def _gallery(told: dict[str, str], pictures_of: Callable[[], Sequence[str]]) -> str:
    named = told.get("ids") or told.get("include") or ""
    ids = re.findall(r"\d{1,18}", named) or list(pictures_of())
    without = set(re.findall(r"\d{1,18}", told.get("exclude", "")))
    shown = "".join(f'<img class="wp-image-{one}">' for one in ids if one not in without)
    return f'\n\n<figure class="gallery">{shown}</figure>\n\n'


def _attributes(rest: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, double, single, bare, alone in _ATTRIBUTE.findall(
        html.unescape(rest).translate(_QUOTES)
    ):
        if name:
            told[name.lower()] = double or single or bare
        elif alone:
            told.setdefault("src", alone)
    return told
