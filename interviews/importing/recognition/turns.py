"""Labelled and named turns as questions and answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import asks
from interviews.importing.recognition.layout import BARE, ENOUGH, Layout, Role, asks_shortly
from interviews.importing.recognition.speakers import Cast


def turns_layout(paragraphs: Sequence[Paragraph], cast: Cast) -> Layout:
    """Read labelled and named turns; unmarked paragraphs go on with the turn they stand in."""
    layout = Layout("turns", [Role.OUTSIDE] * len(paragraphs), cast=cast)
    asking = {index for index, turn in cast.turns.items() if turn.asking}
    answering = cast.turns.keys() - asking
    if not cast.turns:
        return layout
    if not asking:
        _before_answers(layout, paragraphs, sorted(answering))
    else:
        _after_questions(layout, paragraphs, asking, set(answering))
    weight = 1.0 if cast.labelled else 0.8
    layout.weigh([cast.bare(p, i) for i, p in enumerate(paragraphs)], weight)
    return layout


def _before_answers(layout: Layout, paragraphs: Sequence[Paragraph], answering: list[int]) -> None:
    """Only answers carry a name: the question is what asks right before the turn."""
    end = 0
    asked = False
    for start in answering:
        first = start
        while first > end and (asks(paragraphs[first - 1].text) >= 0.5) and start - first < 3:
            first -= 1
        if first == start and start > end and len(paragraphs[start - 1].text) <= 300:
            first -= 1
        for index in range(end, first):
            layout.roles[index] = Role.ANSWERS if asked else Role.OUTSIDE
        for index in range(first, start):
            layout.roles[index] = Role.ASKS if index == first else Role.ASKS_ON
        asked = asked or first < start
        layout.roles[start] = Role.ANSWERS if asked else Role.OUTSIDE
        end = start + 1
    layout.roles[end:] = [Role.ANSWERS] * (len(paragraphs) - end)


def _after_questions(
    layout: Layout, paragraphs: Sequence[Paragraph], asking: set[int], answering: set[int]
) -> None:
    """Questions carry a name or label; answers may."""
    first = min(asking)
    bounds = [*sorted(i for i in asking | answering if i >= first), len(paragraphs)]
    for start, end in pairwise(bounds):
        if start in answering:
            layout.roles[start:end] = [Role.ANSWERS] * (end - start)
            _forgotten_question(layout, paragraphs, start, end, end in answering)
            continue
        answered = end in answering
        question = start + 1
        if not paragraphs[start].text[layout.cast.turns[start].length :]:
            question += 1
        while not answered and question < end - 1 and _leads_on(paragraphs, question):
            question += 1
        question = end if answered else min(question, end)
        layout.roles[start:end] = [Role.ASKS_ON] * (question - start) + [Role.ANSWERS] * (
            end - question
        )
        layout.roles[start] = Role.ASKS
        if answering and not answered and question < end < len(paragraphs):
            layout.doubts[question] = _("No name or label says that this is the answer.")


def _leads_on(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return asks(paragraphs[index - 1].text) < ENOUGH and asks_shortly(paragraphs[index])


def _forgotten_question(
    layout: Layout, paragraphs: Sequence[Paragraph], start: int, end: int, answer_follows: bool
) -> None:
    """The same person answers twice and something asks between: its name was forgotten."""
    cast = layout.cast
    last = end - 1
    if not answer_follows or last <= start or cast.turns[start].speaker != cast.turns[end].speaker:
        return
    if asks(paragraphs[last].text) >= BARE and len(paragraphs[last].text) <= 400:
        layout.roles[last] = Role.ASKS
        layout.doubts[last] = _("No name or label says that this is a question.")
