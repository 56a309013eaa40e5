"""A piece in short and whole, as lists and its page tell it; what must stand with it goes first."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import translation

from blog.disclosing.beside import Beside
from blog.editions.content import Content, Credited, ToldNotice
from blog.editions.edition import Edition
from blog.editions.question import Question
from blog.models import Correction
from pages.api import shapes
from pages.api.events import named_event, tickets
from pages.api.pictures import picture
from pages.feeds.items import Item, items_of
from pages.feeds.page_feed import local
from pages.house.absolute import absolute
from pages.pieces.answers import answers_of
from pages.pieces.article import Article
from pages.pieces.present_addresses import with_present_addresses
from pages.templatetags.syndication import syndicated


def short(item: Item) -> shapes.Piece:
    """Return what lists tell of a piece."""
    return shapes.Piece(**_short(item))


def shorts(editions: Iterable[Edition]) -> list[shapes.Piece]:
    """Return what lists tell of pieces; what stands beside them is asked for all at once."""
    return [short(item) for item in items_of(editions)]


def whole(article: Article) -> shapes.WholePiece:
    """Return what its page tells of a piece, in the language of the piece."""
    edition, piece = article.edition, article.piece
    (item,) = items_of([edition])
    with translation.override(edition.language):
        return shapes.WholePiece(
            **_short(item),
            html=item.content,
            exchanges=[_question(edition, one, item.address) for one in piece.exchanges],
            notices_below=[_notice(one, item.address) for one in piece.notices_below],
            live_notes=[
                shapes.LiveNote(one.key, syndicated(one.text, item.address))
                for one in article.live_notes
            ],
            corrections=[_note(one) for one in article.corrections],
            translations=[
                shapes.Translated(one.language, absolute(one.path)) for one in article.translations
            ],
            tickets=tickets(article.call, edition.post_id) if article.call else None,
        )


def api_address(edition: Edition) -> str:
    """Return where the API tells of a piece."""
    return absolute(reverse("api_piece", args=[edition.slug]))


def _short(item: Item) -> dict[str, Any]:
    edition, piece = item.edition, with_present_addresses(item.piece)
    event = edition.event
    with translation.override(edition.language):
        return {
            "id": edition.post_id,
            "uri": item.id,
            "kind": edition.kind,
            "slug": edition.slug,
            "url": item.address,
            "api_url": api_address(edition),
            "language": edition.language,
            "title": item.title,
            "standfirst": item.summary,
            "published_at": local(edition.published_at),
            "modified_at": local(edition.modified_at),
            "disclosed": _disclosed(item.beside, item.address),
            "credits": [_credit(one) for one in piece.credits],
            "topics": [_named("tag", one.name, one.slug) for one in piece.tags],
            "series": _series(piece),
            "event": named_event(event) if event and event.public else None,
            "picture": picture(piece.image) if piece.image else None,
        }


def _disclosed(told: Beside, address: str) -> shapes.Disclosed:
    return shapes.Disclosed(
        labels=[shapes.Label(one.key, one.text) for one in told.labels],
        replies=[_note(one) for one in told.replies],
        people=[f"{one.name}: {one.role_line}" for one in told.people],
        line=told.line,
        players=[one.text for one in told.players],
        notices=[_notice(one, address) for one in told.notices],
    )


def _notice(told: ToldNotice, address: str) -> shapes.Notice:
    # Sanitised when the wording was saved.
    return shapes.Notice(told.heading, syndicated(told.text, address), told.position)


def _note(note: Correction) -> shapes.Note:
    words = str(note.get_kind_display())
    return shapes.Note(note.kind, words, note.text, note.by, local(note.published_at))


def _credit(one: Credited) -> shapes.Credit:
    url = absolute(reverse("person", args=[one.slug])) if one.slug else ""
    return shapes.Credit(one.role, one.role_name, one.name, one.role_line, one.slug, url)


def _series(piece: Content) -> shapes.Named | None:
    series = piece.series
    return _named("series", series.name, series.slug) if series and series.slug else None


def _named(page: str, name: str, slug: str) -> shapes.Named:
    return shapes.Named(name, slug, absolute(reverse(page, args=[slug])) if slug else "")


def _question(edition: Edition, question: Question, address: str) -> shapes.QuestionAsked:
    said = answers_of(edition, question, f"fn-{question.anchor}")
    return shapes.QuestionAsked(
        question.number,
        f"{address}#{question.anchor}",
        question.question,
        [
            shapes.AnswerGiven(
                one.credit.name if one.credit else one.name,
                one.credit.slug if one.credit else "",
                syndicated(one.html, address),
            )
            for one in said
        ],
    )
