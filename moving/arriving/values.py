"""What other systems' exports hold, as plain values: the same whoever wrote the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from moving.arriving.remarks import Remark


class Unreadable(ValueError):
    """The file is none that can be brought in; the message is one sentence for the editor."""


class Kind(StrEnum):
    """What an item of an export is to us; `OTHER` are those for which there is no place."""

    POST = "post"
    PAGE = "page"
    PICTURE = "attachment"
    EVENT = "event"
    SUPPORT = "support"  # belongs to other items and is taken with them
    OTHER = "other"


class Status(StrEnum):
    """How far an item had got where it comes from."""

    PUBLISHED = "publish"
    SCHEDULED = "future"
    DRAFT = "draft"
    PRIVATE = "private"
    PASSWORD = "password"  # noqa: S105 - for readers who know one
    TRASH = "trash"


@dataclass(frozen=True)
class Writer:
    """Who wrote: an account of the site, or a guest named by a plug-in."""

    key: str
    name: str
    slug: str = ""
    mail: str = ""
    biography: str = ""
    guest: bool = False
    picture: str = ""  # the id of an attachment
    url: str = ""
    number: str = ""  # of the account


@dataclass(frozen=True)
class Term:
    """A category or tag; its `taxonomy` is `category` or `post_tag`."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""
    id: str = ""


@dataclass(frozen=True)
class Said:
    """A comment; mail address and IP address of who wrote it are not taken."""

    id: str
    by: str
    url: str
    at: str
    approved: str
    kind: str
    text: str


@dataclass(frozen=True)
class Item:
    """One entry of an export. Moments are aware; `line` is where it begins in the file."""

    kind: Kind
    type: str
    id: str
    title: str
    line: int = 0
    link: str = ""
    slug: str = ""
    status: Status = Status.DRAFT
    published: datetime | None = None
    modified: datetime | None = None
    body: str = ""
    excerpt: str = ""
    parent: str = ""
    file: str = ""  # the address of what is attached
    writers: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Said, ...] = ()
    broken: int = 0  # the line at which the file stops being readable within it
    former: tuple[str, ...] = ()  # further addresses that it had
    remarks: tuple[Remark, ...] = ()  # of how it was read


@dataclass(frozen=True)
class Place:
    """Where the blog was: its address, its name and language."""

    address: str
    name: str = ""
    language: str = ""
    system: str = ""


@dataclass(frozen=True)
class Head:
    """What an export says before its items."""

    place: Place
    writers: tuple[Writer, ...] = ()
    terms: tuple[Term, ...] = ()
    meta_of_writers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    broken: int = 0
