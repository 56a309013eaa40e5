"""The text of a WordPress item as one of ours: blocks, shortcodes, paragraphs, then the markup."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from moving.arriving.markup import Markup, Pictures
from moving.arriving.remarks import Remark, changed
from moving.arriving.values import Item
from moving.arriving.wordpress.blocks import has_blocks, without_blocks
from moving.arriving.wordpress.paragraphs import with_paragraphs
from moving.arriving.wordpress.shortcodes import without_shortcodes
from prose.sanitising import sanitise


@dataclass(frozen=True)
class Converted:
    """A text as our field keeps it, and what is to be said of the way."""

    html: str
    remarks: tuple[Remark, ...] = ()


def converted(
    item: Item,
    pictures: Pictures,
    home: str,
    *,
    reusable: Mapping[str, str],
    pictures_of: Callable[[], Sequence[str]],
    extent: str = "article",
) -> Converted:
    """Return the text of an item in our markup; `pictures_of` gives the ids of its own pictures."""
    text, remarks = item.body, []
    if "<!--nextpage-->" in text:
        remarks.append(changed(_("The text stood on several pages; it is one now.")))
    by_blocks = has_blocks(text)
    if by_blocks:
        text, said = without_blocks(text, reusable)
        remarks += said
    text, said = without_shortcodes(text, pictures_of)
    remarks += said
    if not by_blocks:
        text = with_paragraphs(text)
    markup = Markup(pictures, home, notes=_footnotes(item.meta.get("footnotes", "")))
    html = sanitise(markup.taken(text), extent)
    return Converted(html, (*remarks, *markup.remarks))


def _footnotes(written: str) -> dict[str, str]:
    """Return the words of footnotes by their ids, as the block editor keeps them beside the text."""
    try:
        notes = json.loads(written or "[]")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(notes, list):
        return {}
    return {
        str(note["id"]): str(note.get("content", ""))
        for note in notes
        if isinstance(note, dict) and "id" in note
    }
