"""Subtitles (WebVTT and SubRip) turned into what is said, turn by turn."""

from __future__ import annotations

import html
import re

from interviews.importing.formats.document import Document
from interviews.importing.formats.paragraphs import Paragraph, Span, paragraphs_from, visible

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,60})?\s+(?P<name>[^<>\n]{1,80})>")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,200}>|<\d[\d:.]{4,12}>|\{\\[^}\n]{0,60}\}", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>[^\W\d_][\w .'’-]{0,40}):\s+(?=\S)")
_NEW_SPEAKER = re.compile(r"(?:>>|[-–—])\s?(?=\S)")
_ENDS = re.compile(r"[.!?…][\"'“”«»)]*\Z")
_BLOCKS = ("WEBVTT", "NOTE", "STYLE", "REGION", "Kind:", "Language:")


def is_subtitles(text: str) -> bool:
    """Tell whether a text is one of subtitles, whatever its name ends with."""
    start = text[:4000].lstrip("\ufeff \r\n")
    return start.startswith("WEBVTT") or (
        len(_TIMING.findall(start)) >= 2
        and bool(re.match(rf"\d+\s*\n{_TIMING.pattern}|{_TIMING.pattern}", start))
    )


def document_of_subtitles(text: str) -> Document:
    """Join the cues to turns: a new one begins with a voice, a name or a dash before it."""
    found: list[Paragraph] = []
    name, begun, words = "", 1, ""

    def end() -> None:
        if words:
            found.extend(paragraphs_from([Span(words)], Paragraph(begun)))

    for number, cue in _cues(text):
        for line in cue:
            voice = _VOICE.search(line)
            said = visible(html.unescape(_TAG.sub("", line)))
            named = _NAMED.match(said)
            who = voice["name"].strip() if voice else named["name"] if named else ""
            dash = _NEW_SPEAKER.match(said) if not named else None
            if (who and who != name) or dash or (named and _ENDS.search(words)) or not words:
                end()
                name, begun = who or name, number
                rest = said[dash.end() :] if dash else said
                words = f"{who}: {rest}" if voice and who else rest
            else:
                rest = said[named.end() :] if named else said
                words = f"{words} {rest}".strip()
    end()
    return Document(tuple(found))


def _cues(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines of each cue with the number of its first line in the file."""
    cues: list[tuple[int, list[str]]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if _TIMING.match(line):
            cues.append((number, []))
            inside = True
        elif not line.strip():
            inside = False
        elif inside and not line.startswith(_BLOCKS):
            cues[-1][1].append(line)
    return cues
