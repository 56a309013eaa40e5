"""The checks of the house in the order in which an editor reads them, and their levels as it set them."""

from datetime import datetime

from blog.editions.content import Content
from blog.models import Post
from delivery.generation import once
from desk.checking.check import Check, Found, Level, Piece
from desk.checking.comments import OpenComments
from desk.checking.imprint import Imprint
from desk.checking.levels import AvoidedWord, CheckLevel
from desk.checking.pictures import AlternativeText, PictureCredit, TeaserCrop
from desk.checking.structure import (
    EventOver,
    HeadingOrder,
    LinkText,
    RoleLine,
    StandfirstLength,
    TitleForSearch,
)
from desk.checking.wording import (
    AvoidedWords,
    Blanks,
    OtherLanguage,
    QuotationMarks,
    Readability,
    ToCome,
)

CHECKS: tuple[type[Check], ...] = (
    ToCome,
    AlternativeText,
    PictureCredit,
    RoleLine,
    EventOver,
    TitleForSearch,
    StandfirstLength,
    HeadingOrder,
    LinkText,
    QuotationMarks,
    Blanks,
    AvoidedWords,
    OtherLanguage,
    Readability,
    TeaserCrop,
    OpenComments,
    Imprint,
)


def check(post: Post, content: Content, now: datetime) -> list[Found]:
    """Return what the checks of the house find in a piece, what is required first."""
    levels, piece = _levels(), Piece(post, content, now, _avoided())
    found: list[Found] = []
    for kind in CHECKS:
        level = levels.get(kind.id, kind.level)
        if level == Level.REQUIRED and not kind.may_block:
            level = Level.HINT
        if level != Level.OFF:
            found += [Found(one, level, kind.id) for one in kind().look(piece)]
    return sorted(found, key=lambda one: not one.required)


@once
def _levels() -> dict[str, str]:
    return dict(CheckLevel.objects.values_list("check_id", "level"))


@once
def _avoided() -> dict[str, str]:
    return dict(AvoidedWord.objects.values_list("word", "better"))
