"""What the trail keeps of a publication: which notices came and went, and that it was published."""

from functools import partial
from typing import Any

import msgspec

from blog.editions.content import ToldNotice
from blog.editions.edition import Edition
from blog.models import Correction, Post
from disclosures.trail import Action, record

_Key = tuple[str, str, str]


def keep_record(
    post: Post, edition: Edition, before: Edition | None, correction: Correction | None = None
) -> None:
    """Write down what an edition changed for readers against the one before it.

    What stands in rows that can be changed is told in full: proving (`blog.proving`) rests on it.
    """
    now, then = _notices_of(edition), _notices_of(before)
    language = {"language": edition.language}
    write = partial(record, post, actor=edition.created_by, edition=edition.number)
    for notice in (told for key, told in now.items() if key not in then):
        action = Action.AUTO_ATTACH if notice.rule else Action.ATTACH
        values = msgspec.to_builtins(notice) | language
        write(action, notice=values, facts=notice.facts, reason=notice.because)
    for notice in (told for key, told in then.items() if key not in now):
        write(Action.DETACH, notice=msgspec.to_builtins(notice) | language)
    if correction:
        told = {"kind": correction.kind, "top": correction.top, "by": correction.by}
        write(Action.CORRECT, reason=correction.text, facts=told)
    write(Action.PUBLISH, facts=publication(edition))


def publication(edition: Edition) -> dict[str, Any]:
    """Return what the trail says of a publication: what, labelled how, from when to when, frozen when."""
    end = edition.ends_at
    return {
        "sha256": edition.sha256,
        "labels": [label.key for label in edition.piece.labels],
        "from": edition.starts_at.isoformat(),
        "frozen": edition.created_at.isoformat(),
        **({"until": end.isoformat()} if end else {}),
    }


def _notices_of(edition: Edition | None) -> dict[_Key, ToldNotice]:
    """Return the notices of an edition by what, about what, and where."""
    notices = edition.piece.notices if edition else ()
    return {(one.notice, one.about, one.position): one for one in notices}
