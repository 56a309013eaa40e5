"""Who is interviewed, and by whom, as far as the text says it.

Each name in title, introduction and ending gathers what speaks for it and against it; without names
before the answers, only one with enough in its favour is offered. No name is better than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.voices.credits import answered_by, asked_by, written_by
from interviews.importing.recognition.voices.introductions import (
    SURE,
    addressed,
    called,
    evidence_for,
    self_introduced,
    signed_by,
)
from interviews.importing.recognition.voices.names import NAME, name_key, role_of, same_person
from interviews.importing.recognition.voices.together import PAIR, each_of, sharing_surname
from interviews.importing.recognition.words import listed, one_of, whatever_case
from people.titles import without_degrees

_ROLE = whatever_case(rf"[\w-]*{one_of('role')}(?:in|e|er|erin)?\Z|{one_of('role_whole')}\Z")
_NO_NAMES, _FIRST_NAMES = listed("no_names"), listed("first_names")
_NO_PERSON = whatever_case(rf"\w*{one_of('no_person')}\Z")
_BRAND = re.compile(
    r"[a-zäöüß](?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bDu)(?<!\bLa)(?<!\bLe)(?<!\bFi)[A-ZÄÖÜ]"
)  # „BildungsCent“, but „McLean“
_POSSESSIVE = re.compile(
    r"(?:[mds]ein|ihr|unser|eu(?:er|re)|dies|welch|jed|kein)(?:e[rnms]?)?\Z", re.IGNORECASE
)
_INITIAL = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]{2})")
_COURTESY = re.compile(r"(?:Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?)\s(?=\S)")
_GENERIC = re.compile(
    r"(?:\w+\s)?(?:Sprecher|Speaker|Track|Spur|Person|Teilnehmer|Stimme)(?:in|er)?\s?\d*\Z|[A-Z]\.?[A-Z]?\.?\Z|S?\d+\Z",
    re.IGNORECASE,
)

# „Hans-Günther Meier“ is no „Günther Meier“, and „zum Glück Mareike“ is no name.
_NAMES = re.compile(
    rf"(?<![\w-])(?<!\b(?:zum|zur|vom)\s)(?<!\b(?:im|am)\s)(?<!\bbeim\s)(?=({NAME}))"
)

_FAR = 200_000  # characters in which names are looked for
_LAST = 8  # paragraphs in which something is told of the guest
_ACQUAINTED = 1.5  # whom the site knows was rather met than invented
_MOST = 20  # people in one interview


def interviewees_of(
    paragraphs: Sequence[Paragraph],
    before: int,
    after: int,
    questions: Sequence[str],
    spoken: Sequence[str],
    title: str = "",
    known: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the guests' names, fullest spelling first found.

    `before` counts the paragraphs of title and introduction, `after` is where the ending may begin, `questions` are the first ones, and
    `spoken` are the names before the answers. Without those a name must be introduced, or addressed;
    less of it is enough for names that are `known`.
    """
    outside = " \n".join(p.text for p in paragraphs)[:_FAR]
    names = [*known, *names_in(outside)]
    people = [name for name in spoken if not role_of(name) and not _GENERIC.match(name)]
    if people:
        full = (each_of(name, lambda one: _full_name(one, names)) for name in people[:_MOST])
        return tuple(dict.fromkeys(one for group in full for one in group))
    around = [*filter(None, [title]), *(p.text for p in paragraphs[:before])]
    end = [p.text for p in paragraphs[max(after, len(paragraphs) - _LAST) :]]
    asking = asked_by(" \n".join([*around, *end]))
    if guest := trimmed(answered_by(" \n".join([*around, *end]))):
        return (guest,)
    scores = _scores(around, end, outside, questions, known)
    for name in asking:
        scores.pop(name, None)
    by_address = [n for n in scores if any(addressed(name_key(n), q) for q in questions)]
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    found = [name for name in ranked if scores[name] >= SURE]
    found = [n for n in found if n in by_address] or found
    if not found:
        return ()
    return _together(found[0], " \n".join(around))


def _scores(
    around: Sequence[str],
    end: Sequence[str],
    outside: str,
    questions: Sequence[str],
    known: Collection[str],
) -> dict[str, float]:
    scores: dict[str, float] = {}
    said = [*self_introduced(outside), *signed_by(end)]
    selves = {name for one in said if (name := trimmed(one))}
    firsts = {name.casefold() for name in called(outside)}
    near = " \n".join([*around, *end, *questions, *sorted(selves)])
    named = [name for name in known if name in near]
    for name in dict.fromkeys([*named, *names_in(near)][: _MOST * 10]):
        if len(scores) == _MOST * 3:
            break
        points = evidence_for(name, around, end, questions) + SURE * (name in selves)
        points += _ACQUAINTED * (name in named and points > 0)
        if not points:
            continue
        key = name_key(name)
        points += 1.5 * (key[0] in _FIRST_NAMES)
        points += 1.5 * any(key[0] == first for first in firsts)
        points += min(max(outside.count(name) - 1, 0), 3) * 0.7
        last = name.split()[-1]
        again = len(re.findall(rf"\b{re.escape(last)}\b", outside)) - 1
        points += min(max(again, 0), 2) * 0.7
        same = next(
            (n for n in scores if same_person(name_key(n), key) or same_person(key, name_key(n))),
            name,
        )
        best = max((same, name), key=lambda one: (name_key(one)[0] in _FIRST_NAMES, len(one)))
        scores[best] = max(points, scores.pop(same, 0.0))
    return scores


def _together(name: str, text: str) -> tuple[str, ...]:
    """Return the name, and with it those that are joined to it by „und“."""
    for pair in sharing_surname(text):
        if name in pair:
            return pair
    for match in PAIR.finditer(text):
        group = [trimmed(part) for part in match.groups() if part]
        if name in group and all(group):
            return tuple(group)
    return (name,)


def names_in(text: str) -> list[str]:
    """Return all that may be the full name of somebody, in order."""
    return [name for match in _NAMES.finditer(text) if (name := trimmed(match[1]))]


def trimmed(name: str) -> str:
    """Return the name without words that are none at its ends, or nothing if too little is left."""
    words = without_degrees(name).split()
    titles: list[str] = []
    words = _without_house(words)
    while words and (
        words[0].casefold().strip(".") in _NO_NAMES - {"dr", "prof"}
        or _ROLE.match(words[0])
        or words[0].endswith(("’s", "'s"))
    ):
        words.pop(0)
    # A surname may be a trade: „Katharina Förster“.
    while words and (
        words[-1].casefold() in _NO_NAMES or (len(words) > 2 and _ROLE.match(words[-1]))
    ):
        words.pop()
    kept = [word for word in words if not word.endswith(".") and word[0].isupper()]
    if len(kept) < 2 or any(_NO_PERSON.match(word) or _BRAND.search(word) for word in kept):
        return ""
    if any(word.casefold() in _NO_NAMES or _POSSESSIVE.match(word) for word in kept):
        return ""
    return " ".join([*titles, *words])


def _without_house(words: list[str]) -> list[str]:
    """Return a name without the house its bearer comes from: „Ida Sander von Think Big“.

    Behind a first name and another word only a second first name makes „von“ part of the surname.
    """
    at = next((n for n, word in enumerate(words) if word in {"von", "vom"}), 0)
    before = [word for word in words[:at] if not word.endswith(".")]
    named = len(before) >= 2 and before[0].casefold() in _FIRST_NAMES
    return words[:at] if named and before[-1].casefold() not in _FIRST_NAMES else words


def _full_name(name: str, names: Sequence[str]) -> str:
    name = _INITIAL.sub(r"\1. ", name)
    key = name_key(name)
    if len(key) == 2 and len(key[0]) == 1:
        spelled = [
            n for n in names if (k := name_key(n))[-1] == key[1] and k[0][:1] == key[0] < k[0]
        ]
        return spelled[0] if spelled else name
    if len(key) >= 2:
        return name
    plain = _COURTESY.sub("", name)
    fitting = [full for full in names if same_person(key, name_key(full))]
    counts = Counter(full.casefold() for full in fitting)
    # „Lea“ is rather the first word of a name than the last.
    fitting.sort(
        key=lambda full: (counts[full.casefold()], name_key(full)[:1] == key), reverse=True
    )
    return fitting[0] if fitting else plain


def interviewer_of(texts: Sequence[str], spoken: Sequence[str], guests: Collection[str]) -> str:
    """Return who asked: as a line of credit says, else as the name before the questions."""
    for text in texts:
        if names := [name for name in asked_by(text) if name not in guests]:
            return ", ".join(names)
    people = [name for name in spoken if not role_of(name) and not _GENERIC.fullmatch(name)]
    named = [name for name in people if " " in name]
    for text in texts:
        if (name := written_by(text)) and name not in guests and not named:
            return name
    return ", ".join(
        people or [name for name in spoken if _GENERIC.fullmatch(name) and name.isupper()]
    )
