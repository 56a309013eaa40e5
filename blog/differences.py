"""What changed between two editions of a piece, field by field in the order of reading. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from blog.comparing import Block, Kind, compare
from prose.sanitising import plain_text
from prose.tree import Element, read, write

Values = dict[str, Any]
CONTEXT = 120  # characters of unchanged text around a change
DRAFTED = 200  # longer passages are not quoted in a drafted note


@dataclass(frozen=True)
class Change:
    """A part of a piece that is not what it was; `substance` if it is the text itself."""

    what: str
    blocks: tuple[Block, ...]
    substance: bool = True

    @property
    def changed(self) -> tuple[Block, ...]:
        """The paragraphs in which anything changed."""
        return tuple(block for block in self.blocks if block.changed)


def differences(before: Values, after: Values) -> tuple[Change, ...]:
    """Return what changed from one frozen content to another; nothing if they say the same."""
    return tuple(change for change in _compared(before, after) if change.changed)


def text_differs(before: Values, after: Values) -> bool:
    """Tell whether the text itself changed: a change of substance, or a typo."""
    return any(change.substance for change in differences(before, after))


def drafted_note(before: Values, after: Values) -> str:
    """Draft what readers are told about a change, from the changes themselves; empty if unclear."""
    said = []
    for change in differences(before, after):
        if change.substance:
            said += [sentence for block in change.changed if (sentence := _sentence(block))]
    return " ".join(said[:3])


def _compared(before: Values, after: Values) -> Iterator[Change]:
    yield _change(_("Title"), before, after, lambda piece: [piece["title"]])
    yield _change(_("Standfirst"), before, after, lambda piece: [piece["standfirst"]])
    yield _change(_("Text"), before, after, lambda piece: paragraphs(piece["body"]))
    yield from _exchanges(before, after)
    yield _change(_("Ending"), before, after, lambda piece: paragraphs(piece.get("closing", "")))
    yield _change(_("Call to discuss"), before, after, lambda piece: [piece["discuss"]])
    yield _change(_("Sources"), before, after, _sources)
    yield _change(_("People"), before, after, _people, substance=False)
    yield _change(_("Notices"), before, after, _notices, substance=False)
    yield _change(_("Images"), before, after, _images, substance=False)
    yield _change(_("Topics"), before, after, _topics, substance=False)
    yield _change(_("Event"), before, after, _event, substance=False)


def _change(
    what: str,
    before: Values,
    after: Values,
    part: Callable[[Values], list[str]],
    *,
    substance: bool = True,
) -> Change:
    return Change(what, compare(_lines(part(before)), _lines(part(after))), substance)


def _lines(texts: list[str]) -> list[str]:
    return [text for text in texts if text]


def _exchanges(before: Values, after: Values) -> Iterator[Change]:
    """Yield questions with their answers, matched by the anchors they keep."""
    then = {one["anchor"]: one for one in before.get("exchanges", [])}
    now = {one["anchor"]: one for one in after.get("exchanges", [])}
    for anchor in [*now, *(anchor for anchor in then if anchor not in now)]:
        old, new = then.get(anchor), now.get(anchor)
        number = (new or old or {})["number"]
        what = _("Question %(number)s") % {"number": number}
        yield Change(what, compare(_exchange(old), _exchange(new)))


def _exchange(one: Values | None) -> list[str]:
    if one is None:
        return []
    answers = [line for answer in one["answers"] for line in paragraphs(answer["html"])]
    return _lines([one["question"], *answers])


def paragraphs(html: str) -> list[str]:
    """Return the blocks of a rich text as plain text, each item of a list by itself."""
    found: list[str] = []
    for node in read(html):
        parts = node.children if isinstance(node, Element) and node.tag in ("ul", "ol") else [node]
        found += [" ".join(plain_text(write([part])).split()) for part in parts]
    return _lines(found)


def _people(piece: Values) -> list[str]:
    return [
        f"{credit.get('role_name', credit['role'])}: {credit['name']}"
        + (f" – {credit['role_line']}" if credit["role_line"] else "")
        for credit in piece["credits"]
    ]


def _sources(piece: Values) -> list[str]:
    return [
        ", ".join(filter(None, (source["author"], source["title"], source["publisher"])))
        for source in piece["sources"]
    ]


def _notices(piece: Values) -> list[str]:
    labels = [label["text"] for label in piece["labels"]]
    return labels + [f"{n['heading']}: {plain_text(n['text']).strip()}" for n in piece["notices"]]


def _images(piece: Values) -> list[str]:
    images = [piece["image"], *piece["images"].values()]
    return [
        " · ".join(filter(None, (image["alt"], image["caption"], image["credit"])))
        for image in images
        if image
    ]


def _topics(piece: Values) -> list[str]:
    return [tag["name"] for tag in piece["tags"]]


def _event(piece: Values) -> list[str]:
    return [piece["event"]["name"]] if piece["event"] else []


def _sentence(block: Block) -> str:
    """Say in a sentence what changed in one paragraph, where it is short enough to quote."""
    removed = "".join(run.text for run in block.runs if run.kind == Kind.REMOVED).strip()
    added = "".join(run.text for run in block.runs if run.kind == Kind.ADDED).strip()
    if max(len(removed), len(added)) > DRAFTED:
        return ""
    if removed and added:
        words = {"old": removed, "new": added}
        return _("An earlier version said “%(old)s”. Correct is “%(new)s”.") % words
    if added:
        return _("Added: “%(new)s”.") % {"new": added}
    return _("Deleted: “%(old)s”.") % {"old": removed} if removed else ""


@dataclass(frozen=True)
class Stretch:
    """Some words of a paragraph as readers see the change; `cut` where unchanged text is left out."""

    kind: str
    text: str
    cut: bool = False


def stretches(block: Block) -> list[Stretch]:
    """Return a paragraph with long unchanged parts cut to what stands around the changes."""
    shown: list[Stretch] = []
    last = len(block.runs) - 1
    for number, run in enumerate(block.runs):
        if run.kind != Kind.KEPT or len(run.text) <= 2 * CONTEXT:
            shown.append(Stretch(str(run.kind), run.text))
            continue
        if number:
            shown.append(Stretch("kept", run.text[:CONTEXT].rpartition(" ")[0] + " "))
        shown.append(Stretch("kept", "…", cut=True))
        if number < last:
            shown.append(Stretch("kept", " " + run.text[-CONTEXT:].partition(" ")[2]))
    return shown
