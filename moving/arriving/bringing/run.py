"""One run: every item of an export in its order, each in a transaction of its own.

So a run that is killed has brought in what it had, and the next goes on behind it: what was brought in
already is known by its number there (`bringing.ledger`). In a rehearsal every transaction is taken back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Credit, Post
from blog.models.rows import Rows
from blog.publishing.bulk import Bulk
from blog.search import related
from disclosures.canonical import sha256
from moving.arriving.addresses import keep
from moving.arriving.bringing import events, later, pieces
from moving.arriving.bringing.ending import Ending
from moving.arriving.bringing.files import Files
from moving.arriving.bringing.ledger import Ledger, original_of
from moving.arriving.bringing.people import People
from moving.arriving.bringing.pictures import BroughtPictures, is_picture
from moving.arriving.bringing.topics import Topics
from moving.arriving.choices import Choices
from moving.arriving.exports import Export
from moving.arriving.offering import interview_in
from moving.arriving.records import Arrival, Arrived, Line
from moving.arriving.remarks import Outcome, Remark, left
from moving.arriving.survey import Survey, surveyed
from moving.arriving.values import Item, Kind, Status

_log = logging.getLogger(__name__)
_CHOSEN = {
    Kind.POST: "posts",
    Kind.PAGE: "pages",
    Kind.PICTURE: "pictures",
    Kind.EVENT: "events",
}


def source_of(export: Export, arrival: Arrival) -> str:
    """Return what a site is known by: its address, or the name of the file that does not say it."""
    return (export.head.place.address or arrival.filename)[:300]


class Run:
    """Brings in the items of one export as they were chosen."""

    def __init__(self, arrival: Arrival, export: Export, files: Files, by: User | None) -> None:
        """Look at everything once; nothing is written yet."""
        self.arrival = arrival
        self._export = export
        self._by = by
        self._choices = Choices.of(arrival.choices)
        self._survey: Survey = surveyed(export.head, export.items)
        place = urlsplit(export.head.place.address)
        spoken = export.head.place.language[:2].lower()
        self._language = spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        self._home = place.netloc + place.path.rstrip("/")
        self._root = place.path.rstrip("/")
        self._ledger = Ledger(source_of(export, arrival), arrival)
        self._pictures = BroughtPictures(
            self._survey, self._ledger, files, by, rehearsal=arrival.rehearsal
        )
        self._topics = Topics(export.head, self._ledger, self._choices, self._root)
        self._people = People(self._survey, self._ledger, self._choices, self._root)
        self._bulk = Bulk()
        self._named: set[str] = set()  # people whom the report has named as new

    def bring(self) -> Iterator[int]:
        """Bring in one item after the other; yield how many are done."""
        arrival = self.arrival
        arrival.source = self._ledger.source
        arrival.total = self._survey.total
        arrival.save(update_fields=["source", "total"])
        done = set(arrival.lines.values_list("kind", "key"))
        # Pictures first: texts show them.
        ordered = [*self._survey.pictures.values()]
        for number, item in enumerate(self._in_order(ordered), start=1):
            if (item.type, item.id) not in done:
                self._one(item, number)
            yield number
        self._end()

    def _in_order(self, pictures: list[Item]) -> Iterator[Item]:
        yield from pictures
        for item in self._export.items():
            if item.kind is not Kind.PICTURE:
                yield item

    def _one(self, item: Item, number: int) -> None:
        """Bring in one item with its lines of the report, or none of it."""
        try:
            text = self._text(item)
            with transaction.atomic():
                lines = self._lines(item, text)
                if self.arrival.rehearsal:
                    transaction.set_rollback(True)
                else:
                    self._keep(lines, number)
        except ValidationError as error:
            lines = [self._line(item, left(" ".join(error.messages)))]
        except Exception as error:  # noqa: BLE001 - one item must not keep the others back
            _log.exception("Could not bring in %s %s", item.type, item.id)
            said = _("It could not be brought in, by a mistake of Podium's: %(error)s")
            lines = [self._line(item, left(said % {"error": f"{type(error).__name__}: {error}"}))]
        else:
            if not self.arrival.rehearsal:
                return
        self._topics.forget()
        self._bulk.forget()
        self._people.forget()
        self._keep(lines, number)

    def _keep(self, lines: list[Line], number: int) -> None:
        Line.objects.bulk_create(lines)
        Arrival.objects.filter(pk=self.arrival.pk).update(done=number)

    def _text(self, item: Item) -> tuple[str, list[Remark], int | None]:
        """Return the text of an item in our markup, and its picture.

        Pictures are brought on the way, before the transaction of the item: to decode one takes long.
        """
        self._pictures.said()
        if item.kind is Kind.PICTURE and self._chosen(item) and is_picture(item):
            image = self._pictures.brought(item)
            return "", self._pictures.said(), image
        wanted = item.kind in (Kind.POST, Kind.PAGE, Kind.EVENT) and self._chosen(item)
        if not wanted or item.status is Status.TRASH:
            return "", [], None
        text = self._export.text(item, self._survey, self._pictures, self._home, "article")
        number = item.meta.get("_thumbnail_id", "")
        image = self._pictures.find(number, "", "") if number.strip("0") else None
        return text.html, [*item.remarks, *text.remarks, *self._pictures.said()], image

    def _chosen(self, item: Item) -> bool:
        return _CHOSEN.get(item.kind, "") in self._choices.only

    def _lines(self, item: Item, text: tuple[str, list[Remark], int | None]) -> list[Line]:
        """Bring in one item; return its lines, that of what it became first."""
        if remark := self._not_taken(item):
            return [self._line(item, remark)]
        if item.kind is Kind.PICTURE:
            return self._picture(item, text)
        key = self._ledger.key_of(item)
        if known := self._ledger.known(key):
            said = self._later(item, known, text) or [self._again(item, known)]
            became = known.post.as_its_kind() if known.post else known.became
            return [*(self._line(item, one, became) for one in said), *self._new_people()]
        if item.kind is Kind.EVENT:
            return self._event(item, key, text)
        return self._piece(item, key, text)

    def _not_taken(self, item: Item) -> Remark | None:
        """Return why an item by itself becomes nothing here, None if it becomes something."""
        if item.kind is Kind.SUPPORT:
            return Remark(Outcome.TAKEN, _("It is taken with what it belongs to."))
        if item.kind is Kind.OTHER:
            said = _("There is no place for this kind of item: %(kind)s")
            return item.remarks[0] if item.remarks else left(said % {"kind": item.type})
        if not self._chosen(item):
            return left(_("This kind was not chosen."))
        return left(_("It was in the bin.")) if item.status is Status.TRASH else None

    def _again(self, item: Item, known: Arrived) -> Remark:
        """Return what is to be said of what was brought in before."""
        if known.became is None:
            return left(
                _("It was brought in before and deleted here since; it is not taken again.")
            )
        if known.sha256 != sha256(original_of(item)):
            said = _(
                "It was brought in before. The export has another version, which was not taken."
            )
            return Remark(Outcome.KNOWN, said)
        return Remark(Outcome.KNOWN, _("It was brought in before."))

    def _later(
        self, item: Item, known: Arrived, text: tuple[str, list[Remark], int | None]
    ) -> list[Remark]:
        """Do what is still to be done to what was brought in before; return what was done."""
        html, _remarks, image = text
        if said := later.completed(item, known, html, image, self._by):
            return said
        return later.signed(
            item, known, lambda key: self._people.behind(key, self._pictures), self._by
        )

    def _picture(self, item: Item, text: tuple[str, list[Remark], int | None]) -> list[Line]:
        if not is_picture(item):
            said = _(
                "Only pictures are taken over; the file is still at its old address: %(address)s"
            )
            return [self._line(item, left(said % {"address": item.file}))]
        _html, remarks, image = text
        known = self._ledger.known(f"{item.type}:{item.id}")
        if known and known.arrival_id != self.arrival.pk:
            return [self._line(item, self._again(item, known), known.became)]
        if image is None and remarks:
            return [self._line(item, one) for one in remarks]
        lines = [self._line(item, Remark(Outcome.TAKEN, _("As a picture.")))]
        if image is not None:
            lines[0].here = reverse("admin:media_image_change", args=[image])
        return [*lines, *(self._line(item, one) for one in remarks)]

    def _event(
        self, item: Item, key: str, text: tuple[str, list[Remark], int | None]
    ) -> list[Line]:
        html, remarks, image = text
        event, said = events.event_of(item, self._survey)
        event.description = html  # type: ignore[assignment]  # a field that sanitises
        event.image_id = image
        event.save()
        self._bulk.forget()
        self._ledger.note(key, original_of(item), event=event)
        for address in (item.link, f"{self._root}/?p={item.id}"):
            keep(address, event=event)
        taken = Remark(Outcome.TAKEN, _("As an event."))
        return [self._line(item, one, event) for one in (taken, *said, *remarks)]

    def _piece(
        self, item: Item, key: str, text: tuple[str, list[Remark], int | None]
    ) -> list[Line]:
        html, remarks, image = text
        post, said = pieces.working_copy(item, html, self._by, image, self._language)
        remarks = [*remarks, *said]
        tags, series = self._topics.of(item.terms)
        people = [self._people.behind(key, self._pictures) for key in item.writers]
        if self._people.new:
            self._bulk.forget()
        remarks += pieces.file_under(post, people, tags, series)
        source, digest = self._ledger.source, self._export.sha256
        pieces.brought_in(post, item, self._by, source=source, sha256=digest)
        said = pieces.published(post, item, self._by, self._bulk, Rows(post, only=(Credit,)))
        remarks += [
            *said,
            *pieces.leads_here(post, item, self._root),
            *pieces.told_of_comments(item),
            *pieces.told_of_the_rest(item),
        ]
        self._ledger.note(key, original_of(item), sha256(post.body), post=post)
        offered = None if self.arrival.rehearsal else interview_in(item, html, self._by)
        lines = [self._line(item, self._taken(post, item, as_draft=bool(said)), post)]
        lines += [
            self._line(item, one, post) for one in (*remarks, *([offered] if offered else []))
        ]
        return [*lines, *self._new_people()]

    def _taken(self, post: Post, item: Item, *, as_draft: bool) -> Remark:
        """Return what a piece became."""
        if as_draft:
            words = _("As a draft.")
        elif item.published is None:
            words = _("As a page, live from now on: it has no date.")
        elif post.kind == "page":
            words = _("As a page, live since %(day)s.") % {"day": pieces.dated(item.published)}
        else:
            words = _("As a piece of %(day)s.") % {"day": pieces.dated(item.published)}
        return Remark(Outcome.TAKEN, words)

    def _new_people(self) -> list[Line]:
        """Return a line for each person made on the way, once in a run."""
        lines = []
        for person in self._people.new:
            if person.name not in self._named:
                newsroom, guest = _("As a person of the newsroom."), _("As a guest.")
                words = newsroom if person.newsroom else guest
                lines.append(
                    Line(
                        arrival=self.arrival,
                        kind="author",
                        title=person.name[:200],
                        outcome=Outcome.TAKEN,
                        words=words,
                        here=reverse("admin:people_person_change", args=[person.pk]),
                    )
                )
            self._named.add(person.name)
        self._people.new = []
        return lines

    def _line(self, item: Item, remark: Remark, became: object = None) -> Line:
        return Line(
            arrival=self.arrival,
            line=item.line,
            kind=item.type[:40],
            key=item.id[:200],
            title=item.title[:200],
            outcome=remark.outcome,
            words=remark.words,
            here=remark.offers or ("" if self.arrival.rehearsal else pieces.form_of(became)),
            there=item.link[:1000],
        )

    def _end(self) -> None:
        """Let what has no item of its own lead on, and say what repeats and what nothing uses."""
        ended = Ending(self.arrival, self._survey, self._ledger, self._root)
        if not self.arrival.rehearsal:
            ended.lead_on()
            ended.offer_boxes()
            related.refresh_all()
        ended.say()
