"""The notices that the rules attach: their wordings, and how placeholders are filled.

They are laid down after every migrate where they are missing; editors write further versions. A later
release may have better words: sites that have the notice already are offered them
(`disclosures.offers`). Only in place of its own words that proved untrue does Podium put them by itself.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.utils.html import escape
from django.utils.translation import get_language, gettext as _

WORDINGS = Path(__file__).with_name("wordings.toml")
INTRODUCTION = "einleitung"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # in force from the start, for pieces of any date


class Unfilled(ValueError):
    """A wording has a placeholder for which there is no value."""


@dataclass(frozen=True)
class Standard:
    """A notice of the rules: its key, place, wordings by language, and the placeholders it knows."""

    key: str
    name: str
    ordering: int
    placeholders: tuple[str, ...]
    first: dict[str, tuple[str, str]]  # the wordings of the first release; they never change
    wordings: dict[str, tuple[str, str]]  # those of this release
    untrue: tuple[str, ...] = ()  # why wordings before these must not be used any more
    claims: tuple[str, ...] = ()  # what it claims (disclosures/contradictions.py)
    rests_on: tuple[tuple[str, ...], ...] = ()  # the facts behind each of its sentences
    examples: dict[str, dict[str, str]] = field(default_factory=dict)
    when: dict[str, str] = field(default_factory=dict)  # the rules attach it
    position: str = "bottom"
    independence: bool = False
    live: bool = False
    ai: bool = False  # it tells for what a machine was used
    translation: bool = False  # … namely to translate

    @property
    def introduces(self) -> bool:
        """Tell whether it is no notice of its own, but the sentence before the others."""
        return self.key == INTRODUCTION


@cache
def document() -> dict[str, Any]:
    """Return what stands in the file of the first wordings."""
    return tomllib.loads(WORDINGS.read_text(encoding="utf-8"))


@cache
def standards() -> dict[str, Standard]:
    """Return the notices of the rules by key, in the order in which readers meet them."""
    rows = enumerate(document()["notice"], start=1)
    found = [_standard(row | {"ordering": number * 10}) for number, row in rows]
    return {standard.key: standard for standard in found}


def _standard(row: dict[str, Any]) -> Standard:
    revised = row.get("revised", [])
    wordings = {key: one[key] for one in revised for key in one if key in ("de", "en")}
    known = {name: value for name, value in row.items() if name != "revised"}
    untrue = tuple(one["untrue"] for one in revised if "untrue" in one)
    words = {"first": row["wordings"], "wordings": row["wordings"] | wordings, "untrue": untrue}
    return msgspec.convert(known | words, Standard)


def in_language(words: Mapping[str, str]) -> str:
    """Return of some words by language those in the active one."""
    return words.get(get_language() or "", words["de"])


def occasion(key: str) -> str:
    """Return when the notice with this key stands on a piece, for readers, in the active language."""
    standard = standards().get(key)
    if standard is None or not standard.when:
        return _("When the newsroom attaches it to a piece.")
    return in_language(standard.when)


def tells_of_ai(key: str) -> bool:
    """Tell whether the notice with this key is about the use of AI."""
    return key in standards() and standards()[key].ai


def tells_of_translation(key: str) -> bool:
    """Tell whether the notice with this key is about a translation."""
    return key in standards() and standards()[key].translation


def placeholders_in(text: str) -> list[str]:
    """Return the names in braces, in order, each once."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def misplaced(text: str, known: Iterable[str]) -> list[str]:
    """Return the placeholders of a text that a notice does not know, and stray braces."""
    strange = [f"{{{name}}}" for name in placeholders_in(text) if name not in known]
    return strange + _BRACE.findall(_PLACEHOLDER.sub("", text))


def filled(text: str, values: Mapping[str, str], *, html: bool) -> str:
    """Return a wording with every placeholder filled; values are escaped in html.

    Raises Unfilled rather than let a brace reach a reader.
    """

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if not values.get(name, "").strip():
            raise Unfilled(name)
        return str(escape(values[name])) if html else values[name]

    if _BRACE.search(_PLACEHOLDER.sub("", text)):
        raise Unfilled(text)
    return _PLACEHOLDER.sub(value, text)


def lay_down_library(using: str = "default", **kwargs: Any) -> None:
    """Create the notices of the rules that are missing; connected to post_migrate."""
    notices = apps.get_model("disclosures", "Notice").objects.using(using)
    there = set(notices.filter(key__in=standards()).values_list("key", flat=True))
    names = set(notices.values_list("name", flat=True))
    missing = [standard for standard in standards().values() if standard.key not in there]
    created = notices.bulk_create(_notice(standard, names) for standard in missing)
    versions = apps.get_model("disclosures", "NoticeVersion").objects.using(using)
    versions.bulk_create(
        version
        for notice, standard in zip(created, missing, strict=True)
        for version in _first_wordings(notice, standard)
    )
    for notice in notices.filter(key__in=[one.key for one in standards().values() if one.untrue]):
        _replace_untrue(notice, standards()[notice.key])


def _replace_untrue(notice: Any, standard: Standard) -> None:
    """Put the present words in place of our own that proved untrue; what a newsroom wrote stays."""
    for language, words in standard.wordings.items():
        versions = list(notice.versions.filter(language=language))
        in_force = max(versions, key=lambda v: (v.valid_from, v.number), default=None)
        if in_force and (in_force.heading, in_force.text) == tuple(standard.first[language]):
            heading, text = words
            number = max(version.number for version in versions) + 1
            notice.versions.create(number=number, language=language, heading=heading, text=text)


def _notice(standard: Standard, names: Collection[str]) -> Any:
    """Return a standard's notice; the newsroom may have given its name to one of its own."""
    taken = standard.name in names
    return apps.get_model("disclosures", "Notice")(
        key=standard.key,
        name=f"{standard.name} ({standard.key})" if taken else standard.name,
        position=standard.position,
        ordering=standard.ordering,
        claims_independence=standard.independence,
    )


def _first_wordings(notice: Any, standard: Standard) -> Iterator[Any]:
    version = apps.get_model("disclosures", "NoticeVersion")
    for language, (heading, text) in standard.wordings.items():
        first = {"number": 1, "valid_from": BEGINNING}
        yield version(notice=notice, language=language, heading=heading, text=text, **first)
