"""`manage.py import_site FILE`: another system's blog becomes people, topics, pieces and pictures here."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.management.progress import bar
from moving.arriving.choices import KINDS, UNFILED, Choices
from moving.arriving.exports import opened
from moving.arriving.report import counted, told, write_report
from moving.arriving.starting import begun, brought
from moving.arriving.values import Unreadable


class Command(BaseCommand):
    """Bring in an export of WordPress or Ghost, or a folder of Markdown; again, and nothing is there twice."""

    help = (
        "Brings in the export of WordPress or Ghost, or a folder of Markdown (Jekyll, Hugo, Eleventy)."
        " Run again, it takes only what is new."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file, where pictures are, and what is taken as what."""
        parser.add_argument("file", type=Path, metavar="FILE", help="or a folder")
        pictures = parser.add_mutually_exclusive_group()
        pictures.add_argument("--media", type=Path, metavar="FOLDER", help="a copy of its uploads")
        pictures.add_argument("--fetch", action="store_true", help="ask the old site for pictures")
        parser.add_argument(
            "--site", default="", metavar="URL", help="where it was, if the export does not say so"
        )
        parser.add_argument(
            "--author", default="", metavar="NAME", help="who wrote what names nobody"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="write the report and nothing else"
        )
        parser.add_argument("--only", type=_listed, default=KINDS, metavar=",".join(KINDS))
        parser.add_argument(
            "--series", type=_listed, default=(), help="categories that become series"
        )
        parser.add_argument(
            "--without",
            type=_listed,
            default=tuple(sorted(UNFILED)),
            help="categories that become nothing",
        )
        parser.add_argument("--guests", type=_listed, default=(), help="accounts of guests")
        for name in ("category", "tag", "author"):
            parser.add_argument(f"--{name}-base", default=name, help="in addresses of the old site")
        parser.add_argument("--report", type=Path, metavar="CSV", help="write the report to a file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring in, show how far it is, and say what became of everything."""
        _check(options)
        try:
            export = opened(options["file"], options["site"], options["author"])
        except Unreadable as error:
            raise CommandError(str(error)) from error
        if export.head.broken:
            self.stderr.write(
                f"{options['file']}:{export.head.broken}: not well-formed or in another encoding; read on."
            )
        arrival = begun(
            export,
            options["file"].resolve().name,
            _choices(options),
            None,
            rehearsal=options["dry_run"],
        )
        draw = bar(self.stderr) if sys.stderr.isatty() else None
        for done, total in brought(arrival, export, None, self._waiting):
            if draw:
                draw(done, total)
        if options["report"]:
            with options["report"].open("w", encoding="utf-8-sig", newline="") as file:
                write_report(arrival, file)
        if options["verbosity"] > 1:
            for line in told(arrival.lines.iterator()):
                self.stdout.write(line)
        numbers = (f"{outcome.label}: {number}" for outcome, number in counted(arrival))
        self.stdout.write("; ".join(numbers))

    def _waiting(self) -> None:
        self.stderr.write("Another run brings in this site at the moment; this one waits for it.")


def _check(options: dict[str, Any]) -> None:
    """Refuse what cannot be meant; pictures lie beside the texts of a folder."""
    if unknown := set(options["only"]) - set(KINDS):
        raise CommandError(f"--only: {', '.join(sorted(unknown))}? Known: {', '.join(KINDS)}.")
    if options["media"] and not options["media"].is_dir():
        raise CommandError(f"--media: {options['media']} is no folder.")
    if options["file"].is_dir() and not options["fetch"]:
        options["media"] = options["media"] or options["file"]


def _listed(written: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in written.split(","))))


def _choices(options: dict[str, Any]) -> Choices:
    names = ("only", "series", "without", "guests", "fetch")
    bases = ("category_base", "tag_base", "author_base")
    return Choices(
        **{name: options[name] for name in names},
        **{name: options[name].strip("/") for name in bases},
        media=str(options["media"].resolve()) if options["media"] else "",
    )
