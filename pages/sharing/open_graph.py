"""What other sites are told of a page that somebody shares: Open Graph, and the way to its card.

An advertisement begins with its label wherever its title goes (UWG § 5a (4)).
"""

import html
from dataclasses import dataclass

from django.urls import reverse

from blog.editions.edition import Edition
from blog.editions.question import Question
from blog.models import Tag
from events.models import Event
from media.frozen import FrozenImage
from media.pictures import plain_file
from pages.house.absolute import absolute
from pages.sharing.share_cards import (
    HEIGHT,
    WIDTH,
    ShareCard,
    answer_card,
    card_address,
    piece_card,
    place_card,
    site_card,
)
from prose.sanitising import plain_text

_LOCALES = {"de": "de_DE", "en": "en_GB"}
LONGEST = 200  # letters of a description that networks show


@dataclass(frozen=True)
class Picture:
    """The picture of a page, at its absolute address."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Shared:
    """Title, description, address and picture of a page, in plain text and absolute addresses."""

    kind: str
    title: str
    description: str
    address: str
    language: str
    image: Picture | None

    @property
    def locale(self) -> str:
        """The language as Open Graph names it."""
        return _LOCALES.get(self.language, self.language)


def of_piece(edition: Edition, *, preview: bool = False) -> Shared:
    """Return what is told of a piece; a preview, which is no page, has no card."""
    card = piece_card(edition)
    labels = [label.text for label in card.labels]
    return Shared(
        kind="website" if edition.kind == "page" else "article",
        title=labelled(edition, title_of(edition)),
        description=": ".join([*labels, _text(edition.teaser.standfirst)]),
        address=absolute(edition.get_absolute_url()),
        language=edition.language,
        image=None if preview else _drawn(card, card_address(edition, card)),
    )


def of_answer(edition: Edition, question: Question) -> Shared:
    """Return what is told of one answer of an interview."""
    card = answer_card(edition, question)
    labels = [label.text for label in card.labels]
    people = ", ".join(voice.name for voice in card.voices)
    said = ": ".join(filter(None, [people, card.text]))
    return Shared(
        kind="article",
        title=labelled(edition, card.question),
        description=shortened(": ".join([*labels, said])),
        address=absolute(answer_path(edition, question.anchor)),
        language=edition.language,
        image=_drawn(card, card_address(edition, card, question.anchor)),
    )


def of_place(
    title: str, description: str, path: str, language: str, image: Picture, kind: str
) -> Shared:
    """Return what is told of any other page."""
    return Shared(
        kind=kind,
        title=title,
        description=shortened(plain_text(description).replace("\xad", "")),
        address=absolute(path),
        language=language,
        image=image,
    )


def picture_of(place: Event | Tag | None, image: FrozenImage | None) -> Picture:
    """Return a picture as it is, or else the card of an event or a topic, or else that of the site."""
    if image:
        return _own(image)
    if place:
        card = place_card(place)
        name = f"{place._meta.model_name}_share_card"
        return _drawn(card, reverse(name, args=[place.pk, card.key]))
    card = site_card()
    return _drawn(card, reverse("site_share_card", args=[card.key]))


def answer_path(edition: Edition, anchor: str) -> str:
    """Return the path of an answer's own page."""
    return f"{edition.get_absolute_url()}{anchor}/"


def title_of(edition: Edition) -> str:
    """Return the title of a piece as text without soft hyphens."""
    return _text(edition.teaser.title)


def labelled(edition: Edition, title: str) -> str:
    """Return a title that says of an advertisement that it is one."""
    return edition.piece.before_title + title


def _text(markup: str) -> str:
    return html.unescape(markup).replace("\xad", "")


def shortened(text: str) -> str:
    """Return as many whole words as networks show."""
    text = " ".join(text.split(" "))
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …"


def _drawn(card: ShareCard, path: str) -> Picture:
    return Picture(absolute(path), WIDTH, HEIGHT, card.alt)


def _own(image: FrozenImage) -> Picture:
    """Return a picture as it is; one that AI made says so in its pixels and in its text."""
    file, label = plain_file(image), image.ai_label
    alt = " – ".join(filter(None, [label.text if label else "", image.alt]))
    return Picture(absolute(file.url), file.width, file.height, alt)
