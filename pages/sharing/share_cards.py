"""Share cards: what stands on the picture that networks show of a piece, an answer, the site.

A card follows from what is frozen, so its address can name it: a new edition has a new address, and
the picture at an address never changes. Only editions that are live have one.
"""

import hashlib
import html
import json
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from blog.editions.content import Content, Credited
from blog.editions.edition import Edition
from blog.editions.question import Question
from blog.models import Tag
from disclosures.decisions import Label
from events.models import Event
from events.when import when
from media.frozen import FrozenImage
from pages.house.colours import ACCENT
from pages.house.rendered import set_plain
from pages.house.site import current
from prose.quotation_marks import MARKS
from prose.sanitising import plain_text

WIDTH, HEIGHT = 1200, 630
LONGEST_QUOTE = 170  # letters; more would be small on a phone
VOICES = ("author", "interviewee")
_DESIGN = 2  # a new drawing is a new picture, at a new address


@dataclass(frozen=True)
class Voice:
    """Somebody whose words the piece holds."""

    name: str
    role: str
    portrait: FrozenImage | None


@dataclass(frozen=True)
class ShareCard:
    """All that is drawn; two cards with equal values are the same picture."""

    site: str
    language: str
    text: str
    labels: tuple[Label, ...] = ()
    series: str = ""
    below: str = ""  # what the site, a person, a series is
    question: str = ""
    voices: tuple[Voice, ...] = ()
    picture: FrozenImage | None = None
    portrayed: bool = False  # the picture is the portrait of who speaks
    hashtag: str = ""
    accent: str = ACCENT  # of the site, on light

    @property
    def advertisement(self) -> str:
        """The label of an advertisement, with which its card has to begin; or nothing."""
        return next((label.text for label in self.labels if label.is_advertisement), "")

    @property
    def key(self) -> str:
        """What tells this picture from all others of the site, for its address.

        Name and accent of the site are left out: publishing writes the address, and they may change.
        """
        return replace(self, site="", accent="").whole_key

    @property
    def whole_key(self) -> str:
        """What tells this picture from all others, for its file."""
        labels = [(label.key, label.text) for label in self.labels]
        values = json.dumps(
            [_DESIGN, asdict(self) | {"labels": labels}], sort_keys=True, default=str
        )
        return hashlib.sha256(values.encode()).hexdigest()[:16]

    @property
    def alt(self) -> str:
        """Say in words what stands on the picture."""
        made = self.picture.ai_label if self.picture else None
        people = [", ".join(filter(None, (one.name, one.role))) for one in self.voices]
        labels = sorted(self.labels, key=lambda label: not label.is_advertisement)
        words = [label.text for label in labels]
        words += [
            self.series,
            self.question,
            self.text,
            self.below,
            *people,
            self.site,
            self.hashtag,
        ]
        return " – ".join(filter(None, [*words, made.text if made else ""]))


def piece_card(edition: Edition) -> ShareCard:
    """Return the card of a piece: its title, whose voice it is, its picture."""
    piece = edition.piece
    credited = [_voice(credit) for credit in piece.credits if credit.role in VOICES]
    portrayed = len(credited) == 1 and bool(credited[0].portrait) and _stands_for(piece)
    return replace(
        _card(piece, html.unescape(edition.teaser.title)),
        voices=tuple(credited),
        picture=credited[0].portrait if portrayed else piece.image,
        portrayed=portrayed,
    )


def answer_card(edition: Edition, question: Question) -> ShareCard:
    """Return the card of one answer: the question, the beginning of what was said, who said it."""
    piece = edition.piece
    voices = speakers(piece, question)[:1]
    portrayed = bool(voices and voices[0].portrait)
    words = plain_text(question.answers[0].html) if question.answers else ""
    return replace(
        _card(piece, quotation(words, piece.language)),
        question=set_plain(question.question, piece.language),
        voices=tuple(voices),
        picture=voices[0].portrait if portrayed else None,
        portrayed=portrayed,
    )


def site_card() -> ShareCard:
    """Return the card of every page that has none of its own: name and claim of the site, and its picture."""
    house, language = current(), settings.LANGUAGE_CODE
    with translation.override(language):
        below = house.claim or gettext("Posts and interviews around our events")
    picture = house.share_image.frozen() if house.share_image else None
    return ShareCard(
        house.title, language, house.title, below=below, picture=picture, accent=house.accents[0]
    )


def place_card(place: Event | Tag) -> ShareCard:
    """Return the card of an event, with its days and its picture, or of a topic, with its introduction."""
    house, language = current(), settings.LANGUAGE_CODE
    card = ShareCard(house.title, language, place.name, accent=house.accents[0])
    with translation.override(language):
        if isinstance(place, Tag):
            usual = gettext("Posts and interviews on %(topic)s") % {"topic": place.name}
            told = plain_text(place.description) or usual
            return replace(card, series=gettext("Topic"), below=told)
        moving = place.status in (Event.Status.POSTPONED, Event.Status.CANCELLED)
        where = [] if moving else [when(place)]
        return replace(
            card,
            below=", ".join(filter(None, [*where, place.city])) or place.standfirst,
            picture=place.image.frozen() if place.image else None,
            hashtag=place.hashtag or "",
        )


def speakers(piece: Content, question: Question) -> list[Voice]:
    """Return who answers a question: who is named at the answers, or whom the interview is with."""
    guests = {one.person: one for one in piece.credits if one.role == "interviewee"}
    names = {answer.person: answer.name for answer in question.answers}  # in their order
    if not any(names):
        return [_voice(credit) for credit in guests.values()]
    return [
        _voice(guests[person]) if person in guests else Voice(name, "", None)
        for person, name in names.items()
        if person
    ]


def quotation(words: str, language: str) -> str:
    """Return the beginning of what somebody said in quotation marks, at best to a sentence's end."""
    text = set_plain(" ".join(words.split()), language)
    if len(text) > LONGEST_QUOTE:
        text = text[:LONGEST_QUOTE].rsplit(" ", 1)[0]
        end = max(text.rfind(sign) for sign in (". ", "! ", "? "))
        whole = end > LONGEST_QUOTE * 0.4
        text = text[: end + 1] if whole else text.rstrip(" ,;:–-") + " …"
    marks = MARKS.get(language, MARKS["de"])
    inner = str.maketrans(dict(zip(marks.outer, marks.inner, strict=True)))
    return marks.outer[0] + text.translate(inner) + marks.outer[1]


def card_address(edition: Edition, card: ShareCard, anchor: str = "") -> str:
    """Return the path of the card of a piece, or of the answer under an anchor."""
    names = [edition.pk, card.key, *([anchor] if anchor else [])]
    return reverse("answer_share_card" if anchor else "share_card", args=names)


def _card(piece: Content, text: str) -> ShareCard:
    """Return a card with what all of a piece say: labels, series, event, site."""
    return ShareCard(
        site=current().title,
        accent=current().accents[0],
        language=piece.language,
        text=text,
        labels=piece.labels,
        series=piece.series.name if piece.series else "",
        hashtag=piece.event.hashtag if piece.event else "",
    )


def _stands_for(piece: Content) -> bool:
    """Tell whether the piece is one person's voice: a guest's, or an interview with one."""
    return piece.kind == "interview" or any(label.is_guest_post for label in piece.labels)


def _voice(credit: Credited) -> Voice:
    return Voice(credit.name, credit.role_line, credit.portrait)
