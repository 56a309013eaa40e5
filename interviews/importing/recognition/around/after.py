"""What comes after the last answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.around.asides import is_aside, is_picture_line
from interviews.importing.recognition.asking import (
    calls_to_discuss,
    is_personal,
    sells_tickets,
    thanks,
)
from interviews.importing.recognition.pieces import Part
from interviews.importing.recognition.voices.credits import is_credit
from interviews.importing.recognition.words import one_of, whatever_case

_NOTICE_INTRO = whatever_case(one_of("notice_intro"))
_NOTICE_HEAD = whatever_case(rf"{one_of('notice_head')}\s*:?\Z")
_NOTICE_TOPIC = whatever_case(one_of("notice_topic"))
_CREDIT = whatever_case(one_of("credit"))
_REMARK = whatever_case(one_of("remark"))
_ABOUT = whatever_case(one_of("about"))
_HEADED = re.compile(r"(?P<head>[^:.?!]{2,80}):(?:\s|\Z)")
_GREETING = whatever_case(rf"{one_of('greeting')}\b[^.?]{{0,60}}\Z")
_MOST_HEAD_WORDS = 8


def parts_after(paragraphs: Sequence[Paragraph], names: Sequence[str], kept: int) -> list[Part]:
    """Return the part of each paragraph after the last question.

    At least `kept` paragraphs are the answer. From the first one that is clearly none, nothing is;
    what has no sign of its own belongs to what stands before it.
    """
    notices = _notices_from(paragraphs, kept)
    parts: list[Part] = []
    for index, paragraph in enumerate(paragraphs):
        if index < kept:
            parts.append(Part.ANSWER)
            continue
        own = _own_part(paragraph, names)
        if index >= notices:
            parts.append(_notice_part(paragraph, own, index == notices, parts))
        elif own is not None:
            parts.append(own)
        else:
            before = parts[-1] if parts else Part.ANSWER
            parts.append(
                before if before in {Part.ANSWER, Part.CLOSING} else _loose(paragraph, before)
            )
    return parts


def _loose(paragraph: Paragraph, before: Part) -> Part:
    """A paragraph without a sign after a call goes on with it only if it belongs to a list."""
    if before is Part.ASIDE:
        return (
            before if paragraph.style in {"list", "rule"} or _is_teaser(paragraph) else Part.CLOSING
        )
    return before if paragraph.style in {"list", "rule"} else Part.CLOSING


def _is_teaser(paragraph: Paragraph) -> bool:
    """Tell whether a line below „Lesen Sie auch“ is but a link, or the heading of another piece."""
    linked = sum(len(span.text) for span in paragraph.spans if span.link)
    return paragraph.style == "heading" or linked * 2 > len(paragraph.text)


def _own_part(paragraph: Paragraph, names: Sequence[str]) -> Part | None:
    text = paragraph.text
    if calls_to_discuss(text):
        return Part.DISCUSS
    if is_aside(text):
        return Part.ASIDE
    if _is_closing(paragraph, names):
        return Part.CLOSING
    return Part.TICKET if sells_tickets(text) and not is_personal(text) else None


def _is_closing(paragraph: Paragraph, names: Sequence[str]) -> bool:
    """Tell whether a line thanks, credits, corrects, or tells of the guest."""
    text = paragraph.text
    if thanks(text) or is_credit_line(text) or _GREETING.match(text) or _speaks_about(text, names):
        return True
    if _REMARK.match(text) and not is_personal(text):
        return True
    stands_out = paragraph.style == "heading" or paragraph.bold or len(text) <= 250
    sells = sells_tickets(text) and not is_personal(text)
    return bool(_ABOUT.match(text)) and stands_out and not sells


def notice_of_topic(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a notice wherever it stands: its topic, a colon, its words."""
    text = paragraph.text
    headed = notice_heading(paragraph)
    named = bool(headed and _NOTICE_TOPIC.match(headed) and len(headed) < len(text))
    return named and not is_credit_line(text)


def is_ticket_call(text: str) -> bool:
    """Tell whether a short line above an interview sells tickets."""
    return sells_tickets(text) and len(text) <= 160 and not is_personal(text)


def is_credit_line(text: str) -> bool:
    """Tell whether a line says who asked, wrote, or took the pictures."""
    return bool(_CREDIT.match(text)) or is_picture_line(text) or is_credit(text)


def _speaks_about(text: str, names: Sequence[str]) -> bool:
    """Tell whether a paragraph begins with the guest's name and goes on in the third person."""
    for name in names:
        words = [w for w in name.split() if len(w) > 2 and not w.endswith(".")]
        for short in (name, *words[:1], *words[-1:]):
            rest = re.match(
                rf"(?:(?:herr|frau|dr\.|prof\.)\s)*{re.escape(short)}\s*[,(]?\s*\(?[\w„]",
                text,
                re.IGNORECASE,
            )
            if rest and not re.match(r".{0,80}\b(?:ich|mir|mich|I)\b", text):
                return True
    return False


def _notices_from(paragraphs: Sequence[Paragraph], kept: int) -> int:
    """Return the index at which the notices begin, or the number of paragraphs."""
    for index in range(kept, len(paragraphs)):
        text = paragraphs[index].text
        rest = paragraphs[index + 1 :]
        if _NOTICE_HEAD.match(text) and rest:
            return index
        if _NOTICE_INTRO.search(text) and len(text) <= 600 and not is_first_person(text):
            return index
        if _is_notice(paragraphs[index]) and all(
            _is_notice(p) or _own_part(p, ()) or not notice_heading(p) for p in rest[:1]
        ):
            return index
    return len(paragraphs)


def is_first_person(text: str) -> bool:
    """Tell whether one person, not the newsroom, speaks."""
    return bool(re.search(r"\b(?:[Ii]ch|mir|mich|I)\b", text))


def _is_notice(paragraph: Paragraph) -> bool:
    heading = notice_heading(paragraph)
    named = bool(heading and _NOTICE_TOPIC.match(heading))
    return named and not is_first_person(paragraph.text) and not _CREDIT.match(paragraph.text)


def _notice_part(paragraph: Paragraph, own: Part | None, first: bool, before: list[Part]) -> Part:
    text = paragraph.text
    if own in {Part.TICKET, Part.DISCUSS} and not notice_heading(paragraph):
        return own
    if first and (_NOTICE_HEAD.match(text) or not _is_notice(paragraph)):
        return Part.NOTICE_INTRO
    if before[-1] is Part.NOTICE_INTRO and paragraph.style not in {"list", "heading"}:
        is_intro = _NOTICE_INTRO.search(text) and text.rstrip().endswith((":", "."))
        return Part.NOTICE_INTRO if is_intro and not _is_notice(paragraph) else Part.NOTICE
    return Part.NOTICE


def notice_heading(paragraph: Paragraph) -> str:
    """Return the heading of a notice: a heading line, or the words before its colon."""
    text = paragraph.text
    is_line = paragraph.style == "heading" or paragraph.bold
    if is_line and len(text) <= 80 and not text.endswith("."):
        return text.rstrip(":").strip()
    match = _HEADED.match(text)
    if match and len(match["head"].split()) <= _MOST_HEAD_WORDS:
        return match["head"].strip()
    lead = paragraph.lead
    headed = lead and not lead.italic and 2 <= len(lead.text) <= 80
    return lead.text.strip(" :.–—-") if lead and headed else ""


def heading_length(paragraph: Paragraph) -> int:
    """Return how many characters of a notice its heading takes, colon and dash included."""
    heading = notice_heading(paragraph)
    if not heading:
        return 0
    match = re.compile(r"\s*[:.–—-]?\s*").match(paragraph.text, len(heading))
    return match.end() if match else len(heading)
