"""Everything of a site in open forms, as of one moment, with a manifest of hashes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import yaml
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from blog.editions.content import Content
from blog.editions.edition import Edition
from media import storage
from moving.keeping import files, rows, sequences, shape
from moving.keeping.snapshot import snapshot
from moving.leaving import proof
from moving.leaving.article import article, picture, pictures_of, with_footnotes
from moving.leaving.documents import documents
from moving.leaving.folder import Folder, whole
from moving.leaving.markdown import markdown
from moving.leaving.wordpress import wordpress
from pages.house import site

PICTURES = "pictures"
_AT_ONCE = 100  # editions
_README = """\
This folder holds all of {name} ({url}) as of {moment}.

editions/POST/NUMBER.json  what was published, exact to the byte; NUMBER.html the same to read
pieces/ADDRESS.md          each live piece as Markdown
pictures/                  the pictures as they were taken in
*.json, trail.jsonl        people, organisations, events, notices, corrections, the trail
wordpress.xml              live pieces as a WordPress export (WXR 1.2)
data/                      every row of the database: `manage.py import_export` brings it back
manifest.json              size and SHA-256 of each file

`python3 verify.py` proves all of it, without Podium and without a database.

data/ holds accounts with hashes of passwords and tokens of ticket shops: keep this folder as safe as a backup.
"""


@dataclass
class Exported:
    """What an export holds, and which files the database names that are not there."""

    editions: int = 0
    pieces: int = 0
    rows: int = 0
    pictures: int = 0
    missing: list[str] = field(default_factory=list)
    manifest: str = ""  # its SHA-256
    shown: frozenset[str] = frozenset()  # pictures that are there, by their names in the storage


def export(target: Path, *, replace: bool = False) -> Exported:
    """Write everything into a folder that is there whole or not at all.

    Raises folder.Occupied, shape.OtherRelease, or OSError, and leaves nothing then.
    """
    done = Exported()
    migrations = shape.migrations()
    with whole(target, replace=replace) as folder:
        # Before and after the moment: pictures may be far away, and nobody waits for that in a transaction.
        there = {one.name for one in storage.files().entries() if one.size}
        with snapshot():
            now = timezone.now()
            numbers = sequences.last_numbers()
            for name, model in rows.tables().items():
                folder.write(f"data/{name}.jsonl", _counted(rows.lines(model), done))
            for name, chunks in documents():
                folder.write(name, chunks)
            originals = list(dict.fromkeys(files.originals()))
            done.shown = frozenset(name for name in originals if name in there or _is_there(name))
            _write_editions(folder, done)
            _write_live(folder, done, now)
        _write_pictures(folder, done, originals)
        _write_manifest(folder, done, now, {"migrations": migrations, "last_numbers": numbers})
    return done


def _counted(lines: Iterator[bytes], done: Exported) -> Iterator[bytes]:
    for line in lines:
        done.rows += 1
        yield line


def _is_there(name: str) -> bool:
    """Ask for one that was taken in just now, or is missing."""
    there = storage.files().entry(name)
    return bool(there and there.size)


def _write_pictures(folder: Folder, done: Exported, originals: Iterable[str]) -> None:
    done.missing = [name for name in originals if name not in done.shown]
    for name in sorted(done.shown):
        try:
            folder.write(f"{PICTURES}/{name}", storage.files().chunks(name))
            done.pictures += 1
        except FileNotFoundError:  # taken away meanwhile
            done.missing.append(name)


def _write_editions(folder: Folder, done: Exported) -> None:
    shown = ("post_id", "number", "kind", "slug", "language", "content", "sha256")
    editions = Edition.objects.only(*shown, "starts_at", "ends_at").order_by("post_id", "number")
    for edition in editions.iterator(_AT_ONCE):
        name = f"editions/{edition.post_id}/{edition.number}"
        folder.text(f"{name}.json", edition.content)
        folder.text(f"{name}.html", _page(edition, done))
        done.editions += 1


def _page(edition: Edition, done: Exported) -> str:
    content = edition.piece

    def place(file: str) -> str:
        return f"../../{PICTURES}/{file}" if file in done.shown else ""

    with translation.override(edition.language):
        context = {
            "edition": edition,
            "piece": content,
            "address": f"{settings.SITE_URL}{edition.get_absolute_url()}",
            "picture": picture(content.image, place) if content.image else "",
            "text": with_footnotes(article(content, place)),
            "starts_at": edition.starts_at.astimezone(UTC).isoformat(),
            "ends_at": edition.ends_at.astimezone(UTC).isoformat() if edition.ends_at else "",
        }
        return render_to_string("moving/edition.html", context)


def _write_live(folder: Folder, done: Exported, now: datetime) -> None:
    """Write live pieces as Markdown, and as WordPress would; there also those that are scheduled."""
    live = Edition.objects.live_at(now).defer("html", "appendix", "search_text")
    for edition in live.order_by("pk").iterator(_AT_ONCE):
        folder.text(f"pieces/{edition.slug}.md", _markdown(edition, done))
        done.pieces += 1
    said = site.current()
    current = list(live.order_by("pk")) + list(Edition.objects.scheduled(now).order_by("pk"))
    shown = pictures_of(edition.piece for edition in current)
    images = [one for one in shown.values() if one.file in done.shown]
    title = said.name or settings.SITE_NAME
    folder.text("wordpress.xml", *wordpress(current, images, title, said.claim, now))


def _markdown(edition: Edition, done: Exported) -> str:
    content = edition.piece

    def place(file: str) -> str:
        return f"../{PICTURES}/{file}" if file in done.shown else ""

    head = yaml.safe_dump(_front_matter(edition, content), allow_unicode=True, sort_keys=False)
    lead = picture(content.image, place) if content.image else ""
    return f"---\n{head}---\n\n{markdown(lead + article(content, place))}"


def _front_matter(edition: Edition, content: Content) -> dict[str, object]:
    told = {
        "title": content.title,
        "description": content.standfirst,
        "date": edition.published_at.astimezone(UTC),
        "lastmod": edition.modified_at.astimezone(UTC),
        "slug": content.slug,
        "url": edition.get_absolute_url(),
        "lang": content.language,
        "kind": content.kind,
        "authors": [one.name for one in content.credits],
        "tags": [tag.name for tag in content.tags],
        "series": content.series.name if content.series else "",
        "event": content.event.name if content.event else "",
        "edition": edition.number,
        "sha256": edition.sha256,
    }
    return {name: value for name, value in told.items() if value}


def _write_manifest(
    folder: Folder, done: Exported, now: datetime, release: dict[str, object]
) -> None:
    told = {"name": settings.SITE_NAME, "url": settings.SITE_URL, "moment": now.isoformat()}
    folder.text("README.txt", _README.format(**told))
    folder.text("verify.py", Path(proof.__file__).read_text(encoding="utf-8"))
    manifest = {
        "format": proof.FORMAT,
        "exported_at": now.astimezone(UTC),
        "site": settings.SITE_URL,
        **release,
        "missing": done.missing,
        "files": dict(sorted(folder.files.items())),
    }
    written = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    folder.write(proof.MANIFEST, [written])
    done.manifest = str(folder.files[proof.MANIFEST]["sha256"])
