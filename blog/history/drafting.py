"""The note on a change, drafted from the change itself: an editor takes it over or writes another."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from blog.history.comparing import Block, Kind, Run
from blog.history.differences import Change

LONGEST = 200  # longer passages are not quoted
MOST = 3  # of more changes, only the first are named
_WORDS_AROUND = 2
_SENTENCE_ENDS = re.compile(r"[.!?…:]\s")
_WORD_OR_MARK = re.compile(r"\S+")
_INNER = str.maketrans("„“”", "‚‘’")  # quotation marks within quotation marks


def drafted_note(changes: Iterable[Change]) -> str:
    """Draft what readers are told about changes of substance; empty if there is nothing to quote.

    In the language that is active: it is the piece's that readers are told in.
    """
    sentences: list[str] = []
    for change in changes:
        for block in change.changed if change.substance else ():
            sentences += [said for said in _told(block) if said not in sentences]
    return " ".join(sentences[:MOST])


def _told(block: Block) -> Iterator[str]:
    """Yield a sentence for every place of a paragraph that changed."""
    runs = list(block.runs)
    for number, run in enumerate(runs):
        replaced = number + 1 < len(runs) and runs[number + 1].kind == Kind.ADDED
        if run.kind == Kind.REMOVED and replaced:
            before, after = _around(runs, number, number + 1)
            old, new = (f"{before}{text}{after}" for text in (run.text, runs[number + 1].text))
            yield from _quoted(
                _("An earlier version said “%(old)s”. Correct is “%(new)s”."), old, new
            )
        elif run.kind == Kind.REMOVED:
            yield from _quoted(_("Deleted: “%(old)s”."), run.text, "")
        elif run.kind == Kind.ADDED and (not number or runs[number - 1].kind == Kind.KEPT):
            yield from _quoted(_("Added: “%(new)s”."), "", run.text)


def _quoted(sentence: str, old: str, new: str) -> Iterator[str]:
    words = {"old": _inner(old), "new": _inner(new)}
    if 0 < max(map(len, words.values())) <= LONGEST:
        yield sentence % words


def _inner(text: str) -> str:
    """Return words as they stand within quotation marks; the sentence around has its own end."""
    return text.strip().removesuffix(".").translate(_INNER)


def _around(runs: list[Run], first: int, last: int) -> tuple[str, str]:
    """Return a few kept words of the same sentence on both sides: a number alone says little."""
    if len(runs[first].text.split()) > _WORDS_AROUND:
        return "", ""
    kept_before = runs[first - 1].text if first and runs[first - 1].kind == Kind.KEPT else ""
    follows = runs[last + 1] if last + 1 < len(runs) else None
    kept_after = follows.text if follows and follows.kind == Kind.KEPT else ""
    before = _SENTENCE_ENDS.split(kept_before)[-1]
    after = re.split(r"[.!?…:,;]", kept_after, maxsplit=1)[0]
    starts = [word.start() for word in _WORD_OR_MARK.finditer(before)][-_WORDS_AROUND:]
    ends = [word.end() for word in _WORD_OR_MARK.finditer(after)][:1]
    return before[starts[0] :] if starts else "", after[: ends[0]] if ends else ""
