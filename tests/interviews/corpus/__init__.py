"""Texts of our own in every kind an interview comes in, each with what must be read of it.

A text is `=== name | ending | guest: … | by: … | title: …`, then the file as it came, a line `---`, and
what is expected: `T` title, `I` introduction, `Q` question, `A` answer, `C` closing, or `refused`.
Of introduction and closing only those are compared that stand there; `warns` is part of a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from interviews.importing.formats.documents import document_of
from interviews.importing.formats.paragraphs import Unreadable
from interviews.importing.recognition.reading import NotAnInterview, read

FOLDER = Path(__file__).parent
PLAIN = FOLDER.parent / "importing" / "recognition" / "reading_cases"
NEWSROOM = ("Podium",)
_SHAPES = str.maketrans(dict.fromkeys("„“”«»‚‘’", "'") | {'"': "'"})


@dataclass
class Text:
    """A text of the corpus."""

    name: str
    file: str
    body: str
    facts: dict[str, str] = field(default_factory=dict)
    exchanges: list[tuple[str, str]] = field(default_factory=list)
    around: dict[str, str] = field(default_factory=dict)
    refused: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a text was read."""

    faults: tuple[str, ...]
    usable: bool
    accepted_rightly: bool
    guest: bool
    warnings: int
    exchanges: int


def texts() -> list[Text]:
    """Return the whole corpus, in order."""
    found: list[Text] = []
    for path in sorted(FOLDER.glob("*.txt")):
        blocks = path.read_text(encoding="utf-8").split("=== ")[1:]
        found += [_text(path.stem, block) for block in blocks]
    for path in sorted(PLAIN.glob("*.txt")):
        found += [_marked(path.stem, b) for b in path.read_text(encoding="utf-8").split("=== ")[1:]]
    refused = (PLAIN / "refused.md").read_text(encoding="utf-8").split("=== ")[1:]
    for block in refused:
        name, _end, body = block.partition("\n")
        found.append(Text(f"refused: {name}", "text.txt", body, refused=True))
    return found


def outcome(text: Text) -> Outcome:
    """Read a text and compare."""
    try:
        file = document_of(text.body.encode(), text.file)
        reading = read(file.paragraphs, NEWSROOM, file)
    except (NotAnInterview, Unreadable) as error:
        faults = () if text.refused else (f"refused: {error}",)
        return Outcome(faults, text.refused, text.refused, guest=True, warnings=0, exchanges=0)
    if text.refused:
        return Outcome(
            ("accepted",), usable=False, accepted_rightly=False, guest=True, warnings=0, exchanges=0
        )
    got = reading.as_json()
    pairs = [(plain(e["question"]), plain(e["answer"])) for e in got["exchanges"]]
    faults = _differences(text, got, pairs)
    wanted = text.facts.get("guest")
    guest = wanted is None or got["interviewee"] in {wanted, ""}
    questions = [question for question, _answer in pairs]
    near = [plain(question) for question, _answer in text.exchanges]
    usable = not text.exchanges or (
        abs(len(pairs) - len(text.exchanges)) <= 1
        and (len(set(questions) & set(near)) * 2 >= len(near))
    )
    # A title that is missing is no fault of the reader.
    unsure = [
        w
        for w in got["warnings"]
        if "No title" not in w["message"] and "Kein Titel" not in w["message"]
    ]
    return Outcome(tuple(faults), usable, True, guest, len(unsure), len(pairs))


def plain(text: str) -> str:
    """Return a text without its shape: white space, quotation marks, Markdown."""
    text = re.sub(r"\*\*|~~", "", text).translate(_SHAPES)
    return " ".join(text.replace("\u00a0", " ").split())


def _differences(text: Text, got: dict, pairs: list[tuple[str, str]]) -> list[str]:
    faults: list[str] = []
    wanted = [(plain(question), plain(answer)) for question, answer in text.exchanges]
    if wanted and pairs != wanted:
        faults.append(f"exchanges: {pairs}")
    names = {"guest": "interviewee", "by": "interviewer", "title": "title"}
    for fact, key in names.items():
        if fact in text.facts and plain(got[key]) != plain(text.facts[fact]):
            faults.append(f"{fact}: {got[key]!r}, wanted {text.facts[fact]!r}")
    for key, words in text.around.items():
        if plain(got[key]) != plain(words):
            faults.append(f"{key}: {got[key]!r}, wanted {words!r}")
    warnings = " ".join(warning["message"] for warning in got["warnings"])
    if "warns" in text.facts and text.facts["warns"] not in warnings:
        faults.append(f"does not warn of {text.facts['warns']!r}")
    return faults


def _text(kind: str, block: str) -> Text:
    head, _end, rest = block.partition("\n")
    name, ending, *facts = [part.strip() for part in head.split("|")]
    body, _rule, expected = rest.rpartition("\n---\n") if "\n---\n" in rest else (rest, "", "")
    text = Text(f"{kind}: {name}", f"text.{ending}", body)
    text.facts = {
        key.strip(): value.strip() for key, _colon, value in (f.partition(":") for f in facts)
    }
    keys = {"T": "title", "I": "intro", "C": "closing"}
    for line in expected.splitlines():
        code, _space, words = line.partition(" ")
        if line == "refused":
            text.refused = True
        elif code == "Q":
            text.exchanges.append((words, ""))
        elif code == "A":
            text.exchanges[-1] = (text.exchanges[-1][0], words)
        elif code in keys:
            text.around[keys[code]] = f"{text.around.get(keys[code], '')} {words}".strip()
    return text


def _marked(kind: str, block: str) -> Text:
    """Return a text of the cases of test_reading, whose lines begin with their parts."""
    head, *lines = block.rstrip("\n").split("\n")
    name, *facts = [part.strip() for part in head.split("|")]
    raw: list[str] = []
    text = Text(f"{kind}: {name}", "text.txt", "")
    text.facts = {key: value.strip() for key, _colon, value in (f.partition(":") for f in facts)}
    for line in lines:
        match = re.match(r"(?:i|a|q2|[A-Zq-])[!? ]?(.*)", line)
        raw.append(match[1].replace("¦", "") if match else "")
    text.body = "\n".join(raw)
    return text
