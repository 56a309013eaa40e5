"""Making rows of the list true again, with the words by which pieces are found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import batched
from typing import Any

from django.db import transaction
from django.tasks import task

from blog.disclosing.disclose import undisclosed
from blog.editions.content import Content, same
from blog.editions.edition import Edition
from blog.editions.texts import htmls_of, text_hash
from blog.models import Post
from blog.publishing.deriving import complete
from desk.pieces import picture_uses, words
from desk.pieces.listed import Piece, StalePiece
from prose.sanitising import plain_text

NOW = 5  # pieces that one request makes true; the others wait for a worker
_NOTES = 2000  # of changes, looked at by one request
_TAKEN = 20  # pieces between which a worker lets others write
_IN_A_BATCH = 200
_PLAIN = ("kind", "title", "language", "event", "series", "created_by", "saved_at", "missing")
_BESIDE = ("event", "series", "image", "translation_of")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*[“”\"')\]]*\s*$")


def catch_up() -> frozenset[int]:
    """Make true the rows that changed last, have a worker do the others, and return which wait for it.

    What lists are ordered and narrowed down by is true of those, too. Asks one query where nothing changed.
    """
    posts = list(dict.fromkeys(post for _note, post in _notes()))
    if not posts:
        return frozenset()
    bring_up_to_date(NOW)
    waiting = posts[NOW:]
    if waiting:
        pieces = [Piece(**_plain(post)) for post in _as_their_kinds(waiting, without=("body",))]
        _write(pieces, _PLAIN)
        list_the_rest.enqueue()
    return frozenset(waiting)


@task()
def list_the_rest() -> None:
    """Make true what the requests left."""
    while bring_up_to_date():
        pass


def bring_up_to_date(limit: int = _TAKEN) -> int:
    """Make true the rows of which the database noted a change last, at most so many; return how many."""
    notes = _notes()
    stale = list(dict.fromkeys(post for _note, post in notes))[:limit]
    with transaction.atomic():
        _list(stale)
        taken = [note for note, post in notes if post in set(stale)]
        StalePiece.objects.filter(pk__in=taken).delete()
    return len(stale)


def _notes() -> list[tuple[int, int]]:
    """Return the last notes, each with its piece."""
    return list(StalePiece.objects.order_by("-pk").values_list("pk", "post_id")[:_NOTES])


def lay_down(using: str = "default", **_: Any) -> None:
    """Create the table of words, and list every piece, if that was never done; connected to post_migrate."""
    if words.lay_down(using):
        for _done in rebuild():
            pass


def rebuild() -> Iterator[int]:
    """List every piece anew; yields how many are done."""
    done = 0
    ids = list(Post.objects.order_by("pk").values_list("pk", flat=True))
    for some in batched(ids, _IN_A_BATCH, strict=False):
        with transaction.atomic():
            notes = list(StalePiece.objects.filter(post_id__in=some).values_list("pk", flat=True))
            _list(some)
            StalePiece.objects.filter(pk__in=notes).delete()
        done += len(some)
        yield done


def _list(ids: Sequence[int]) -> None:
    """Write the rows of these pieces, and take away those of pieces that are gone."""
    posts = _as_their_kinds(ids)
    contents = [(post, post.content()) for post in posts]
    current = _current(ids)
    rows = [_row(post, content, current.get(post.pk, [])) for post, content in contents]
    _write(rows, [field.name for field in Piece._meta.fields if not field.primary_key])
    picture_uses.keep(ids, ((p.pk, content, current.get(p.pk, [])) for p, content in contents))
    words.write((post.pk, *_texts(content)) for post, content in contents)
    words.drop({*ids} - {post.pk for post in posts})


def _write(rows: Sequence[Piece], fields: Sequence[str]) -> None:
    """Write these fields of rows; one that is new is written whole."""
    Piece.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["post"], update_fields=fields
    )


def _as_their_kinds(ids: Sequence[int], without: Sequence[str] = ()) -> list[Post]:
    """Return pieces as what they are, without some of their fields: a query for each kind, none for each piece."""
    relations = Post._meta.related_objects
    kinds: list[Any] = [one.related_model for one in relations if one.parent_link]
    found: dict[int, Post] = {}
    for kind in (Post, *kinds):
        pieces = kind._default_manager.filter(pk__in=ids).defer(*without)
        found |= {post.pk: post for post in pieces.select_related(*_BESIDE)}
    return list(found.values())


def _current(ids: Sequence[int]) -> dict[int, list[Edition]]:
    """Return the editions that are not over of each of these pieces, the newest first."""
    found: dict[int, list[Edition]] = {}
    rows = Edition.objects.filter(post_id__in=ids, retired=False)
    for edition in rows.order_by("-number"):
        found.setdefault(edition.post_id, []).append(edition)
    return found


def _row(post: Post, content: Content, editions: Sequence[Edition]) -> Piece:
    text = " ".join(plain_text(html) for html in htmls_of(content)).strip()
    said = _said(content)
    equal = (one.pk for one in editions if same(_said(complete(one)), said))
    sentence = _SENTENCE.search(text)
    return Piece(
        **_plain(post),
        words=len(text.split()),
        last_sentence=(sentence[0] if sentence else text)[-200:].strip(),
        same_as=next(equal, 0),
        text_sha256=text_hash(content),
    )


def _plain(post: Post) -> dict[str, Any]:
    """Return what a row has of its piece as it stands there; see `_PLAIN`."""
    return {
        "post_id": post.pk,
        "kind": post.kind,
        "title": post.title,
        "language": post.language,
        "event_id": post.event_id,
        "series_id": post.series_id,
        "created_by_id": post.created_by_id,
        "saved_at": post.updated_at,
        "missing": {},
    }


def _said(content: Content) -> Content:
    """Return what a piece says itself: without what the rules decide to tell of it."""
    if held := content.interview:
        content = replace(content, interview=replace(held, line=None, answers_by_ai=False))
    return undisclosed(content)


def _texts(content: Content) -> tuple[str, str]:
    """Return what a piece is about – title, standfirst, questions, names –, and everything."""
    names = [credit.name for credit in content.credits] + [tag.name for tag in content.tags]
    named = [one.name for one in (content.event, content.series) if one]
    if content.event:
        named.append(content.event.hashtag)
    questions = [exchange.question for exchange in content.exchanges]
    about = "\n".join([content.title, content.standfirst, *names, *named])
    texts = [plain_text(html) for html in htmls_of(content)]
    sources = [source.title for source in content.sources]
    return about, "\n".join([about, *questions, *texts, *sources, content.discuss])
