"""What in a text speaks for a name as the guest's: phrases that introduce, verbs, how one is addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from interviews.importing.recognition.voices.names import CAPITAL, NAME, TITLES, WORD
from interviews.importing.recognition.words import one_of, whatever_case

_NAMED_ALONE = 1.5  # a title that is nothing but a name
SURE = 3.0  # how much must speak for a name
_NAMED_BEFORE = 2.5  # … it stands right before the word
_ADDRESSED_AS = (
    2.5  # a question begins with it, as one may with any two words: „Drohende Kälte, was tun?“
)

_FEW = r"(?:[^\s.!?]{1,30}\s){0,8}?"
_TALK = rf"{one_of('talk')}\s{_FEW}(?:mit|with|to)\s{_FEW}\Z"
_QUESTIONS = rf"(?:[Ff]ragen|[Qq]uestions|[Tt]ee|[Kk]affee|[Tt]reffen|[Bb]esuch)\s(?:an|for|to|mit|with|bei)\s(?:…\s|\.\.\.\s)?{_FEW}\Z"
_HAVE = rf"(?:haben|hatten|durften|konnten|haben uns|trafen uns|sprechen)\s{_FEW}mit\s{_FEW}\Z"
_HEADED = (
    rf"(?:[Pp]ortr(?:ait|ät)|Name|Zu Gast|Im Gespräch|Im Interview|Interview|Gespräch|Gast|Guest|Heute|Diesmal|Diese Woche"
    rf"|Zur Person|Über|About|Vorgestellt)\s?[:|–-]\s{_FEW}\Z"
)
_ASKED = rf"{one_of('asked')}\s(?:wir|we|ich|I)\s{_FEW}\Z"
_MET = rf"(?:[Ww]ir|[Ww]e|[Ii]ch|I)\s{_FEW}{one_of('met')}\s{_FEW}\Z"
_TELLS_US = rf"\b{one_of('tells')}\s(?:uns|us|mir)\s{_FEW}\Z"
_ONE_OF_US = rf"(?:stellen? (?:wir|sich|Ihnen|euch)|begrüßen|vorstellen|introducing|meet)\s{_FEW}\Z"
_BEFORE = tuple(
    (re.compile(pattern, re.IGNORECASE if pattern is _ONE_OF_US else 0), worth)
    for pattern, worth in (
        (_TALK, 4.0), (_QUESTIONS, 4.0), (_HAVE, 4.0), (_HEADED, 3.5), (_ASKED, 3.5), (_MET, 3.5),
        (_TELLS_US, 3.5),
        (_ONE_OF_US, 3.0),
    )
)  # fmt: skip
_INTERVIEW_AFTER = re.compile(
    r"\s(?:\([^()]{1,60}\)\s)?(?:im|in)\s(?:großen\s)?(?:Interview|Gespräch|Porträt|conversation)|\s(?:interview|Interview)\b|:\s[„\"“»]|\s(?:über|on)\s"
)
_SAID_AFTER = whatever_case(one_of("said_of_guest"))
_VERB_AFTER = re.compile(r",?\s(?:[a-zäöü]{2,20}(?:t|te|ten|s|ed))\s")
_AGE_AFTER = re.compile(r"\s?(?:,\s|\()(?:Jahrgang\s)?(?:\d{2}|\*?\d{4}|geboren|born)")
_ARTICLE = re.compile(
    r"\b(?:den|dem|des|der|die|das|im|am|beim|vom|zum|zur|einem|einer|eine|ein|the|a|an|für|bei|in|auf|of|und|Jahr)\s\Z"
)
_ROLE_BEFORE = whatever_case(
    rf"(?:\b\w*{one_of('role')}(?:in|e|er|erin)?|\b{one_of('role_whole')})\s\Z"
)
_QUOTED = re.compile(r"[„“\"»‚]\s?\Z")
_TALK_FOLLOWS = whatever_case(r"[.!?:–]\s(?:ein|das|unser|an)\s(?:\w+\s)?(?:gespräch|interview)\b")
_PRONOUN_MET = whatever_case(
    rf"\b(?:wir|we|ich)\b.{{0,60}}\b(?:sie|ihn|ihr|ihm|mit ihr|mit ihm|her|him|them)\b.{{0,80}}{one_of('met')}?"
)
_COURTESY = r"(?:(?:Herrn?|Frau|Mr\.?|Ms\.?|Mrs\.?|Liebe[rs]?|Hallo|Hi|Hey|Dear|Guten Tag|Moin|Danke|Also|Sehr geehrte[rs]?|Willkommen)\s?,?\s){0,3}"
_ADDRESSED = re.compile(
    rf"\A{_COURTESY}({TITLES}{WORD}(?:\s{WORD})?)\s?(?:,(?!\s(?:eine?|an?)\s)|[!–—-]|\Z)"
    rf"|(?<![\w-])(?:Herrn?|Frau|Mr\.?|Ms\.?|Mrs\.?|Liebe[rs]?)\s({TITLES}{WORD}(?:\s{WORD})?)\b"
)
_SELF = re.compile(
    rf"(?:[Mm]y name is|[Ii]ch bin (?:die|der)|[Mm]ein Name ist|[Ii]ch heiße|(?P<may>I['’]m|I am|[Ii]ch bin))\s(?P<name>{NAME})"
)
_CALLED = re.compile(
    rf"(?:[Mm]y name is|I['’]m|I am|[Ii]ch bin(?: die| der)?|[Mm]ein Name ist|[Ii]ch heiße)\s(?P<name>{WORD})\b(?!\s{CAPITAL})"
)
_HOUSE_AFTER = re.compile(r"\s(?:e\.\s?V\.|g?GmbH|AG|UG|KG|SE|Inc|Ltd)(?:\W|\Z)")
_IS_SOMEBODY = whatever_case(
    rf"\s(?:ist|war|arbeitet|is|works)\s(?:[^\s.!?]{{1,30}}\s){{0,4}}?\w*{one_of('role')}(?:in|e|er|erin)?\b"
)
_TRADE = whatever_case(rf"\w*{one_of('role')}(?:in|e|er|erin)?\Z")
_GREETING = whatever_case(rf"{one_of('greeting')}(?:\s[^.?!]{{1,40}})?")
_FULL_NAME = re.compile(NAME)
_FAR = 20_000
_LAST_WORD = re.compile(rf"[,–-]\s({CAPITAL}[\w-]{{1,30}})\s?[?!.]")


def evidence_for(
    name: str, around: Sequence[str], end: Sequence[str], questions: Sequence[str]
) -> float:
    """Return how much the lines above, below and the first questions make this name the guest's."""
    points = max((_introduced(name, text, around) for text in around), default=0.0)
    points = max(points, max((_described(name, text) for text in end), default=0.0))
    key = tuple(word.casefold() for word in name.split())
    if any(addressed(key, question) for question in questions):
        points += _ADDRESSED_AS
    return points


def self_introduced(text: str) -> list[str]:
    """Return the names by which people introduce themselves; „Ich bin Art Director“ says none."""
    found = _SELF.finditer(text[:_FAR])
    return [m["name"] for m in found if not (m["may"] and _TRADE.match(m["name"].split()[-1]))]


def called(text: str) -> list[str]:
    """Return the first words by which people say who they are; „Ich bin Vater“ says no name."""
    return [match["name"] for match in _CALLED.finditer(text[:_FAR])]


def signed_by(end: Sequence[str]) -> list[str]:
    """Return the full name with which a mail or letter is signed, if it is."""
    lines = [line for text in end for line in text.split("\n")]
    return [
        below
        for line, below in pairwise(lines)
        if _GREETING.fullmatch(line.strip(" ,!")) and _FULL_NAME.fullmatch(below)
    ]


def _introduced(name: str, text: str, around: Sequence[str]) -> float:
    """Return the strongest sign in one line that this is the guest."""
    best = 0.0
    for match in re.finditer(rf"\b{re.escape(name)}\b", text):
        before, after = text[max(0, match.start() - 160) : match.start()], text[match.end() :][:160]
        if _HOUSE_AFTER.match(after):
            continue
        worth = max((w for pattern, w in _BEFORE if pattern.search(before)), default=0.0)
        if _INTERVIEW_AFTER.match(after):
            told = "nterview" in after[:40] or "espräch" in after[:40]
            only = re.match(r"\sinterview\b", after, re.IGNORECASE)  # „Post Tour Interview“
            worth = max(worth, _NAMED_BEFORE if only else 4.0 if told else 2.0)
        begins = not before.strip() or before.rstrip()[-1:] in '.!?:–—|-"“»'
        role = bool(_ROLE_BEFORE.search(before))
        if not role and _ARTICLE.search(before):
            worth = worth if worth >= 3.5 else 0.0
        elif role or begins:
            worth = max(worth, _said(after, begins=begins))
            worth += role and worth > 0
            worth += bool(begins and worth and _PRONOUN_MET.search(" ".join(around)))
            worth += bool(begins and worth and _TALK_FOLLOWS.search(after))
        if _QUOTED.search(before):
            worth -= 2.0
        best = max(best, worth)
    return best


def _said(after: str, *, begins: bool) -> float:
    """Return what the words behind a name say: an age, a verb, a role."""
    if _AGE_AFTER.match(after) or (begins and _IS_SOMEBODY.match(after)):
        return 3.0
    if not after.strip():
        return _NAMED_ALONE if begins else 1.0
    if _SAID_AFTER.match(after) or _VERB_AFTER.match(after):
        return 2.0
    return 0.5


def _described(name: str, text: str) -> float:
    """Return how much a line below the interview tells of this person, as biographies do."""
    match = re.match(rf"(?:Zur Person:?\s|Über\s|{TITLES})?{re.escape(name)}\b", text)
    if not match:
        return 0.0
    after = text[match.end() :][:80]
    return (
        3.0
        if _SAID_AFTER.match(after) or _AGE_AFTER.match(after) or _VERB_AFTER.match(after)
        else 0.0
    )


def addressed(key: Sequence[str], question: str) -> bool:
    """Tell whether a question speaks to the bearer of a name, by first name or surname."""
    said = [
        group for match in _ADDRESSED.finditer(question[:300]) for group in match.groups() if group
    ]
    said += [match[1] for match in _LAST_WORD.finditer(question[:400])]
    words = {word.casefold().rstrip(".") for group in said for word in group.split()}
    return bool(words & {*key[:1], *key[-1:]})
