"""What the trail keeps of a publication: which notices came and went, and that it was published."""

from functools import partial

import msgspec

from blog.editions.content import ToldNotice
from blog.editions.edition import Edition
from blog.models import Post
from disclosures.trail import Action, record

_Key = tuple[str, str, str]


def keep_record(post: Post, edition: Edition, before: Edition | None, correction: str = "") -> None:
    """Write down what an edition changed for readers against the one before it."""
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
        write(Action.CORRECT, reason=correction)
    labels = [label.key for label in edition.piece.labels]
    start, end = edition.starts_at.isoformat(), edition.ends_at
    facts = {"sha256": edition.sha256, "labels": labels, "from": start}
    write(Action.PUBLISH, facts=facts | ({"until": end.isoformat()} if end else {}))


def _notices_of(edition: Edition | None) -> dict[_Key, ToldNotice]:
    """Return the notices of an edition by what, about what, and where."""
    notices = edition.piece.notices if edition else ()
    return {(one.notice, one.about, one.position): one for one in notices}
