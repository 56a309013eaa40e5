"""Which paragraphs ask and which answer: each way of writing an interview is tried, the best kept.

A layout gives every paragraph a role. Its worth is the sum over its questions of how reliable the
way of marking them is (a label more than bold type) and of how much each sounds like a question;
a numbered list within an answer, whose items ask nothing, is therefore never worth it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from interviews.importing.formats.paragraphs import Paragraph
from interviews.importing.recognition.asking import (
    addresses,
    asks,
    calls_to_discuss,
    ends_asking,
    ends_interview,
    is_personal,
    is_prompt,
    sells_tickets,
    speaks_to_guest,
    thanks,
)
from interviews.importing.recognition.layout import BARE, ENOUGH, Layout, Role, asks_shortly
from interviews.importing.recognition.markers import number_of
from interviews.importing.recognition.numbering import numbered_starts
from interviews.importing.recognition.speakers import cast_of
from interviews.importing.recognition.turns import turns_layout
from interviews.importing.recognition.words import listed

_LONGEST_QUESTION = 1200
_TALK = listed("talk")


def best_layout(paragraphs: Sequence[Paragraph], newsroom: Collection[str]) -> Layout:
    """Return the layout that explains the paragraphs best; it may still not hold."""
    cast = cast_of(paragraphs, newsroom)
    layouts = [turns_layout(paragraphs, cast), _numbered(paragraphs)]
    layouts += [_by_look(paragraphs, name, weight, has) for name, weight, has in _looks(paragraphs)]
    layouts.append(_bare(paragraphs))
    best = max(layouts, key=lambda layout: (layout.holds, layout.worth))
    _flag_missed(best, paragraphs)
    return best


def _looks(
    paragraphs: Sequence[Paragraph],
) -> list[tuple[str, float, Callable[[Paragraph], bool]]]:
    looks: list[tuple[str, float, Callable[[Paragraph], bool]]] = [
        ("question", 0.6, lambda p: p.style == "question"),
        ("bold", 0.3, lambda p: p.bold and p.style != "heading"),
        ("strong", 0.25, lambda p: p.bold or p.style == "heading"),
        ("italic", 0.2, lambda p: p.italic),
        ("quote", 0.2, lambda p: p.style == "quote"),
        ("list", 0.1, lambda p: p.style == "list"),
    ]
    levels = sorted({p.level for p in paragraphs if p.style == "heading"})
    return looks + [(f"heading {level}", 0.3, _is_heading_of(level)) for level in levels]


def _is_heading_of(level: int) -> Callable[[Paragraph], bool]:
    return lambda p: p.style == "heading" and p.level == level


def _by_look(
    paragraphs: Sequence[Paragraph], name: str, weight: float, has: Callable[[Paragraph], bool]
) -> Layout:
    is_heading = name.startswith("heading")
    starts: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        if has(paragraph) and _may_ask(paragraphs, index, topics=is_heading and bool(starts)):
            starts.append(index)
    layout = _laid_out(paragraphs, name, weight, starts, has)
    for index in layout.starts:
        if is_heading_only(paragraphs[index].text):
            layout.doubts[index] = _("This heading is taken for a question.")
            layout.worth += 0.3
    if (is_heading or name == "list") and not _is_conversation(paragraphs, layout):
        layout.worth = 0.0
    return layout


def _may_ask(paragraphs: Sequence[Paragraph], index: int, *, topics: bool) -> bool:
    """Leave out calls to the readers, mere topics, and the title above everything.

    Among headings of one level a topic („Ein Rat an die Jungen“) may stand for a question.
    """
    text = paragraphs[index].text
    if not text or len(text) > _LONGEST_QUESTION or _is_call(text):
        return False
    if is_heading_only(text) and (not topics or ends_interview(text)):
        return False
    return not (index == 0 and _is_title(paragraphs))


def is_heading_only(text: str) -> bool:
    """Tell whether a line is the name of a section: short, no sentence, no request."""
    return not asks(text) and not addresses(text) and len(text.split()) <= 6


def _is_title(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first line is a title although it may end with a question mark."""
    if asks(paragraphs[0].text) < ENOUGH or len(paragraphs) < 2:
        return True
    below = paragraphs[1].text.lower()
    return not addresses(paragraphs[0].text) and any(word in below for word in _TALK)


def _is_call(text: str) -> bool:
    return calls_to_discuss(text) or (sells_tickets(text) and "?" not in text) or thanks(text)


def _numbered(paragraphs: Sequence[Paragraph]) -> Layout:
    starts = [i for i in numbered_starts(paragraphs) if not _is_call(paragraphs[i].text)]
    layout = _laid_out(paragraphs, "numbered", 0.35, starts, lambda _paragraph: False)
    numbers = [(number_of(paragraphs[i]), i) for i in starts]
    for (marker, above), (following, below) in pairwise(numbers):
        if not marker or not following or marker.number is None or following.number is None:
            continue
        if following.number - marker.number == 2:
            _fill_gap(layout, paragraphs, above, below)
    return layout


def _fill_gap(layout: Layout, paragraphs: Sequence[Paragraph], above: int, below: int) -> None:
    """Take the one bare question between 3) and 5) for the fourth, with a doubt."""
    found = [i for i in range(above + 2, below - 1) if _is_bare(paragraphs, i)]
    if len(found) == 1:
        layout.roles[found[0]] = Role.ASKS
        layout.doubts[found[0]] = _("This line without a number is taken for a question.")
    else:
        layout.doubts[below] = _("A number is missing before this question.")


def _bare(paragraphs: Sequence[Paragraph]) -> Layout:
    starts = [index for index in range(len(paragraphs)) if _is_bare(paragraphs, index)]
    if starts[:1] == [0] and _is_title(paragraphs):
        starts = starts[1:]
    layout = _laid_out(
        paragraphs, "bare", 0.0, starts, lambda p: asks(p.text) >= BARE and len(p.text) <= 400
    )
    far = len(paragraphs) > 15 * (len(starts) + 1)
    if far or len(starts) < 2 or not _is_conversation(paragraphs, layout):
        layout.worth = 0.0
        return layout
    addressed = sum(addresses(paragraphs[i].text) for i in starts)
    for index in starts:
        if not ends_asking(paragraphs[index].text):
            layout.doubts[index] = _("This line without a question mark is taken for a question.")
        elif not addresses(paragraphs[index].text) and addressed * 2 > len(starts):
            layout.doubts[index] = _("This may be a rhetorical question within the answer.")
    return layout


def _is_bare(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether an unmarked line is a question: it asks, is short, and text follows."""
    paragraph = paragraphs[index]
    text = paragraph.text
    if len(text) > 400 or paragraph.style == "list" or index + 1 >= len(paragraphs):
        return False
    following = paragraphs[index + 1]
    if not following.text or _is_call(text):
        return False
    if speaks_to_guest(text) and "?" not in text:
        return ends_asking(following.text) or len(following.text) > len(text)
    if is_prompt(text):
        unfinished = text.rstrip('“”"» .!').endswith("…") or text.endswith("...")
        return len(text) <= 250 and (unfinished or len(following.text) > len(text))
    return asks(text) >= BARE and ends_asking(text)


def _laid_out(
    paragraphs: Sequence[Paragraph],
    name: str,
    weight: float,
    starts: Sequence[int],
    looks: Callable[[Paragraph], bool],
) -> Layout:
    """Give each paragraph its role, from the starts of the questions."""
    layout = Layout(name, [Role.OUTSIDE] * len(paragraphs))
    begun = set(starts)
    role = Role.OUTSIDE
    for index in range(starts[0] if starts else len(paragraphs), len(paragraphs)):
        follows_question = role in {Role.ASKS, Role.ASKS_ON}
        if follows_question and _asks_on(paragraphs, index, looks, begun):
            role = Role.ASKS_ON
        else:
            role = Role.ASKS if index in begun else Role.ANSWERS
        layout.roles[index] = role
    layout.weigh(paragraphs, weight)
    return layout


def _asks_on(
    paragraphs: Sequence[Paragraph], index: int, looks: Callable[[Paragraph], bool], begun: set[int]
) -> bool:
    """Tell whether a paragraph goes on with the question in the one before it."""
    above, here = paragraphs[index - 1], paragraphs[index]
    if index in begun and (number_of(here) or asks(above.text) >= ENOUGH):
        # Two lines that each ask may be two questions, but only an answer between tells.
        return not number_of(here) and above.style == here.style == "text" and not above.bold
    if looks(here) and index in begun:
        return True
    if here.bold and above.bold and here.style == above.style == "text" and asks(here.text):
        return index not in begun
    has_answer = index + 1 < len(paragraphs) and index + 1 not in begun
    return index not in begun and asks(above.text) < ENOUGH and asks_shortly(here) and has_answer


def _is_conversation(paragraphs: Sequence[Paragraph], layout: Layout) -> bool:
    """Tell whether people speak here: questions to somebody, answers by somebody, or it is said."""
    starts = layout.starts
    if not starts:
        return False
    addressed = sum(addresses(paragraphs[i].text) for i in starts)
    answers = [p for p, role in zip(paragraphs, layout.roles, strict=True) if role is Role.ANSWERS]
    personal = sum(is_personal(p.text) for p in answers)
    around = " ".join(p.text.lower() for p in [*paragraphs[: starts[0]][:6], *paragraphs[-2:]])
    said = any(word in around for word in ("interview", "gespräch"))
    return addressed * 3 >= len(starts) or personal * 3 >= len(answers) or said


def _flag_missed(layout: Layout, paragraphs: Sequence[Paragraph]) -> None:
    """Doubt the paragraphs within answers that ask like a question of their own would."""
    for index in range(1, len(paragraphs) - 1):
        if layout.roles[index] is not Role.ANSWERS or index in layout.cast.turns:
            continue
        text = paragraphs[index].text
        short = len(text) <= 300 and paragraphs[index].style != "list"
        follows = layout.roles[index + 1] is Role.ANSWERS and paragraphs[index + 1].text
        if short and follows and asks(text) >= BARE and not _is_call(text):
            layout.doubts.setdefault(index, _("This may be a question of its own."))
