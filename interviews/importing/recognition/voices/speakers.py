"""Who speaks in an interview whose paragraphs carry labels or names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import ends_asking
from interviews.importing.recognition.markers import (
    Marker,
    bracketed_speaker_of,
    dashed_speaker_of,
    glued_speaker_of,
    handle_of,
    label_of,
    led_speaker_of,
    lettered_label_of,
    speaker_of,
    timed_speaker_of,
)
from interviews.importing.recognition.voices.askers import askers_among
from interviews.importing.recognition.voices.names import (
    core_of,
    may_be_name,
    name_key,
    role_of,
    same_person,
)

_MOST_NEAR = 50  # spellings compared with one another; real interviews have a handful
_MANY_ANSWERS = 1 / 3  # of the turns follow a question without a name: names may be of answers only
_ONLY_ANSWERS = 0.9  # nobody who is named has asked
_PAIRS = 2  # of question and answer, until letters before them are labels
_AGAIN = 3  # times that a name with a colon stands alone, until it is no heading of a list
_ALMOST_ALL = 0.75  # of the paragraphs begin a turn: then a name said once is a speaker, too

type _Key = tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """A paragraph at which somebody begins to speak."""

    length: int  # characters of the marker
    asking: bool
    speaker: str = ""  # empty if only a label such as „Frage:“ stands there


@dataclass
class Cast:
    """The speakers, by the names as they stand before their turns."""

    turns: dict[int, Turn] = field(default_factory=dict)

    def names(self, *, asking: bool, start: int = 0) -> tuple[str, ...]:
        """Return who asks (or answers) from a paragraph on, in order of appearance."""
        found = [
            turn.speaker
            for index, turn in self.turns.items()
            if turn.asking is asking and turn.speaker and index >= start
        ]
        return tuple(dict.fromkeys(found))

    def bare(self, paragraph: Paragraph, index: int) -> Paragraph:
        """Return the paragraph of this index without the name or label of its turn."""
        turn = self.turns.get(index)
        return paragraph.after(turn.length) if turn else paragraph

    @property
    def labelled(self) -> bool:
        """Whether labels such as „Frage:“ are used."""
        return any(not turn.speaker for turn in self.turns.values())


def cast_of(paragraphs: Sequence[Paragraph], newsroom: Collection[str]) -> Cast:
    """Find the turns of labelled and named speakers."""
    labels = {index: found for index, p in enumerate(paragraphs) if (found := label_of(p.text))}
    if not _labels_hold(labels):
        labels = _lettered(paragraphs)
    speakers = _speakers(paragraphs, labels)
    names = _kept_names(paragraphs, speakers, newsroom, labelled=bool(labels))
    said = _said(paragraphs, speakers, names)
    labelled = any(marker.label == "question" for marker in labels.values())
    before = " \n".join(p.text for p in paragraphs[: min(said, default=0)])
    unnamed = _asked_without_name(paragraphs, said)
    asking = askers_among(
        said,
        newsroom,
        before,
        guess=not labelled and unnamed < _ONLY_ANSWERS,
        complete=unnamed < _MANY_ANSWERS,
    )
    turns: dict[int, Turn] = {}
    for index in sorted(labels.keys() | speakers.keys()):
        if index in labels:
            turns[index] = Turn(labels[index].length, labels[index].label == "question")
        elif (name := names.get(name_key(speakers[index].speaker))) is not None:
            turns[index] = Turn(speakers[index].length, name in asking, name)
    return Cast(turns)


def _asked_without_name(paragraphs: Sequence[Paragraph], said: Collection[int]) -> float:
    """Return how many turns, of all, have a line without a name before them that ends with a question."""
    asking = sum(
        index - 1 not in said and index > 0 and ends_asking(paragraphs[index - 1].text)
        for index in said
    )
    return asking / len(said) if len(said) > 1 else 0.0


def _lettered(paragraphs: Sequence[Paragraph]) -> dict[int, Marker]:
    """Return „Q.“ and „A.“ before paragraphs, if they alternate and ask as questions and answers do.

    With names before what is said, or behind the letters, these are initials.
    """
    found = {i: mark for i, p in enumerate(paragraphs) if (mark := lettered_label_of(p.text))}
    order = [mark.label for mark in found.values()]
    paired = sum(pair == ("question", "answer") for pair in pairwise(order))
    signs = {paragraphs[index].text[1:3].strip()[:1] for index in found}
    if paired < _PAIRS or paired * 3 < len(order) or len(signs) > 1:
        return {}
    asked = [paragraphs[i].text for i, mark in found.items() if mark.label == "question"]
    if sum(map(ends_asking, asked)) * 2 <= len(asked) or _names_hold(paragraphs, found):
        return {}
    return found


def _names_hold(paragraphs: Sequence[Paragraph], letters: Collection[int]) -> bool:
    """Tell whether a name with a colon comes again, or stands at a letter, which begins it."""
    named = {i: marker.speaker for i, p in enumerate(paragraphs) if (marker := speaker_of(p.text))}
    again = max(Counter(named.values()).values(), default=0) > 1
    return again or not named.keys().isdisjoint(letters)


def _labels_hold(labels: dict[int, Marker]) -> bool:
    kinds = Counter(marker.label for marker in labels.values())
    return (kinds["question"] >= 1 and kinds["answer"] >= 1) or max(kinds.values(), default=0) >= 2


def _speakers(paragraphs: Sequence[Paragraph], labels: dict[int, Marker]) -> dict[int, Marker]:
    """Return each name before a turn: with a colon or time, alone on a line, or in regular turn."""
    sure: dict[int, Marker] = {}
    unsure: dict[int, Marker] = {}
    alone = _lone_names(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if index in labels or not paragraph.text:
            continue
        text = paragraph.text
        # A point of a list and a heading may be about something: only those that come again are names.
        listed = paragraph.style == "list" and paragraph.marker in set("-*+•·")
        listed = listed or (paragraph.style == "heading" and not role_of(text.partition(":")[0]))
        named = speaker_of(text)
        if text.rstrip(":") in alone:
            sure[index] = Marker(len(text), speaker=text.rstrip(":"))
        elif timed := timed_speaker_of(text):
            sure[index] = timed
        elif named and named.length == len(text) and not role_of(named.speaker):
            continue
        elif named:
            (unsure if listed else sure)[index] = named
        elif handle := (
            handle_of(text)
            or dashed_speaker_of(text)
            or bracketed_speaker_of(text)
            or led_speaker_of(paragraph)
        ):
            unsure[index] = handle
    spoken = {marker.speaker for marker in sure.values()}
    for index, paragraph in enumerate(paragraphs):
        glued = glued_speaker_of(paragraph.text)
        if index not in labels and glued and glued.speaker in spoken:
            sure.setdefault(index, glued)
    return sure | _regular(unsure, sure)


def _regular(unsure: dict[int, Marker], sure: dict[int, Marker]) -> dict[int, Marker]:
    """Return those of the unsure that come again and again, somebody else between each time."""
    order = sorted([*unsure.items(), *sure.items()])
    last: dict[str, int] = {}
    counts: Counter[str] = Counter()
    double: Counter[str] = Counter()
    for position, (_index, marker) in enumerate(order):
        name = marker.speaker
        counts[name] += 1
        double[name] += last.get(name) == position - 1
        last[name] = position
    kept = {n for n, count in counts.items() if count >= 2 and double[n] * 4 <= count}
    surnames = {key[-1] for marker in sure.values() if len(key := name_key(marker.speaker)) > 1}
    found = {
        index: marker
        for index, marker in unsure.items()
        if marker.speaker in kept or marker.speaker.casefold() in surnames
    }
    found |= _opening(unsure, sure)
    others = {marker.speaker for marker in [*found.values(), *sure.values()]}
    return found if len(others) >= 2 else {}


def _opening(unsure: dict[int, Marker], sure: dict[int, Marker]) -> dict[int, Marker]:
    """Return a newspaper in small letters that asks once, right before the only name there is."""
    first = min(unsure, default=-1)
    asked_once = len(unsure) <= 2 and len(sure) == 1 and min(sure) == first + 1
    small = first >= 0 and unsure[first].speaker.islower()
    return {first: unsure[first]} if asked_once and small else {}


def _lone_names(paragraphs: Sequence[Paragraph]) -> set[str]:
    """Return the names that stand on lines of their own, as above the turns of a transcript.

    One word alone is not enough: an answer may be „Tee“ twice. Two such names are a dialogue, and so
    is one with a colon that comes again and again.
    """
    called = Counter(p.text for p in paragraphs if len(p.text) <= 60 and p.text.endswith(":"))
    counts = Counter(
        p.text.rstrip(":")
        for p in paragraphs
        if len(p.text) <= 60 and p.style != "list" and not p.marker[:1].isalnum()
    )
    names = {
        text
        for text, count in counts.items()
        if count >= 2 and _ends_as_name(text) and len(core_of(text).split()) <= 4
    }
    if len(names) >= 2 or any(" " in name for name in names):
        return names
    return {name for name in names if called[f"{name}:"] >= _AGAIN}


def _ends_as_name(text: str) -> bool:
    return (text[-1:].isalnum() or text[-1:] in {")", "]"}) and may_be_name(text)


def _kept_names(
    paragraphs: Sequence[Paragraph],
    speakers: dict[int, Marker],
    newsroom: Collection[str],
    *,
    labelled: bool,
) -> dict[_Key, str]:
    """Return the spellings that belong to speakers, each with the fullest spelling of the name."""
    counts = Counter(name_key(marker.speaker) for marker in speakers.values())
    longest: dict[_Key, str] = {}
    for marker in speakers.values():
        longest.setdefault(name_key(marker.speaker), core_of(marker.speaker))
    merged = _merged(counts)
    totals: Counter[_Key] = Counter()
    for key, count in counts.items():
        totals[merged[key]] += count
    kept = {key for key, n in totals.items() if n >= 2 or _is_generic(key, longest, newsroom)}
    if kept or labelled:
        # A first name counts if it was introduced before anybody speaks, or if all is speech.
        known = _words(paragraphs[: min(speakers, default=0)])
        spoken = _is_all_speech(paragraphs, speakers)
        kept |= {
            key for key in totals if len(key) in {2, 3} or (spoken or key[0] in known)
        }  # fmt: skip
    elif len(totals) == 2 and len(speakers) == 2:
        kept = set(totals)
    elif _asked_without_name(paragraphs, speakers) >= _ONLY_ANSWERS:
        kept = {key for key in totals if len(key) in {2, 3}}  # each was asked once
    return {key: longest[merged[key]] for key in counts if merged[key] in kept}


def _words(paragraphs: Iterable[Paragraph]) -> set[str]:
    return {word for p in paragraphs for word in re.findall(r"\w+", p.text.casefold())}


def _is_all_speech(paragraphs: Sequence[Paragraph], speakers: Collection[int]) -> bool:
    """Tell whether nearly every paragraph from the first to the last turn begins with a name."""
    if len(speakers) < 4:
        return False
    first, last = min(speakers), max(speakers)
    between = [p for p in paragraphs[first : last + 1] if p.text]
    return len(speakers) >= _ALMOST_ALL * len(between)


def _merged(keys: Collection[_Key]) -> dict[_Key, _Key]:
    """Return for each spelling the one fuller spelling that it can be short for, else itself."""
    by_word: dict[str, list[_Key]] = {}
    for key in keys:
        first = key[0][:1]
        for word in {*key, "".join(word[:1] for word in key), first}:
            by_word.setdefault(word, []).append(key)
    merged: dict[_Key, _Key] = {}
    for key in keys:
        near = (other for word in key for other in by_word[word])
        fuller = dict.fromkeys(
            o for o in islice(near, _MOST_NEAR) if o != key and same_person(key, o)
        )
        merged[key] = next(iter(fuller)) if len(fuller) == 1 else key
    return merged


def _is_generic(key: _Key, longest: dict[_Key, str], newsroom: Collection[str]) -> bool:
    return is_newsroom(key, newsroom) or bool(role_of(longest[key]))


def is_newsroom(key: _Key, newsroom: Collection[str]) -> bool:
    """Tell whether a name is one under which the newsroom asks."""
    name = " ".join(key)
    return any(name == own.casefold() or name in own.casefold().split() for own in newsroom if own)


def _said(
    paragraphs: Sequence[Paragraph], speakers: dict[int, Marker], names: dict[_Key, str]
) -> dict[int, tuple[str, str]]:
    """Return for each turn who speaks and what is said in its first paragraph."""
    said: dict[int, tuple[str, str]] = {}
    for index, marker in speakers.items():
        if (name := names.get(name_key(marker.speaker))) is None:
            continue
        text = paragraphs[index].text[marker.length :]
        if not text and index + 1 < len(paragraphs):
            text = paragraphs[index + 1].text
        said[index] = (name, text)
    return dict(sorted(said.items()))
