"""Paragraphs that hold a question and its answer at once, split in two before reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from interviews.importing.formats.paragraphs import Paragraph, split_at
from interviews.importing.recognition.asking import addresses, asks, ends_asking, is_personal
from interviews.importing.recognition.markers import label_of, number_of, speaker_of
from interviews.importing.recognition.stamps import without_stamps
from interviews.importing.recognition.voices.names import may_be_name
from interviews.importing.recognition.words import one_of, whatever_case

_ANSWER = re.compile(r"(?<=[.?!…:;)“”\"])\s+(?=(?:antwort|answer|a)\s?\d{0,3}\s?:)", re.IGNORECASE)
_QUESTION_END = re.compile(r"\?[\"“”»«)]*\s+")
_RUN_IN = re.compile(
    r"[^.!?:\n]{8,200}\?(?:[\"“”»«)]*\s+|(?=[A-ZÄÖÜ„“\"]))(?=[^?\n]{8,}\Z|[^?\n]{20})"
)
# „Wie war es? Ida: Schön.“ and, without a space, as pages lose their breaks: „Wie war es?Ida: Schön.“
# „Ihr Weg war weit. Was trieb Sie an? Ich …“
_FIRST_ASKED = re.compile(r"[^?]{8,500}\?[\"“”»«)]*\s+(?=\S)")
_NAME_WITHIN = re.compile(
    r"(?:(?<=[?!…\"“”»)])|(?<=[a-zäöüß]{4}\.))\s*(?=(?P<name>[^\W\d_][\w.&'’-]{0,30}(?:\s[\w.'’-]{1,30}){0,2}):\s)"
)
# „… bis jemand hustet.Und dann?“ before the name of who was speaking
_LAST_ASKED = re.compile(r"(?<=[.!?…])\s*(?P<asked>[A-ZÄÖÜ][^.!?…]{2,200}\?)\s*\Z")
_RHETORICAL = whatever_case(rf"(?:\A|[.!…]\s){one_of('rhetorical')}\b")
_QUOTES = set('"“”„»«')
_LONGEST = 250  # characters of a question, and what stands around it
_ASKED = 500  # characters of a question without its answer
_GLUED = 100  # … and of one with it, at least
_HABIT = 2  # times
_EVERY = 3  # times, where nothing but the habit tells the question from the answer
_SHORTEST_ANSWER = 30  # characters behind a question mark before they count as the answer


def split_paragraphs(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Split „Frage: … Antwort: …“, bold questions and numbered ones that run into their answer."""
    whole = without_stamps(paragraphs)
    # Where bold questions run into their answers, bold statements do so, too.
    habit = sum(bool(_split_bold(paragraph, 0.5)) for paragraph in whole) >= _HABIT
    result: list[Paragraph] = []
    for paragraph in whole:
        bold = _split_bold(paragraph, 0.0 if habit else 0.5)
        result.extend(_split_label(paragraph) or bold or [paragraph])
    return _split_glued(_split_run_in(_split_numbered(_split_named(result))))


def _split_label(paragraph: Paragraph) -> list[Paragraph]:
    label = label_of(paragraph.text)
    if label is None or label.label != "question":
        return []
    match = _ANSWER.search(paragraph.text, label.length)
    return split_at(paragraph, match.end()) if match else []


def _split_named(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Split paragraphs in which somebody else speaks on, by a name that comes again."""
    within = {i: found for i, p in enumerate(paragraphs) if (found := _named_within(p))}
    counts = Counter(one.speaker for p in paragraphs if (one := speaker_of(p.text)))
    for index, found in within.items():
        named = [match["name"] for match in found]
        counts.update(named if _is_dialogue(paragraphs[index].text, found) else set(named))
    result: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        found = within.get(index, [])
        # Who is only quoted speaks where all is a talk, not where somebody tells of it.
        quoted = _is_dialogue(paragraph.text, found)
        names = [
            match
            for match in found
            if counts[match["name"]] >= _HABIT or (quoted and _is_quoted(paragraph.text, match))
        ]
        result += _cut_at(paragraph, _ends_within(paragraph.text, names))
    return result


def _is_dialogue(text: str, found: Sequence[re.Match[str]]) -> bool:
    """Tell whether a whole talk stands in one paragraph: again and again a name follows a question.

    Who tells in an answer what others asked is none of them.
    """
    begun = speaker_of(text)
    if begun and begun.speaker not in {match["name"] for match in found}:
        return False
    return sum(ends_asking(text[max(0, m.start() - 3) : m.start() + 1]) for m in found) >= _HABIT


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Tell whether a name stands between what two people say in quotation marks."""
    before, after = (
        text[: match.start() + 1].rstrip()[-1:],
        text[match.end("name") + 1 :].lstrip()[:1],
    )
    return before in _QUOTES and after in _QUOTES


def _ends_within(text: str, names: Sequence[re.Match[str]]) -> list[int]:
    """Return where others speak on: at the names, and at a question before one who spoke already."""
    ends: list[int] = []
    begun = speaker_of(text)
    speaking = begun.speaker if begun else ""
    for match in names:
        start = ends[-1] if ends else 0
        asked = _LAST_ASKED.search(text, max(start, match.start() - _LONGEST), match.start())
        if match["name"] == speaking and asked and asked.start() > start:
            ends.append(asked.start("asked"))
        ends.append(match.end())
        speaking = match["name"]
    return ends


def _cut_at(paragraph: Paragraph, ends: list[int], done: int = 0) -> list[Paragraph]:
    """Cut a paragraph at all ends, the middle one first: each cut copies what is cut."""
    if not ends:
        return [paragraph]
    middle = len(ends) // 2
    parts = split_at(paragraph, ends[middle] - done)
    if len(parts) == 1:
        return parts
    return _cut_at(parts[0], ends[:middle], done) + _cut_at(
        parts[1], ends[middle + 1 :], ends[middle]
    )


def _named_within(paragraph: Paragraph) -> list[re.Match[str]]:
    """Return where names stand behind a question, or in a paragraph that begins with somebody's name."""
    text = paragraph.text
    found = [match for match in _NAME_WITHIN.finditer(text) if may_be_name(match["name"])]
    if not found:
        return []
    asked = ends_asking(text[: found[0].end()])
    return found if asked or speaker_of(text) else []


def _split_bold(paragraph: Paragraph, least: float) -> list[Paragraph]:
    """Split after leading bold text that asks enough, if it is not just the bold name of a speaker."""
    if paragraph.bold or paragraph.lead is None:
        return []
    bold = paragraph.lead.text
    named = speaker_of(bold) or label_of(bold)
    sentence = bold[named.length :] if named else bold
    if not sentence.strip() or asks(sentence) < least or sentence.rstrip()[-1:] not in '?!….“”"»':
        return []
    return split_at(paragraph, len(bold))


def _split_numbered(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Split numbered questions whose answers stand in the same paragraph, if that is the habit."""
    ends = {
        index: end
        for index in range(len(paragraphs))
        if (end := _question_end(paragraphs, index)) is not None
    }
    if len(ends) < 2:
        return paragraphs
    result: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        result.extend(split_at(paragraph, ends[index]) if index in ends else [paragraph])
    return result


def _split_run_in(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Split paragraphs that all begin with a question and go on with its answer."""
    texts = [p for p in paragraphs if p.text and p.style == "text"]
    ends = {id(p): match.end() for p in texts if (match := _RUN_IN.match(p.text))}
    for_effect = sum(bool(_RHETORICAL.match(p.text)) for p in texts if id(p) in ends)
    if len(ends) < _EVERY or len(ends) * 5 < len(texts) * 4 or for_effect * 2 > len(ends):
        return paragraphs
    return [
        part for p in paragraphs for part in (split_at(p, ends[id(p)]) if id(p) in ends else [p])
    ]


def _split_glued(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Split the paragraphs that ask somebody first, and in which „ich“ answers, where others only ask.

    Others must carry no mark, nor be many more, and an answer must stand before: else one asks only
    for effect.
    """
    asked = [i for i, p in enumerate(paragraphs) if len(p.text) <= _ASKED and ends_asking(p.text)]
    first = next((i for i in asked if _asks_somebody(paragraphs[i].text)), len(paragraphs))
    if any(_is_marked(paragraphs[i]) for i in asked if i):  # a title may ask, too
        return paragraphs
    ends = {
        index: end
        for index in range(first + 2, len(paragraphs))
        if not ends_asking(paragraphs[index - 1].text) and (end := _glued_end(paragraphs[index]))
    }
    if len(asked) > _EVERY * len(ends):
        return paragraphs
    result: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        question, *answer = split_at(paragraph, ends[index]) if index in ends else [paragraph]
        result += [replace(question, glued=bool(answer)), *answer]
    return result


def _is_marked(paragraph: Paragraph) -> bool:
    """Tell whether something beside its words says that a paragraph asks."""
    marked = paragraph.bold or paragraph.italic or paragraph.style != "text" or number_of(paragraph)
    return bool(marked or label_of(paragraph.text) or speaker_of(paragraph.text))


def _glued_end(paragraph: Paragraph) -> int:
    """Return where somebody has been asked and „ich“ answers, or 0; „Kennen Sie das?“ asks nobody."""
    plain = not _is_marked(paragraph) and len(paragraph.text) > _GLUED
    match = _FIRST_ASKED.match(paragraph.text) if plain else None
    if not match or not _asks_somebody(match[0]) or _RHETORICAL.search(match[0]):
        return 0
    return match.end() if _answers(paragraph.text[match.end() :]) else 0


def _asks_somebody(text: str) -> bool:
    return ends_asking(text) and addresses(text) and not is_personal(text)


def _answers(text: str) -> bool:
    """Tell whether somebody speaks of themselves, and to nobody."""
    return len(text) >= _SHORTEST_ANSWER and is_personal(text) and not addresses(text[:_LONGEST])


def _question_end(paragraphs: list[Paragraph], index: int) -> int | None:
    """Return where the question ends in a numbered paragraph with no answer of its own below."""
    paragraph = paragraphs[index]
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if number_of(paragraph) is None or (following is not None and number_of(following) is None):
        return None
    text = paragraph.text
    match = _QUESTION_END.search(text, 0, 500)
    if match is None or len(text) - match.end() < _SHORTEST_ANSWER or "?" in text[-2:]:
        return None
    return match.end()
