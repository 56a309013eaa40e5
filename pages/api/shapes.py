"""What the API answers with, as values with types: JSON and its description (OpenAPI) both follow from them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

type Moment = Annotated[datetime, msgspec.Meta(tz=True)]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a page of its own: a topic, a series, an event."""

    name: str
    slug: str
    url: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label, in the language of its piece: "Anzeige", "Gastbeitrag". It has to be shown wherever the piece is."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in its exact words, as HTML; with position "top" it has to be shown wherever the piece is."""

    heading: str
    html: str
    position: str


@dataclass(frozen=True, slots=True)
class Note:
    """A correction, or a right of reply (`kind` "right_of_reply"), which has to be shown with the piece."""

    kind: str
    kind_name: str
    text: str
    by: str
    date: Moment


@dataclass(frozen=True, slots=True)
class LiveNote:
    """What the date alone tells of a piece: that it is old, or its event over. HTML."""

    key: str
    html: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `origin` (that AI made it), credit and copyright have to be shown with it."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    copyright: str
    origin: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's part in a piece, with name and role line as of then."""

    role: str
    role_name: str
    name: str
    role_line: str
    slug: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """What must stand with a piece wherever it is shown: show all of it, in this order."""

    labels: list[Label]
    replies: list[Note]
    people: list[str]
    line: str
    players: list[str]
    notices: list[Notice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece in short; `title` and `standfirst` are plain text, the title of an advertisement says so."""

    id: int
    uri: str
    kind: Literal["post", "interview", "page"]
    slug: str
    url: str
    api_url: str
    language: str
    title: str
    standfirst: str
    published_at: Moment
    modified_at: Moment
    disclosed: Disclosed
    credits: list[Credit]
    topics: list[Named]
    series: Named | None
    event: Named | None
    picture: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What may still be said of a piece that was withdrawn."""

    id: int
    uri: str
    kind: Literal["post", "interview", "page"]
    slug: str
    url: str
    api_url: str
    title: str


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What somebody answered, as HTML; `name` is empty where nobody is named."""

    name: str
    slug: str
    html: str


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question of an interview with its answers."""

    number: int
    url: str
    question: str
    answers: list[AnswerGiven]


@dataclass(frozen=True, slots=True)
class Translated:
    """The same piece in another language."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A tier of tickets, its state and its price; `url` leads to the shop while it can be bought."""

    name: str
    includes: str
    state: Literal["not_yet", "on_sale", "few_left", "sold_out", "closed"]
    price: Decimal
    currency: str
    audience: Literal["consumer", "business"]
    vat_rate: Decimal
    sales_start: Moment | None
    sales_end: Moment | None
    url: str


@dataclass(frozen=True, slots=True)
class Recap:
    """The piece that looks back on an event; its labels have to be shown with the way to it."""

    title: str
    url: str
    labels: list[Label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tickets:
    """What can be said of an event's tickets now: a sentence, and a button where there is something to offer.

    When there is nothing any more, `recap` may tell how it was.
    """

    state: str
    sentence: str
    action: str
    url: str
    earlier_price: Decimal | None
    next_price: Decimal | None
    changes_at: Moment | None
    offers: list[Offer]
    recap: Recap | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event with the state of its tickets; its times are those of its `time_zone`."""

    slug: str
    url: str
    api_url: str
    name: str
    hashtag: str
    standfirst: str
    starts_at: Moment
    ends_at: Moment | None
    all_day: bool
    time_zone: str
    status: str
    status_name: str
    attendance: str
    own: bool
    venue: str
    street: str
    postal_code: str
    city: str
    country: str
    online_url: str
    website: str
    series: Named | None
    tickets: Tickets


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePiece(Piece):
    """A piece as its page shows it. `html` is whole: labels, notices and replies stand in it already."""

    html: str
    exchanges: list[QuestionAsked]
    notices_below: list[Notice]
    live_notes: list[LiveNote]
    corrections: list[Note]
    translations: list[Translated]
    tickets: Tickets | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeEvent(Event):
    """An event as its page shows it."""

    html: str
    organiser: str
    picture: Picture | None
    notices: list[Notice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who wrote, spoke or stands for an event."""

    slug: str
    url: str
    api_url: str
    name: str
    role_line: str
    portrait: Picture | None


@dataclass(frozen=True, slots=True)
class Stands:
    """For which event somebody stands, and in which words."""

    words: str
    event: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePerson(Person):
    """A person as their page shows them; the pieces are listed at `pieces_url`."""

    html: str
    died_on: date | None
    employers: list[str]
    links: list[str]
    ambassador_of: list[Stands]
    pieces_url: str


@dataclass(frozen=True, slots=True)
class PieceList:
    """A page of pieces, and the address of the next one."""

    items: list[Piece]
    next: str | None


@dataclass(frozen=True, slots=True)
class EventList:
    """A page of announced events, the latest first, and the address of the next one."""

    items: list[Event]
    next: str | None


@dataclass(frozen=True, slots=True)
class PersonList:
    """A page of people in the order of a phonebook, and the address of the next one."""

    items: list[Person]
    next: str | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no such answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


@dataclass(frozen=True, slots=True)
class PieceTold:
    """What a webhook is told of a piece that came or changed, as it is when it is sent."""

    type: Literal["piece.published", "piece.changed"]
    timestamp: Moment
    data: Piece


@dataclass(frozen=True, slots=True)
class GoneTold:
    """What a webhook is told of a piece that was withdrawn."""

    type: Literal["piece.withdrawn"]
    timestamp: Moment
    data: Gone
