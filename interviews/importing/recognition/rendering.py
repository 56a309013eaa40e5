"""Pieces put together again as plain text and as simple HTML."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from interviews.importing.recognition.markers import number_of
from interviews.importing.recognition.pieces import Piece

_NUMBER = re.compile(r"\(?(\d{1,3})")


def plain_of(pieces: Iterable[Piece], between: str = "\n\n", *, markers: bool = True) -> str:
    """Join the texts; items of lists keep their bullets and numbers."""
    return between.join(
        f"{piece.paragraph.marker} {piece.text}"
        if markers and _is_item(piece) and piece.paragraph.marker
        else piece.text
        for piece in pieces
        if piece.text
    )


def html_of(pieces: Sequence[Piece]) -> str:
    """Return paragraphs, lists and quotations; headings become bold lines, as answers have none."""
    shown = [piece for piece in pieces if piece.text]
    kinds = {index: _kind(shown, index) for index in range(len(shown))}
    result: list[str] = []
    for kind, group in groupby(range(len(shown)), key=lambda index: kinds[index]):
        members = [shown[index] for index in group]
        if kind in {"ul", "ol"}:
            result.append(_list(kind, members))
        elif kind == "blockquote":
            result.append(
                f"<blockquote>{''.join(f'<p>{p.html}</p>' for p in members)}</blockquote>"
            )
        else:
            result.extend(_paragraph(piece) for piece in members)
    return "".join(result)


def _is_item(piece: Piece) -> bool:
    """Tell whether a piece is an item of a list, and not a turn in a list of turns."""
    return piece.paragraph.style == "list" and piece.marker == piece.paragraph.marker


def _kind(pieces: list[Piece], index: int) -> str:
    piece = pieces[index]
    style = piece.paragraph.style
    if _is_item(piece) and (piece.paragraph.marker or (index and _is_item(pieces[index - 1]))):
        marker = piece.paragraph.marker or pieces[index - 1].paragraph.marker
        return "ol" if _NUMBER.match(marker) else "ul"
    if _is_counted(pieces, index):
        return "ol"
    return "blockquote" if style == "quote" else "p"


def _is_counted(pieces: list[Piece], index: int) -> bool:
    """Tell whether a typed number belongs to a list: its neighbour counts on."""
    number = _count(pieces, index)
    if number is None or pieces[index].marker:
        return False
    return _count(pieces, index - 1) == number - 1 or _count(pieces, index + 1) == number + 1


def _count(pieces: list[Piece], index: int) -> int | None:
    if not 0 <= index < len(pieces) or pieces[index].marker:
        return None
    marker = number_of(pieces[index].paragraph)
    return marker.number if marker else None


def _list(kind: str, pieces: list[Piece]) -> str:
    items: list[str] = []
    first = 1
    for piece in pieces:
        marker = number_of(piece.paragraph)
        typed = marker.length if marker and not piece.marker and kind == "ol" else 0
        if not items and marker and marker.number is not None:
            first = marker.number
        items.append(f"<li>{piece.rest.after(typed).html}</li>")
    start = f' start="{first}"' if kind == "ol" and first != 1 else ""
    return f"<{kind}{start}>{''.join(items)}</{kind}>"


def _paragraph(piece: Piece) -> str:
    if piece.paragraph.style == "heading" and not piece.paragraph.bold:
        return f"<p><strong>{entities.escape(piece.text, quote=False)}</strong></p>"
    return f"<p>{piece.html}</p>"
