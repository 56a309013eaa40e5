"""What pretalx says of an event's released programme: its talks, and who gives them.

Reads version 2 of pretalx's API (https://docs.pretalx.org/api/), tried with pretalx 2026.2.1. A
public programme needs no token; an event that is not public needs one with the right to read
events, schedules, slots and speakers. E-mail addresses and answers to an organiser's questions are
not asked for; what is asked for and not named in Talk and Speaker is not kept.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from markdown_it import MarkdownIt

from prose.sanitising import plain_text
from shops.reading import Reader, ShopFailure, aware

API_VERSION = "v2"
# What a server allows at most, unless its owner says otherwise; asking for more gives that many.
PAGE_SIZE = 250

_markdown = MarkdownIt("commonmark", {"html": True})


@dataclass(frozen=True)
class Talk:
    """One showing of a confirmed talk in the released programme; title and abstract are plain text.

    `external_id` is pretalx's code; of a talk shown more than once the later ones are CODE-2,
    CODE-3. `language` is a code such as `de`, `kind` a name, either empty where the event does not
    use it. `speakers` are codes in the order pretalx names them.
    """

    external_id: str
    title: str
    abstract: str
    language: str
    kind: str
    starts: datetime
    ends: datetime
    room: str
    speakers: tuple[str, ...]


@dataclass(frozen=True)
class Speaker:
    """Who gives a talk of the programme; the biography is plain text, a line per paragraph."""

    code: str
    name: str
    biography: str


@dataclass(frozen=True)
class Programme:
    """The programme released last, or nothing: talks by time, speakers as they appear in them."""

    talks: tuple[Talk, ...] = ()
    speakers: tuple[Speaker, ...] = ()


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

    def programme(self) -> Programme:
        """Return what is released.

        Raises ShopFailure: no such event, no right to read it, no answer, or none that makes sense.
        """
        try:
            return self._programme()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ShopFailure(f"pretalx answered unlike its API: {error!r}") from error

    def _programme(self) -> Programme:
        try:
            released = self._get("schedules/latest/", fields="id")
        except ShopFailure as failure:
            if failure.status != 404:
                raise
            # Either nothing is released, or there is no such event, which this then says.
            self._get("")
            return Programme()
        talks = tuple(self._talks(released["id"]))
        return Programme(talks, tuple(self._speakers(talks)))

    def _talks(self, schedule: int) -> Iterator[Talk]:
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

    def _talk(self, slot: Mapping[str, Any], external_id: str) -> Talk:
        talk = slot["submission"]
        return Talk(
            external_id=external_id,
            title=_line(talk["title"]),
            abstract=_plain(talk.get("abstract")),
            language=talk.get("content_locale") or "",
            kind=self._name(talk.get("submission_type")),
            starts=aware(slot["start"]),
            ends=aware(slot["end"]),
            room=self._name(slot.get("room")),
            speakers=tuple(talk["speakers"]),
        )

    def _speakers(self, talks: tuple[Talk, ...]) -> Iterator[Speaker]:
        """Yield the speakers of these talks; an organiser's token shows all who ever applied."""
        rows = self._rows("speakers/", fields="code,name,biography")
        known = {row["code"]: row for row in rows}
        for code in dict.fromkeys(code for talk in talks for code in talk.speakers):
            if row := known.get(code):
                yield Speaker(code, _line(row["name"]), _plain(row.get("biography")))

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


def _plain(text: str | None) -> str:
    return plain_text(_markdown.render(text or ""))


def _line(text: str) -> str:
    return " ".join(text.split())
