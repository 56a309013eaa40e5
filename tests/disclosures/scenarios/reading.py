"""What readers are told of a scenario, and what the newsroom is asked: as lines, place by place."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.utils import translation

from blog.disclosing.disclose import disclose
from disclosures.library import filled, standards
from prose.sanitising import plain_text
from tests.disclosures.scenarios.facts import tell
from tests.disclosures.scenarios.world import NOW, World

FOLDER = Path(__file__).parent
HEADINGS = {"Deutsch": "de", "English": "en"}


@dataclass(frozen=True)
class Scenario:
    """A file: what it is about, its facts, and what stands where in each language."""

    path: Path
    title: str
    about: str
    facts: list[str]
    told: dict[str, list[str]]


def scenarios():
    """Every scenario there is."""
    return [read(path) for path in sorted(FOLDER.rglob("*.txt"))]


def read(path):
    """The scenario that a file tells."""
    head, *parts = re.split(
        r"^(Facts|Deutsch|English)\n", path.read_text("utf-8"), flags=re.MULTILINE
    )
    sections = {
        name: [line.strip() for line in body.splitlines() if line.strip()]
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }
    title, about = head.strip().split("\n", 1)
    told = {code: sections[name] for name, code in HEADINGS.items()}
    return Scenario(path, title, about, sections["Facts"], told)


def told(scenario, language):
    """What is told and asked in a language because of the facts of a scenario."""
    world = World(language)
    for sentence in scenario.facts:
        tell(world, sentence)
    post = world.finished()
    content = post.content()
    with translation.override(language):
        found = disclose(post, content, NOW)
    return list(lines(found, found.on(content)))


def lines(found, piece):
    """What stands where, each as a line, from the first thing that readers meet to what editors are asked."""
    yield from (f"label {label.text}" for label in piece.labels)
    yield from (f"role {one.name}: {clean(one.role_line)}" for one in piece.credits if one.told)
    if piece.interview and piece.interview.line:
        yield f"line: {clean(piece.interview.line)}"
    yield from live(found, piece.language)
    yield from (f"player: {clean(note.text)}" for note in piece.players)
    yield from notices("above", piece.notices_above)
    yield from (
        f"source {one.number}: {clean(one.standing)}" for one in piece.sources if one.standing
    )
    if not piece.ticket_box:
        yield "box: none"
    yield from notices("below", piece.notices_below)
    for ask in found.asks:
        yield f"{'ask' if ask.blocking else 'advice'}: {clean(str(ask.message))}"


def live(found, language):
    """What the clock alone tells."""
    for decision in found.decisions:
        if decision.live and decision.notice:
            words = standards()[decision.notice].wordings[language][1]
            text = filled(words, dict(decision.placeholders), html=True)
            yield f"clock: {clean(plain_text(text))}"


def notices(place, told):
    """Notices at a place, with their headings."""
    return (f"{place} {one.heading}: {clean(plain_text(one.text))}" for one in told)


def clean(text):
    """A text without no-break spaces."""
    return re.sub(r"\s+", " ", unescape(text)).strip()
