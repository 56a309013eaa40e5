"""Which pieces of a list were replied to: a teaser says so (§ 20 MStV)."""

from collections.abc import Iterable

from blog.disclosing.beside import replies_to
from blog.editions.edition import Edition


def attach_replies(editions: Iterable[Edition]) -> None:
    """Tell every piece of a list whether a right of reply stands with it (`replied`); one query."""
    listed = list(editions)
    replies = replies_to(edition.post_id for edition in listed) if listed else {}
    for edition in listed:
        edition.replied = edition.post_id in replies  # type: ignore[attr-defined]  # for its teaser
