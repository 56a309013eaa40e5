"""Who of the speakers asks: told by what they say, how long, in which order, and by their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from statistics import fmean, median

from interviews.importing.recognition.asking import addresses, asks, is_personal
from interviews.importing.recognition.voices.credits import asked_by
from interviews.importing.recognition.voices.names import name_key, role_of

_FURTHER = 0.6  # how much a further asker must ask, beside the first
_ALMOST = 0.45  # … if an answer stands before and behind each of the turns
_OFTEN = 6  # turns, after which the mean tells more
_LITTLE = 0.2  # what two hosts of a long talk ask at least, each
_FEW = 0.3  # who asks less than this is found by comparing all that speaks for it


def askers_among(
    said: Mapping[int, tuple[str, str]],
    newsroom: Collection[str],
    before: str,
    *,
    guess: bool,
    complete: bool,
) -> set[str]:
    """Return the names of those who ask: the newsroom, and whoever asks most of the time.

    `said` has, turn by turn, who speaks and what; `before` is the text above. Without `guess` only
    those are returned whose name says that they ask. `complete` tells that questions have names, too:
    then somebody must have asked.
    """
    turns = list(said.values())
    names = dict.fromkeys(name for name, _text in turns)
    known = {name: role == "asks" for name in names if (role := _known(name, newsroom))}
    asking = {name for name, asks_ in known.items() if asks_}
    if not guess or not names:
        return asking
    texts = {name: [text for other, text in turns if other == name] for name in names}
    means = {name: fmean(map(asks, spoken)) for name, spoken in texts.items()}
    keen = {name: _keenness(name, texts, means, before) for name in names}
    if turns and turns[0][0] not in known:
        keen[turns[0][0]] += 0.1
    ranked = sorted((n for n in names if n not in known), key=lambda n: (-keen[n], -means[n]))
    for name in ranked:
        # If everybody who is left asks, nobody would answer.
        if len(asking) + 1 < max(len(names), 2) and _asks_too(name, asking, turns, means, texts):
            asking.add(name)
    if complete and not asking and len(ranked) >= 2 and keen[ranked[0]] > keen[ranked[1]]:
        asking |= _hosts(ranked, keen, texts)
    return asking


def _hosts(
    ranked: list[str], keen: Mapping[str, float], texts: Mapping[str, list[str]]
) -> set[str]:
    """Return who asks most, and with them the second host of a long talk, who is more like them than the guest."""
    first, second, last = ranked[0], ranked[1], ranked[-1]
    long = len(ranked) > 2 and all(len(texts[name]) >= _OFTEN for name in ranked)
    alike = keen[second] > 0 and keen[first] - keen[second] < keen[second] - keen[last]
    return {first, second} if long and alike else {first}


def _known(name: str, newsroom: Collection[str]) -> str:
    key = " ".join(name_key(name))
    own = any(key == n.casefold() or key in n.casefold().split() for n in newsroom if n)
    return "asks" if own else role_of(name)


def _keenness(
    name: str, texts: Mapping[str, list[str]], means: Mapping[str, float], before: str
) -> float:
    """Return how much speaks for this one as the asker."""
    spoken = texts[name]
    score = means[name]
    score += 0.3 * fmean(addresses(text) and not is_personal(text) for text in spoken)
    score -= 0.3 * fmean(is_personal(text) for text in spoken)
    others = [median(map(len, texts[other])) for other in texts if other != name]
    if others:
        score += 0.15 * (median(map(len, spoken)) < 0.8 * max(others))
    if name in asked_by(before):
        score += 0.5
    elif " " in name and re.search(rf"\b{re.escape(name)}\b", before):
        score -= 0.2  # who is introduced is the guest
    return score + 0.15 * (name.islower() or (name.isupper() and len(name) > 3))


def _asks_too(
    name: str,
    asking: Collection[str],
    turns: list[tuple[str, str]],
    means: Mapping[str, float],
    texts: Mapping[str, list[str]],
) -> bool:
    """Tell whether somebody asks enough, beside those who are known to ask."""
    lengths = {other: median(map(len, spoken)) for other, spoken in texts.items()}
    others = [other for other in texts if other != name]
    short = not others or lengths[name] <= 1.5 * max(lengths[other] for other in others)
    keen = not others or means[name] >= 0.15 + max(means[other] for other in others)
    if not short and not keen:
        return False
    if not asking:
        return means[name] >= _FEW
    often = min(len(texts[name]), *(len(texts[other]) for other in asking)) >= _OFTEN
    if often and means[name] >= max(_LITTLE, 0.5 * max(means[other] for other in asking)):
        return True
    return means[name] >= (_ALMOST if _is_always_answered(name, asking, turns) else _FURTHER)


def _is_always_answered(name: str, asking: Collection[str], turns: list[tuple[str, str]]) -> bool:
    after = [then for (who, _t), (then, _u) in pairwise(turns) if who == name]
    before = [first for (first, _t), (who, _u) in pairwise(turns) if who == name]
    return bool(after) and not any(other in asking or other == name for other in after + before)
