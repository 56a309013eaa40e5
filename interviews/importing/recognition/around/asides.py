"""What stands on the page around an interview, but is no part of it."""

from __future__ import annotations

import re

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import is_personal
from interviews.importing.recognition.words import one_of, whatever_case

_ASIDE = whatever_case(one_of("aside"))
_NEWSLETTER = whatever_case(one_of("newsletter"))
_PICTURE = whatever_case(one_of("picture"))
_KICKER = whatever_case(rf"(?:{one_of('kicker')})\s*[:|–—-]?\s*\Z")
_MONTH = (
    r"(?:jan(?:uar|uary|\.)?|feb(?:ruar|ruary|\.)?|mär(?:z|\.)|mar(?:ch|\.)?|apr(?:il|\.)?|mai|may|juni?|june|juli?|july"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|o[kc]t(?:ober|\.)?|nov(?:ember|\.)?|de[zc](?:ember|\.)?)"
)
_DATE = whatever_case(
    r"(?:(?:veröffentlicht|erstellt|aktualisiert|stand|published|posted|datum)(?:\s(?:am|on))?\s?:?\s)?"
    r"(?:(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\w{0,8}[.,]?\s(?:den\s)?)?"
    rf"(?:\d{{1,2}}\.\s?{_MONTH}\s\d{{4}}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{2,4}}|\d{{4}}-\d\d-\d\d"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}})"
    r"(?:\s?[,|–-]?\s?\d{1,2}[:.]\d{2}(?:\suhr)?)?\W*\Z"
)
_PICTURE_WITHIN = whatever_case(rf"[,;(.|/–-]\s?{one_of('picture')}|©")
_CREDIT_SMALL = whatever_case(one_of("credit_small"))
_GOES_ON = re.compile(r"[)\]]\s*\w")  # behind the brackets around a credit
_WORD = re.compile(r"[^\W\d_][\w.@/'’-]*")
_PAGE_HEAD = whatever_case(rf"(?:{one_of('page_head')})\W*\Z")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.-]+\.(?:jpe?g|png|gif|webp|svg)",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s[>»›→]\s")
_HASHTAG = re.compile(r"#[^\W\d_]\w*")
_DATED = re.compile(r"\s[|·•/–-]\s|\s(?:von|by)\s")
_DIVIDED = re.compile(r"\s[|·•/]\s")

_FEW_WORDS = 8  # beside a date, where a title has more


def is_aside(text: str) -> bool:
    """Tell whether a line leads elsewhere: to other pieces, a newsletter, a button of the page."""
    called = len(text) <= 200 and _NEWSLETTER.match(text)
    return bool(called) or is_way_elsewhere(text)


def is_way_elsewhere(text: str) -> bool:
    """Tell whether a line leads to other pieces, or names a button of the page."""
    return len(text) <= 200 and bool(_ASIDE.match(text)) and not is_personal(text)


def is_picture_line(text: str) -> bool:
    """Tell whether a line is the credit of a picture."""
    return len(text) <= 160 and bool(_PICTURE.match(text))


def interrupts_answer(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph within an answer is of the page: a picture's credit, a way elsewhere."""
    text = paragraph.text
    if paragraph.marker and paragraph.style == "list":
        return False
    return bool(text) and (is_picture_line(text) or (len(text) <= 120 and is_way_elsewhere(text)))


def is_caption(text: str) -> bool:
    """Tell whether a short line that is no sentence holds the credit of a picture."""
    return len(text) <= 160 and not text.endswith(".") and _ends_with_credit(text)


def _ends_with_credit(text: str) -> bool:
    """Tell whether a picture's credit is the last in a line, and only names follow its first word."""
    match = _PICTURE_WITHIN.search(text)
    if match is None:
        return False
    words = _WORD.findall(text, match.end())
    goes_on = _GOES_ON.search(text, match.end())
    return not goes_on and all(not w[0].islower() or _CREDIT_SMALL.fullmatch(w) for w in words)


def is_date(text: str) -> bool:
    """Tell whether a line is nothing but a date."""
    return len(text) <= 70 and bool(_DATE.match(text))


def is_kicker(text: str) -> bool:
    """Tell whether a line only says what kind of piece follows."""
    return bool(_KICKER.match(text))


def is_above_title(text: str) -> bool:
    """Tell whether a line may stand over a title without being one."""
    parts = _DIVIDED.split(text) if len(text) <= 200 else [text]
    return all(
        is_kicker(part) or is_date(part) or is_aside(part) or is_picture_line(part)
        for part in parts
    )


def is_trail(text: str) -> bool:
    """Tell whether a line only says where a page stands or leads, what it shows, its tags, its day."""
    if len(text) > 200:
        return False
    words = text.split()
    if len(_TRAIL.findall(text)) > 1 or sum(map(bool, map(_HASHTAG.match, words))) * 2 > len(words):
        return True
    dated = len(words) <= _FEW_WORDS and any(map(is_date, _DATED.split(text)))
    return dated or bool(_PAGE_HEAD.match(text)) or _ends_with_credit(text)


def is_address(text: str) -> bool:
    """Tell whether a line is nothing but an address on the web, or the name of a picture."""
    return len(text) <= 500 and bool(_ADDRESS.fullmatch(text))
