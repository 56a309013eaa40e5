"""Who speaks in an interview whose paragraphs carry labels or names, and who of them asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice
from statistics import fmean, median

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import asks
from interviews.importing.recognition.markers import (
    ANSWERERS,
    ASKERS,
    Marker,
    label_of,
    may_be_name,
    name_key,
    same_person,
    speaker_of,
)

_ASKING_ENOUGH = 0.3
_MOST_NEAR = 50  # spellings compared with one another; real interviews have a handful

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
        labels = {}
    speakers = _speakers(paragraphs, labels)
    before = " ".join(p.text for p in paragraphs[: min(speakers, default=0)])
    words = set(re.findall(r"\w+", before.casefold()))
    names = _kept_names(speakers, newsroom, words, labelled=bool(labels))
    asking = _who_asks(paragraphs, speakers, names, newsroom, labels)
    turns: dict[int, Turn] = {}
    for index in sorted(labels.keys() | speakers.keys()):
        if index in labels:
            turns[index] = Turn(labels[index].length, labels[index].label == "question")
        elif (name := names.get(name_key(speakers[index].speaker))) is not None:
            turns[index] = Turn(speakers[index].length, name in asking, name)
    return Cast(turns)


def _labels_hold(labels: dict[int, Marker]) -> bool:
    kinds = Counter(marker.label for marker in labels.values())
    return (kinds["question"] >= 1 and kinds["answer"] >= 1) or max(kinds.values(), default=0) >= 2


def _speakers(paragraphs: Sequence[Paragraph], labels: dict[int, Marker]) -> dict[int, Marker]:
    """Return each name before a colon, and each name that stands alone again and again."""
    found: dict[int, Marker] = {}
    alone = _lone_names(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if index in labels or (paragraph.style == "list" and paragraph.marker in set("-*+•·")):
            continue
        marker = speaker_of(text)
        if text.rstrip(":") in alone:
            marker = Marker(len(text), speaker=text.rstrip(":"))
        elif marker is not None and marker.length == len(text) and not _is_role(marker.speaker):
            marker = None
        if marker is not None:
            found[index] = marker
    return found


def _lone_names(paragraphs: Sequence[Paragraph]) -> set[str]:
    """Return the names that stand on lines of their own, as above the turns of a transcript.

    One word alone is not enough: an answer may be „Tee“ twice. Two such names are a dialogue.
    """
    counts = Counter(
        p.text.rstrip(":")
        for p in paragraphs
        if len(p.text) <= 40 and not p.marker and p.style != "list"
    )
    names = {
        text
        for text, count in counts.items()
        if count >= 2 and text[-1:].isalpha() and len(text.split()) <= 4 and may_be_name(text)
    }
    return names if len(names) >= 2 or any(" " in name for name in names) else set()


def _kept_names(
    speakers: dict[int, Marker],
    newsroom: Collection[str],
    words: Collection[str],
    *,
    labelled: bool,
) -> dict[_Key, str]:
    """Return the spellings that belong to speakers, each with the fullest spelling of the name."""
    counts = Counter(name_key(marker.speaker) for marker in speakers.values())
    longest: dict[_Key, str] = {}
    for marker in speakers.values():
        key = name_key(marker.speaker)
        longest.setdefault(key, _display(marker.speaker))
    merged = _merged(counts)
    totals: Counter[_Key] = Counter()
    for key, count in counts.items():
        totals[merged[key]] += count
    kept = {key for key, n in totals.items() if n >= 2 or _is_generic(key, newsroom)}
    if kept or labelled:
        # A first name counts if it was introduced before anybody speaks.
        kept |= {key for key in totals if len(key) in {2, 3} or (len(key) == 1 and key[0] in words)}
    elif len(totals) == 2 and len(speakers) == 2:
        kept = set(totals)
    return {key: longest[merged[key]] for key in counts if merged[key] in kept}


def _merged(keys: Collection[_Key]) -> dict[_Key, _Key]:
    """Return for each spelling the one fuller spelling that it can be short for, else itself."""
    by_word: dict[str, list[_Key]] = {}
    for key in keys:
        for word in {*key, "".join(word[:1] for word in key)}:
            by_word.setdefault(word, []).append(key)
    merged: dict[_Key, _Key] = {}
    for key in keys:
        near = (other for word in key for other in by_word[word])
        fuller = dict.fromkeys(
            o for o in islice(near, _MOST_NEAR) if o != key and same_person(key, o)
        )
        merged[key] = next(iter(fuller)) if len(fuller) == 1 else key
    return merged


def _display(name: str) -> str:
    return re.split(r"[,(\[]", name, maxsplit=1)[0].strip()


def _is_generic(key: _Key, newsroom: Collection[str]) -> bool:
    return _is_newsroom(key, newsroom) or (len(key) == 1 and key[0] in ASKERS | ANSWERERS)


def _is_role(name: str) -> bool:
    return name.casefold() in ASKERS | ANSWERERS


def _is_newsroom(key: _Key, newsroom: Collection[str]) -> bool:
    name = " ".join(key)
    return any(name == own.casefold() or name in own.casefold().split() for own in newsroom if own)


def _who_asks(
    paragraphs: Sequence[Paragraph],
    speakers: dict[int, Marker],
    names: dict[_Key, str],
    newsroom: Collection[str],
    labels: dict[int, Marker],
) -> set[str]:
    """Return the names of those who ask: the newsroom, and whoever asks most of the time."""
    said: dict[str, list[str]] = {}
    known: dict[str, bool] = {}
    for index, marker in speakers.items():
        key = name_key(marker.speaker)
        if (name := names.get(key)) is None:
            continue
        text = paragraphs[index].text[marker.length :]
        if not text and index + 1 < len(paragraphs):
            text = paragraphs[index + 1].text
        said.setdefault(name, []).append(text)
        if _is_newsroom(key, newsroom) or (len(key) == 1 and key[0] in ASKERS):
            known[name] = True
        elif len(key) == 1 and key[0] in ANSWERERS:
            known[name] = False
    if any(marker.label == "question" for marker in labels.values()):
        return {name for name, asking in known.items() if asking}
    return _askers(said, known)


def _askers(said: dict[str, list[str]], known: dict[str, bool]) -> set[str]:
    means = {name: fmean(map(asks, texts)) for name, texts in said.items()}
    lengths = {name: median(map(len, texts)) for name, texts in said.items()}
    open_names = [name for name in said if name not in known]
    result = {name for name, asking in known.items() if asking}
    ranked = sorted(open_names, key=lambda name: means[name], reverse=True)
    for name in ranked:
        others = [other for other in said if other != name]
        short = not others or lengths[name] <= 1.5 * max(lengths[other] for other in others)
        keen = not others or means[name] >= 0.15 + max(means[other] for other in others)
        bar = _ASKING_ENOUGH if not result else 0.6
        # If everybody who is left asks, nobody would answer.
        if means[name] >= bar and (short or keen) and len(result) + 1 < max(len(said), 2):
            result.add(name)
    return result
