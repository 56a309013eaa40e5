"""A work: a piece and its translations, which are one to readers of a list."""

from collections.abc import Iterable

from blog.editions.edition import Edition


def work_of(edition: Edition) -> int:
    """Return the post in whose language a piece was first, whichever it is in."""
    return edition.original_id or edition.post_id


def once[One: Edition](pieces: Iterable[One], language: str) -> list[One]:
    """Return each work once, at the place of its first piece; in a language, if it is among them in it."""
    found: dict[int, One] = {}
    for piece in pieces:
        work = work_of(piece)
        if work not in found or piece.language == language:
            found[work] = piece
    return list(found.values())
