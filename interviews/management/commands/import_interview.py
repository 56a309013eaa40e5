"""`manage.py import_interview FILE…`: texts become working copies of interviews."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from events.models import Event
from interviews.importing.creation import (
    Choices,
    create_interview,
    keep,
    library_notice,
)
from interviews.importing.formats.document import Document
from interviews.importing.formats.paragraphs import Unreadable
from interviews.importing.known_people import named_in, new_person, person_named
from interviews.importing.opening import opened
from interviews.importing.recognition.reading import NotAnInterview, read, read_each
from interviews.importing.recognition.recognised import RecognisedInterview


class Command(BaseCommand):
    """Read texts, files of Word and LibreOffice, pages, mails and subtitles.

    Exit 2 with one line for each file that is no interview; the others are taken all the same.
    """

    help = "Turns texts, Word files, pages, mails and subtitles into working copies of interviews."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the files, the event, and whether to write anything."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--event", metavar="HASHTAG", help="the event, such as #d2m26")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="print what was read as JSON, a line for each file, and write nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the JSON of each reading, or create the working copies and say where they are."""
        files: list[Path] = options["files"]
        refused = False
        for path in files:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            try:
                self._take(opened(data, path.name), data, path.name, options)
            except (NotAnInterview, Unreadable) as error:
                self.stderr.write(f"{path.name}: {error}" if len(files) > 1 else str(error))
                refused = True
        if refused:
            sys.exit(2)

    def _take(self, file: Document, data: bytes, filename: str, options: dict[str, Any]) -> None:
        if options["dry_run"]:
            found = read(file.paragraphs, file=file).as_json()
            each = read_each(file.paragraphs, file=file)
            if len(each) > 1:
                found["interviews"] = [one.as_json() for one in each]
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        known = named_in(file.paragraphs)
        for reading in read_each(file.paragraphs, file=file, known=known):
            self._create(reading, data, filename, options["event"])

    def _create(
        self, reading: RecognisedInterview, data: bytes, filename: str, hashtag: str | None
    ) -> None:
        event = self._event(reading, hashtag)
        people = [person_named(name) or new_person(name) for name in reading.interviewees]
        interviewer = person_named(reading.interviewer) if reading.interviewer else None
        known = [(notice, library_notice(notice)) for notice in reading.notices]
        choices = Choices(
            interviewees=people,
            interviewer=interviewer,
            event=event,
            notices=[entry for _, entry in known if entry],
            adopt=[notice for notice, entry in known if not entry],
        )
        interview = create_interview(reading, choices, keep(data, filename, None), None)
        for warning in reading.warnings:
            self.stderr.write(f"{warning.line}: {warning.message}")
        self.stdout.write(f"/admin/interviews/interview/{interview.pk}/change/")

    def _event(self, reading: RecognisedInterview, hashtag: str | None) -> Event | None:
        if hashtag:
            wanted = "#" + hashtag.lstrip("#").lower()
            event = Event.objects.filter(hashtag=wanted).first()
            if event is None:
                raise CommandError(f"There is no event with the hashtag {wanted}.")
            return event
        found = Event.objects.filter(hashtag__in=[tag.lower() for tag in reading.hashtags]).first()
        if found is None and reading.hashtags:
            self.stderr.write(f"No event has the hashtag {reading.hashtags[0]} yet.")
        return found
