"""The wordings of notices: those that editions carry, and those that editors released."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from blog.disclosing.notices import words_of
from blog.editions.content import ToldNotice, Wording
from blog.editions.edition import Edition
from blog.proving.findings import Finding, Findings, Piece
from disclosures.library import Unfilled
from disclosures.models import NoticeVersion
from disclosures.trail import Action, TrailEntry
from prose.sanitising import sanitise


class Library:
    """The wordings as they stand in the database; each is looked at once for each text made of it."""

    def __init__(self, versions: Mapping[int, NoticeVersion]) -> None:
        self._versions = versions
        self._looked: dict[tuple[int, str, str, str], list[tuple[str, str]]] = {}

    @classmethod
    def load(cls) -> Self:
        """Load every wording; there are some hundreds at most."""
        return cls(NoticeVersion.objects.in_bulk())

    def carried(self, piece: Piece, edition: Edition) -> Findings:
        """Yield the wordings that an edition carries and that say something else now, or nothing."""
        content = edition.piece
        intro = [content.notices_intro] if content.notices_intro else []
        carried: list[ToldNotice | Wording] = [*content.notices, *content.live_notices.values()]
        for told in [*carried, *intro]:
            for field, what in self._compared(told):
                name = f"wording {told.version} ({told.heading})"
                yield piece.edition(edition, f"{name}: {field}", what)

    def _compared(self, told: ToldNotice | Wording) -> list[tuple[str, str]]:
        values = told.placeholders if isinstance(told, ToldNotice) else None
        key = (told.version, told.heading, told.text, str(values))
        if key not in self._looked:
            self._looked[key] = list(self._differences(told, values))
        return self._looked[key]

    def _differences(
        self, told: ToldNotice | Wording, values: Mapping[str, str] | None
    ) -> list[tuple[str, str]]:
        version = self._versions.get(told.version)
        if version is None:
            return [("row", "is gone")]
        found = []
        if version.first_used_at is None:
            found.append(("first_used_at", "is empty, though it is in use"))
        if values is None:
            words: dict[str, Any] = {"heading": version.heading, "text": version.text}
        else:
            try:
                words = words_of(version, values)
            except Unfilled:
                return [*found, ("text", "has other placeholders than what was published")]
        if words["heading"] != told.heading:
            found.append(("heading", "is not what was published"))
        if _clean(words["text"]) != _clean(told.text):
            found.append(("text", "is not what was published"))
        return found

    def released(self) -> Findings:
        """Yield the wordings that are not as an editor released them, by the trail of their notice."""
        rows = TrailEntry.objects.filter(action=Action.TEXT_EDIT).exclude(version=None)
        latest = {entry.version: entry for entry in rows.order_by("object_id", "number")}
        for entry in latest.values():
            version = self._versions.get(entry.version or 0)
            if version is None:
                continue  # one that was never used may be deleted
            told = {"text": entry.text, "heading": json.loads(entry.facts).get("heading")}
            for name in (name for name in told if told[name] != getattr(version, name)):
                of = f"notice {entry.notice}, wording {version.pk}"
                yield Finding(of, name, entry.occurred_at, "is not what the trail says")


@cache
def _clean(html: str) -> str:
    """Return html as it is written today, so that another release's sanitiser makes no difference."""
    return sanitise(html, "simple")
