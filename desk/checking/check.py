"""What a check is: it looks at a piece and yields findings, each with a way there and often a remedy.

A new check is a subclass with an `id`, a `name` and `look`, in a module of this package, and a test.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.disclosing.facts import images_of
from blog.editions.content import Content
from blog.editions.texts import htmls_of
from blog.models import Post
from media.frozen import FrozenImage
from prose.sanitising import plain_text


class Level(models.TextChoices):
    """How strictly a check is meant."""

    OFF = "off", _("off")
    HINT = "hint", _("hint")
    REQUIRED = "required", _("required before publishing")


@dataclass(frozen=True)
class Remedy:
    """What mends a finding with one click: other words in the text, or the page where it is mended."""

    words: str | Promise
    find: str = ""
    put: str = ""
    href: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that a check found, in the editor's words.

    `at` are words of the text to jump to; `field` names the field where there are none. Neither: it is not in the piece.
    """

    message: str | Promise
    field: str = ""
    at: str = ""
    remedy: Remedy | None = None


@dataclass(frozen=True)
class Found:
    """A finding with the level and the id of its check."""

    finding: Finding
    level: str
    check: str

    @property
    def required(self) -> bool:
        """Tell whether it has to be mended before publishing."""
        return self.level == Level.REQUIRED


@dataclass(frozen=True)
class Piece:
    """A piece as the checks look at it: what would be frozen of it, and its words in their places."""

    post: Post
    content: Content
    now: datetime
    avoided: dict[str, str] = field(default_factory=dict)  # words of the house → better ones

    @cached_property
    def paragraphs(self) -> list[str]:
        """Every paragraph of the text, questions included, in reading order."""
        lines = [line for html in htmls_of(self.content) for line in plain_text(html).split("\n")]
        asked = [exchange.question for exchange in self.content.exchanges]
        return [line for line in (self.content.standfirst, *lines, *asked) if line.strip()]

    @cached_property
    def words(self) -> list[str]:
        """Title and paragraphs."""
        return [self.content.title, *self.paragraphs]

    @cached_property
    def images(self) -> list[FrozenImage]:
        """The pictures of the piece itself, the one for lists first; portraits belong to people."""
        portraits = {one.portrait.id for one in self.content.credits if one.portrait}
        return [image for image in images_of(self.content) if image.id not in portraits]


class Check(ABC):
    """Looks at a piece; `level` is how strictly it is meant unless the house says otherwise."""

    id: ClassVar[str]
    name: ClassVar[str | Promise]
    level: ClassVar[Level] = Level.HINT
    may_block: ClassVar[bool] = True  # whether the house may require it

    @abstractmethod
    def look(self, piece: Piece) -> Iterator[Finding]:
        """Yield what it finds."""
