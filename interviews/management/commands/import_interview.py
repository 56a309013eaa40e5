"""`manage.py import_interview FILE`: a text becomes the working copy of an interview."""

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
    new_person,
    person_named,
)
from interviews.importing.formats.documents import Unreadable, paragraphs_of
from interviews.importing.recognition.reading import NotAnInterview, read
from interviews.importing.recognition.recognised import RecognisedInterview


class Command(BaseCommand):
    """Read .txt, .md, .html and .docx. Exit 2 with one line if the text is not an interview."""

    help = "Turns a text or Word file into the working copy of an interview."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file, the event, and whether to write anything."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--event", metavar="HASHTAG", help="the event, such as #d2m26")
        parser.add_argument(
            "--dry-run", action="store_true", help="print what was read as JSON, write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the JSON of the reading, or create the working copy and say where it is."""
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        try:
            reading = read(paragraphs_of(data, path.name))
        except (NotAnInterview, Unreadable) as error:
            self.stderr.write(str(error))
            sys.exit(2)
        if options["dry_run"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
            return
        self._create(reading, data, path.name, options["event"])

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
