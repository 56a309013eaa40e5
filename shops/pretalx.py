"""What pretalx says of an event's released programme: its talks, and who gives them.

Reads version 2 of pretalx's API (https://docs.pretalx.org/api/), tried with pretalx 2026.2.1. A
public programme needs no token; an event that is not public needs one with the right to read
events, schedules, slots and speakers. E-mail addresses and answers to an organiser's questions are
not asked for; of what is, nothing is kept but the values of things.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from markdown_it import MarkdownIt

from events.models import ProgrammeItem
from people.models import Person
from prose.sanitising import plain_text
from shops.reading import Reader, ShopFailure, aware
from shops.sync_plan import Thing, Value
from shops.values import fit, moment, settled

API_VERSION = "v2"
# What a server allows at most, unless its owner says otherwise; asking for more gives that many.
PAGE_SIZE = 250

LANGUAGES = frozenset({"de", "en"})
# What pretalx calls a kind of talk is the organisers' own word.
KINDS = {
    "keynote": ProgrammeItem.Kind.KEYNOTE,
    "panel": ProgrammeItem.Kind.PANEL,
    "podium": ProgrammeItem.Kind.PANEL,
    "workshop": ProgrammeItem.Kind.WORKSHOP,
}


@dataclass(frozen=True)
class Pretalx:
    """An event on a pretalx server: base address, slug, and a token if it is not public.

    Names that an event has in several languages are read in `language`, else in English, else in
    whichever there is.
    """

    address: str
    event: str
    token: str = field(default="", repr=False)
    language: str = "de"
    reader: Reader = field(default_factory=Reader, repr=False, compare=False)

    def programme(self) -> list[Thing]:
        """Return what is released: who speaks, in the order in which they appear, then talks by time.

        A talk is told by pretalx's code; where it is shown more than once, the later ones are CODE-2,
        CODE-3. It names its speakers by their codes.
        Raises ShopFailure: no such event, no right to read it, no answer, or none that makes sense.
        """
        try:
            return self._programme()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ShopFailure(f"pretalx answered unlike its API: {error!r}") from error

    def _programme(self) -> list[Thing]:
        try:
            released = self._get("schedules/latest/", fields="id")
        except ShopFailure as failure:
            if failure.status != 404:
                raise
            # Either nothing is released, or there is no such event, which this then says.
            self._get("")
            return []
        talks = list(self._talks(released["id"]))
        return [*self._speakers(talks), *talks]

    def _talks(self, schedule: int) -> Iterator[Thing]:
        slots = self._rows(
            "slots/",
            schedule=schedule,  # or a release while we turn the pages would mix two programmes
            o="start,room__name,submission__title",
            expand="room,submission,submission.submission_type",
            omit="submission.answers,submission.resources",
        )
        shown: Counter[str] = Counter()
        for slot in slots:
            if _takes_place(slot):
                code = slot["submission"]["code"]
                shown[code] += 1
                yield self._talk(slot, f"{code}-{shown[code]}" if shown[code] > 1 else code)

    def _talk(self, slot: Mapping[str, Any], external_id: str) -> Thing:
        talk = slot["submission"]
        title, language = _line(talk["title"]), talk.get("content_locale")
        said = {
            "title": fit(ProgrammeItem, "title", title),
            "abstract": _plain(talk.get("abstract")),
            "starts_at": moment(aware(slot["start"])),
            "ends_at": moment(aware(slot["end"])),
            "room": fit(ProgrammeItem, "room", self._name(slot.get("room"))),
            "language": language if language in LANGUAGES else "",
        }
        speakers, kind = list(talk["speakers"]), _kind(self._name(talk.get("submission_type")))
        return Thing("talk", external_id, title, _said(said) | {"speakers": speakers, "kind": kind})

    def _speakers(self, talks: Iterable[Thing]) -> Iterator[Thing]:
        """Yield the speakers of these talks; an organiser's token shows all who ever applied."""
        rows = self._rows("speakers/", fields="code,name,biography")
        known = {row["code"]: row for row in rows}
        for code in dict.fromkeys(code for talk in talks for code in talk.values["speakers"] or []):
            if row := known.get(code):
                name = _line(row["name"])
                said = {"name": fit(Person, "name", name), "bio": _plain(row.get("biography"))}
                yield Thing("speaker", code, name, _said(said))

    def _name(self, thing: Mapping[str, Any] | None) -> str:
        name = thing["name"] if thing else ""
        if isinstance(name, str):
            return _line(name)
        wanted = (name.get(self.language), name.get("en"), *name.values())
        return _line(next(filter(None, wanted), ""))

    def _get(self, path: str, **query: Any) -> Any:
        return self.reader.read(self._url(path, query), self._headers())

    def _rows(self, path: str, **query: Any) -> Iterator[Any]:
        query["page_size"] = PAGE_SIZE
        return self.reader.rows(self._url(path, query), self._headers())

    def _url(self, path: str, query: Mapping[str, Any]) -> str:
        event = f"{self.address.rstrip('/')}/api/events/{quote(self.event, safe='')}/"
        return f"{event}{path}{'?' if query else ''}{urlencode(query, safe=',')}"

    def _headers(self) -> dict[str, str]:
        headers = {"Pretalx-Version": API_VERSION}
        return headers | {"Authorization": f"Token {self.token}"} if self.token else headers


def _takes_place(slot: Mapping[str, Any]) -> bool:
    """Tell whether a slot holds a talk that is announced and takes place; breaks hold none.

    A token shows talks that were not confirmed when the programme was released (not visible), and
    a talk cancelled after the release stays visible in it.
    """
    talk = slot["submission"]
    return bool(talk and slot.get("is_visible", True) and talk["state"] == "confirmed")


def _kind(words: str) -> str:
    """Return our kind of programme item for the organisers' word."""
    found = (kind for word, kind in KINDS.items() if word in words.lower())
    return str(next(found, ProgrammeItem.Kind.TALK))


def _said(values: Mapping[str, Value]) -> dict[str, Value]:
    """Leave out what is empty: whoever writes no biography there does not want ours to go."""
    return {name: value for name, value in values.items() if value}


def _plain(text: str | None) -> str:
    # One for each text: it fills tables of its own when first used, and another thread may see them half full.
    markdown = MarkdownIt("commonmark", {"html": True})
    return settled(plain_text(markdown.render(text or "")))


def _line(text: str) -> str:
    return " ".join(text.split())
