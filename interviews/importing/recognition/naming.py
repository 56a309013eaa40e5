"""Who is interviewed, and by whom, as far as the text names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.markers import ANSWERERS, ASKERS, name_key, same_person
from interviews.importing.recognition.words import listed, one_of, whatever_case

# Every repetition is bounded, so that reading stays linear in the length of the text.
_WORD = r"[A-ZÄÖÜÉÈÁÓŠČŽØÅŁÇĆ](?:['’]?\w{1,30})(?:[-'’]\w{1,30}){0,3}"
_TITLES = r"(?:(?:Prof|Dr|Dipl|Ing|Mag|PD)\b\.?(?:-Ing\.)?\s){0,4}"
_PARTICLE = r"(?:von|van|de|der|den|zu|del|da|di|la|le|el)"
_NAME = rf"(?:{_TITLES}{_WORD}(?:\s[A-Z]\.)?(?:\s{_PARTICLE}){{0,2}}\s{_WORD}(?:\s{_WORD})?)"
_BEFORE = rf"{one_of('talk')}(?:\s\w+){{0,4}}?\s(?:mit|with|to)\s(?:\w+(?:-\w+)*\s){{0,4}}?"
_QUESTIONS_TO = r"(?:[Ff]ragen|[Qq]uestions) (?:an|for|to)\s(?:…\s|\.\.\.\s)?(?:\w+\s){0,3}?"
_HAVE_WITH = r"(?:haben|hatten|durften|konnten)\s(?:wir\s)?(?:\w+\s){0,3}?mit\s(?:\w+\s){0,2}?"
_HEADED = r"(?:[Pp]ortr(?:ait|ät)|Name|Zu Gast|Im Gespräch|Im Interview)\s?:\s(?:\w+\s){0,3}?"
_ROLE = whatever_case(rf"\w*{one_of('role')}(?:in|e)?\Z|{one_of('role_whole')}")
_ASKED = rf"{one_of('asked')}\s(?:wir|we)\s"
_MET = rf"(?:wir|we)\s(?:\w+\s){{0,4}}?{one_of('met')}\s"
_AFTER = rf"\s?{one_of('said_of_guest')}"
_PAIR = r"\s(?:und|and|&)\s"
_CREDIT = re.compile(
    rf"(?:[Ii]nterview|[Gg]espräch)\s(?:führten?|führte für [\w\s]{{1,30}}?)\s?:?\s({_NAME})"
    rf"|[Ff]ragen\sstellten?\s?:?\s({_NAME})"
    rf"|[Ii]nterview\s?(?:by|von|:)\s?({_NAME})"
    rf"|[Cc]onducted\sby\s({_NAME})|[Ii]nterviewed\sby\s({_NAME})"
    rf"|(?:[Gg]eführt|[Ii]nterviewt)\s(?:hat|von|wurde es von)\s(?:es\s)?({_NAME})"
)
_BYLINE = re.compile(rf"(?:Von|By|Text|Autorin?|Fragen)\s?:?\s({_NAME})\Z")
_ADDRESSED = re.compile(
    rf"(?:(?:Hallo|Hi|Liebe[rs]?|Dear|Hey|Also|Danke|Guten Tag|Moin)\s)?(?:Herr|Frau|Mr\.?"
    rf"|Ms\.?|Mrs\.?)?\s?"
    rf"((?:Prof\.\s|Dr\.\s)*{_WORD})\s?(?:[,!–—-])\s"
)
_NO_NAMES = listed("no_names")

_FAR = 200_000  # characters in which names are looked for
_MOST = 20  # people in one interview
_SURE = 3  # how much must speak for a name that is not addressed


def interviewees_of(
    paragraphs: Sequence[Paragraph], before: int, first: str, spoken: Sequence[str]
) -> tuple[str, ...]:
    """Return the guests' names, fullest spelling first found.

    `before` counts the paragraphs of title and introduction, `first` is the first question, and
    `spoken` are the names before the answers. Without those, a name must be introduced by a phrase
    („Interview mit …“), or be addressed by the first question and stand in full elsewhere.
    """
    outside = " \n".join(p.text for p in paragraphs)[:_FAR]
    names = _names_in(outside)
    people = [name for name in spoken if name.casefold() not in ANSWERERS]
    if people:
        return tuple(dict.fromkeys(_full_name(name, names) for name in people[:_MOST]))
    introduction = " \n".join(p.text for p in paragraphs[:before])[: _FAR // 10]
    scores = _scores(introduction, outside)
    address = _ADDRESSED.match(first)
    if address:
        key = name_key(address[1])
        fitting = [name for name in names if same_person(key, name_key(name))]
        if fitting:
            return (Counter(fitting).most_common(1)[0][0],)
    for name, score in scores.most_common(1):
        if score >= _SURE:
            return _together(name, introduction)
    return ()


def _scores(introduction: str, outside: str) -> Counter[str]:
    scores: Counter[str] = Counter()
    patterns = (
        (_BEFORE, 4, ""),
        (_ASKED, 4, ""),
        (_MET, 4, ""),
        (_QUESTIONS_TO, 4, ""),
        (_HAVE_WITH, 4, ""),
        (_HEADED, 4, ""),
        ("", 4, r"\s(?:im|in)\s(?:Interview|Gespräch)"),
        ("", 2, _AFTER),
    )
    for before, worth, after in patterns:
        for match in re.finditer(rf"{before}\b({_NAME}){after}", introduction):
            if name := _trimmed(match[1]):
                scores[name] += worth
    for name, _score in scores.most_common(_MOST):
        # A name that stands again is more likely the guest's than one that is dropped.
        scores[name] += min(outside.count(name) - 1, 3)
        last = name.split()[-1]
        scores[name] += min(len(re.findall(rf"\b{re.escape(last)}\b", outside)) - 1, 2)
    return scores


def _together(name: str, text: str) -> tuple[str, ...]:
    """Return the name, and with it the one joined to it by „und“."""
    match = re.search(rf"\b({_NAME}){_PAIR}({_NAME})", text)
    if match:
        pair = (_trimmed(match[1]), _trimmed(match[2]))
        if name in pair and all(pair):
            return pair
    return (name,)


def _names_in(text: str) -> list[str]:
    return [
        name for match in re.finditer(rf"(?=\b({_NAME}))", text) if (name := _trimmed(match[1]))
    ]


def _trimmed(name: str) -> str:
    """Return the name without words that are none at its ends, or nothing if too little is left."""
    words = name.split()
    while words and (
        words[0].casefold().strip(".") in _NO_NAMES - {"dr", "prof"} or _ROLE.fullmatch(words[0])
    ):
        words.pop(0)
    while words and words[-1].casefold() in _NO_NAMES:
        words.pop()
    kept = [word for word in words if not word.endswith(".")]
    return " ".join(words) if len(kept) >= 2 else ""


def _full_name(name: str, names: Sequence[str]) -> str:
    key = name_key(name)
    if len(key) >= 2 and key[0] not in {"herr", "frau"}:
        return name
    fitting = [full for full in names if same_person(key, name_key(full))]
    counts = Counter(full.casefold() for full in fitting)
    # „Lea“ is rather the first word of a name than the last.
    fitting.sort(
        key=lambda full: (counts[full.casefold()], name_key(full)[:1] == key), reverse=True
    )
    return fitting[0] if fitting else name


def interviewer_of(texts: Sequence[str], spoken: Sequence[str]) -> str:
    """Return who asked: as a line of credit says, else as the name before the questions."""
    for text in texts:
        if match := _CREDIT.search(text):
            return next((group for group in match.groups() if group), "")
    for text in texts:
        if match := _BYLINE.match(text):
            return str(match[1])
    people = [name for name in spoken if name.casefold() not in ASKERS]
    return ", ".join(people)
