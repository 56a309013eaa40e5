"""What other sites are told of a page that somebody shares: Open Graph, and the way to its card.

An advertisement begins with its label wherever its title goes (UWG § 5a (4)).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from blog.editions.edition import Edition
from delivery.memo import remembered
from media.ai_images import label_of
from media.pictures import plain_file
from pages.house.absolute import absolute
from pages.house.site import current
from pages.sharing.share_cards import (
    HEIGHT,
    WIDTH,
    ShareCard,
    answer_card,
    card_address,
    piece_card,
    set_plain,
    site_card,
)
from prose.sanitising import plain_text

LOCALES = {"de": "de_DE", "en": "en_GB"}
LONGEST = 200  # letters of a description that networks show

Values = dict[str, Any]


@dataclass(frozen=True)
class Shared:
    """Title, description, address and picture of a page, in plain text and absolute addresses."""

    kind: str
    title: str
    description: str
    address: str
    language: str
    image: Values


def of_piece(edition: Edition, *, preview: bool = False) -> Shared:
    """Return what is told of a piece; a preview, which is no page, has no card."""
    teaser = edition.teaser
    labels = [label["text"] for label in teaser["labels"]]
    return Shared(
        kind="article",
        title=labelled(edition, plain(teaser["title"])),
        description=": ".join([*labels, plain(teaser["standfirst"])]),
        address=absolute(teaser["path"]),
        language=edition.language,
        image={} if preview else _card_of(edition),
    )


def _card_of(edition: Edition) -> Values:
    card = piece_card(edition)
    return _picture(card, card_address(edition, card))


def of_answer(edition: Edition, exchange: Mapping[str, Any]) -> Shared:
    """Return what is told of one answer of an interview."""
    card = answer_card(edition, exchange)
    anchor = exchange["anchor"]
    labels = [label["text"] for label in edition.teaser["labels"]]
    people = ", ".join(voice.name for voice in card.voices)
    said = ": ".join(filter(None, [people, card.text]))
    return Shared(
        kind="article",
        title=labelled(edition, set_plain(exchange["question"], edition.language)),
        description=shortened(": ".join([*labels, said])),
        address=absolute(answer_path(edition, anchor)),
        language=edition.language,
        image=_picture(card, card_address(edition, card, anchor)),
    )


def of_place(
    title: str, description: str, path: str, language: str, image: Values | None, kind: str
) -> Shared:
    """Return what is told of any other page; without a picture of its own it has the site's."""
    return Shared(
        kind=kind,
        title=title,
        description=shortened(plain(description)),
        address=absolute(path),
        language=language,
        image=_own(image) if image else remembered(("picture of the site", language), _of_site),
    )


def _of_site() -> Values:
    """Return the picture of every page that has none of its own."""
    if image := current().share_image:
        return _own(image.frozen())
    card = site_card()
    return _picture(card, reverse("site_share_card", args=[card.key]))


def answer_path(edition: Edition, anchor: str) -> str:
    """Return the path of an answer's own page."""
    return f"{edition.get_absolute_url()}{anchor}/"


def labelled(edition: Edition, title: str) -> str:
    """Return a title that says of an advertisement that it is one."""
    labels = [label["text"] for label in edition.teaser["labels"] if label["key"] == "ad"]
    return ": ".join([*labels, title])


def plain(html: str) -> str:
    """Return typeset html as text without soft hyphens."""
    return plain_text(html).replace("\xad", "")


def shortened(text: str) -> str:
    """Return as many whole words as networks show."""
    text = " ".join(text.split(" "))
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …"


def _picture(card: ShareCard, path: str) -> Values:
    return {"url": absolute(path), "width": WIDTH, "height": HEIGHT, "alt": card.alt}


def _own(image: Values) -> Values:
    """Return a picture as it is; one that AI made says so in its pixels and in its text."""
    file, label = plain_file(image), label_of(image)
    alt = " – ".join(filter(None, [label["text"] if label else "", image["alt"]]))
    return file | {"url": absolute(file["url"]), "alt": alt}
