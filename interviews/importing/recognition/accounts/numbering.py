"""Numbered questions among numbered lists: the best run of numbers that ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import asks
from interviews.importing.recognition.markers import number_of

_BAR = 0.3  # an item must ask more than this, or be followed by an answer, to be worth taking


@dataclass(frozen=True)
class _Item:
    index: int
    number: int
    form: str
    worth: float


def numbered_starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the indices of the numbered paragraphs that are the interview's questions.

    Numbers count on by one; gaps, repeated numbers and a new start are possible but cost. A list
    with numbers of its own inside an answer asks nothing and has no answers, so it is passed over.
    """
    items = [item for index in range(len(paragraphs)) if (item := _item(paragraphs, index))]
    forms = {item.form for item in items}
    runs = [_best_run([item for item in items if item.form == form]) for form in forms]
    runs.append(_best_run(items))
    # The forms come from a set: the indices decide between equals, so that reading is repeatable.
    worth, neg = max(((w, [-i for i in run]) for w, run in runs), default=(0.0, []))
    return [-index for index in neg] if worth > 0 else []


def _item(paragraphs: Sequence[Paragraph], index: int) -> _Item | None:
    paragraph = paragraphs[index]
    marker = number_of(paragraph)
    if marker is None or marker.number is None or len(paragraph.text) > 1200:
        return None
    typed = paragraph.text[: marker.length] or paragraph.marker
    # Letters are a form of their own: they divide an answer as often as they count questions.
    lettered = "a" * typed[:1].isalpha()
    form = lettered + "".join(sign for sign in typed if not sign.isalnum()).strip()
    has_text = bool(paragraph.text[marker.length :].strip())
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    worth = asks(paragraph.text[marker.length :]) - _BAR
    if following is None:
        worth -= 0.2
    elif number_of(following):
        worth -= 0.25
    else:
        worth += 0.25
    if not has_text and following is not None:
        worth = asks(following.text) - _BAR
    elif following is not None and worth < _BAR and asks(following.text) >= 0.6:
        worth += 0.3  # a statement first, the question in the next paragraph
    return _Item(index, marker.number, form, worth)


def _best_run(items: Sequence[_Item]) -> tuple[float, list[int]]:
    """Find the run of most worth in one pass: the best run so far is kept for each last number."""
    best: dict[int, tuple[float, int]] = {}
    # Markdown counts by itself: whoever writes it may leave every number at 1.
    again = 0.0 if len({item.number for item in items}) == 1 else 0.5
    back: list[int] = []
    totals: list[float] = []
    for position, item in enumerate(items):
        options = [(-0.2 * min(abs(item.number - 1), 3), -1)]
        for step, cost in ((1, 0.0), (2, 0.3), (0, again)):
            if (item.number - step) in best:
                worth, at = best[item.number - step]
                options.append((worth - cost, at))
        if item.number == 1 and best and again:
            worth, at = max(best.values())
            options.append((worth - 1.0, at))
        worth, at = max(options)
        totals.append(worth + item.worth)
        back.append(at)
        if totals[-1] > best.get(item.number, (float("-inf"), 0))[0]:
            best[item.number] = (totals[-1], position)
    if not totals:
        return 0.0, []
    position = max(range(len(totals)), key=totals.__getitem__)
    worth, run = totals[position], []
    while position >= 0:
        run.append(items[position].index)
        position = back[position]
    return worth, run[::-1]
