"""The content of a piece: what publishing freezes, as values with types.

`read` is the one reader, for what any release froze; `write` the one writer, of canonical JSON. What was
written before is never rewritten (`blog.history.verifying` proves its bytes).
"""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

import msgspec

from blog.editions.question import Question
from blog.editions.upgrades import UPGRADES
from disclosures.canonical import canonical_json
from disclosures.decisions import Label
from disclosures.facts import Named
from disclosures.vocabulary import Position
from media.frozen import FrozenImage
from people.initials import initials

SCHEMA = 6


@dataclass(frozen=True, slots=True)
class Credited:
    """A person's part in the piece, with name and role line as of then."""

    role: str
    role_name: str
    person: int
    slug: str
    name: str
    role_line: str
    affiliation: str = ""
    newsroom: bool = False
    portrait: FrozenImage | None = None
    told: str = ""  # what the rules add to the role line
    own_line: str | None = None  # the role line without it; not kept before schema 5

    @property
    def initials(self) -> str:
        """What stands for a portrait beside those of others."""
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class EventName:
    """What the text itself says of its event; its state stays live."""

    id: int
    slug: str
    name: str
    hashtag: str = ""


@dataclass(frozen=True, slots=True)
class SeriesName:
    """The series that the piece belongs to."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What the piece is about."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class CitedSource:
    """What the piece rests on, numbered from 1 as the text cites it."""

    number: int
    kind: str
    kind_name: str
    title: str
    author: str = ""
    publisher: str = ""
    published_on: date | None = None
    url: str = ""
    accessed_on: date | None = None
    archived_url: str = ""
    standing: str = ""  # what its publisher is to us, who paid for it, that its name is not told
    funder: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class AskedOfSeries:
    """A question of its series that the interview answers, and where."""

    id: int
    slug: str
    question: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A sign-off of exactly this text: for which guest, by whom if not by them, and whether it stands."""

    guest: int
    by: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """How an interview was held, and the sentence that tells readers; None where it was not frozen yet.

    `signed` and `agreed` are kept since schema 5; `outdated` names guests who signed an earlier text.
    """

    mode: str = ""
    mode_name: str = ""
    held_on: date | None = None
    shortened: bool | None = None
    authorised: bool = False
    line: str | None = None
    answers_by_ai: bool = False
    agreed: str = ""
    signed: tuple[SignedOff, ...] | None = None
    outdated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldNotice:
    """A notice in its exact words, with the rule and the facts that attached it.

    `text` is HTML. `detail` is the anchor of the full notice below, on one above the text.
    """

    notice: str
    version: int
    number: int = 0
    heading: str
    text: str
    sha256: str = ""
    position: Position
    placeholders: dict[str, str] = field(default_factory=dict)
    rule: str = ""
    ruleset: str = ""
    level: str = ""
    about: str = ""
    because: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of the library as of then, for sentences that the clock fills."""

    version: int
    heading: str
    text: str
    number: int = 0
    notice: str = ""


@dataclass(frozen=True, slots=True)
class PlayerNote:
    """What readers are told at a player; without an address it stands above the text."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Payer:
    """Who paid for the piece."""

    organisation: int
    name: str
    slug: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class FrozenTie:
    """An organisation with a recorded tie to the piece; `paid` if it gave anything, or had a say."""

    organisation: int
    name: str
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Approved:
    """Who examined the text, and when, where readers are told so."""

    reviewer: Named
    responsible: Named
    approved_on: date


@dataclass(frozen=True, slots=True)
class TranslationOf:
    """The piece in its first language."""

    id: int
    language: str


@dataclass(frozen=True, slots=True)
class _Written:
    """What every content says of itself: the shape that it was written in."""

    schema: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that is published of a piece.

    Disclosing adds labels and notices; `recap` and `ties` are None where they were not frozen yet.
    """

    kind: Literal["post", "interview", "page"]
    slug: str
    language: str
    title: str
    standfirst: str
    body: str
    image: FrozenImage | None = None
    images: dict[int, FrozenImage] = field(default_factory=dict)
    credits: tuple[Credited, ...] = ()
    discuss: str = ""
    event: EventName | None = None
    recap: bool | None = None
    ties: tuple[FrozenTie, ...] | None = None
    series: SeriesName | None = None
    tags: tuple[Topic, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    translation_of: TranslationOf | None = None
    exchanges: tuple[Question, ...] = ()
    series_questions: tuple[AskedOfSeries, ...] = ()
    closing: str = ""
    interview: Held | None = None
    labels: tuple[Label, ...] = ()
    notices: tuple[ToldNotice, ...] = ()
    notices_intro: Wording | None = None
    live_notices: dict[str, Wording] = field(default_factory=dict)
    paid_by: tuple[Payer, ...] = ()
    approval: Approved | None = None
    public_interest: bool = True
    press_release_of: str = ""
    translated_from: str = ""
    players: tuple[PlayerNote, ...] = ()
    ticket_box: bool = True

    @property
    def is_advertisement(self) -> bool:
        """Tell whether readers meet it as one."""
        return any(label.is_advertisement for label in self.labels)

    @property
    def has_faces(self) -> bool:
        """Tell whether any of those who write or speak has a portrait: then initials stand for the others."""
        return any(one.portrait for one in self.credits if one.role in ("author", "interviewee"))

    @property
    def before_title(self) -> str:
        """What stands before the title where it stands alone: that the piece is an advertisement."""
        return "".join(f"{label.text}: " for label in self.labels if label.is_advertisement)

    @property
    def players_above(self) -> list[PlayerNote]:
        """What is told of players that the text does not embed."""
        return [note for note in self.players if not note.address]

    @property
    def notices_above(self) -> list[ToldNotice]:
        """The notices above the text."""
        return [notice for notice in self.notices if notice.position == Position.TOP]

    @property
    def notices_below(self) -> list[ToldNotice]:
        """The notices in the notes at the end."""
        return [notice for notice in self.notices if notice.position == Position.BOTTOM]

    @property
    def wordings(self) -> set[int]:
        """The wordings of the library that readers may meet on the piece, by id."""
        intro = [self.notices_intro] if self.notices_intro else []
        told: list[ToldNotice | Wording] = [*self.notices, *self.live_notices.values(), *intro]
        return {wording.version for wording in told}


def read(text: str) -> Content:
    """Return the content that a piece of JSON holds, whichever release wrote it.

    Raises ValueError if it is no content of a piece.
    """
    schema = msgspec.json.decode(text, type=_Written).schema
    if schema == SCHEMA:
        return msgspec.json.decode(text, type=Content)
    values: dict[str, Any] = json.loads(text)
    for upgrade in UPGRADES[schema - 1 :]:
        values = upgrade(values)
    return msgspec.convert(values, Content, str_keys=True)


def write(content: Content) -> str:
    """Return the content as canonical JSON, in the present schema."""
    values = msgspec.to_builtins(content, str_keys=True)
    return canonical_json(values | {"schema": SCHEMA})


def same(one: Content, other: Content) -> bool:
    """Tell whether two contents say the same; what one of them was not asked yet is no difference."""
    if one.recap is None or other.recap is None:
        one, other = replace(one, recap=None), replace(other, recap=None)
    if one.ties is None or other.ties is None:
        one, other = replace(one, ties=None), replace(other, ties=None)
    return one == other
