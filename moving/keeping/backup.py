"""A backup: every row as of one moment, and every file of the site, into a store."""

import errno
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from media import storage
from moving.keeping import files, rows, sequences, shape
from moving.keeping.loading import Kept, Unreadable, refuse_other_tables
from moving.keeping.snapshot import snapshot
from moving.keeping.store import Damaged, Store, Stored, opened

FORMAT = "podium-backup-1"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_GZIP = 16 + zlib.MAX_WBITS


@dataclass
class Backup:
    """What a backup holds: its name, how much, and which files the database names that are not there."""

    name: str = ""
    rows: int = 0
    files: int = 0
    copied: int = 0  # files that were not kept yet
    missing: list[str] = field(default_factory=list)


def back_up(store: Store) -> Backup:
    """Keep the site as it is at this moment; publishing may go on meanwhile.

    Rows are read first: files are there before a row names them. Raises shape.OtherRelease or OSError;
    then there is no backup.
    """
    done = Backup()
    told: dict[str, Any] = {"format": FORMAT, "site": settings.SITE_URL}
    told["migrations"] = shape.migrations()
    tables: dict[str, tuple[Path, Stored]] = {}
    try:
        # Aside first: where backups lie may be far away, and nobody waits for that in a transaction.
        with snapshot():
            now = timezone.now().astimezone(UTC)
            told["made_at"] = now.isoformat()
            told["last_numbers"] = sequences.last_numbers()
            originals = list(files.originals())
            for table, model in rows.tables().items():
                tables[table] = store.written_aside(_packed(_counted(rows.lines(model), done)))
        told["tables"] = {table: asdict(store.keep(*one)) for table, one in tables.items()}
    finally:
        for part, _content in tables.values():
            part.unlink(missing_ok=True)
    told["files"] = _keep_files(store, done)
    done.missing = [name for name in originals if not told["files"].get(name, {}).get("size")]
    told["missing"] = done.missing
    done.name = store.write_list(f"{now:%Y-%m-%dT%H%M%S.%fZ}", told)
    return done


def damage(store: Store, told: dict[str, Any]) -> Iterator[str]:
    """Read all that a backup names, and yield a sentence for each that is not as it was kept.

    Raises OSError where this machine has no room to unseal it: that says nothing of the backup.
    """
    for kind in ("tables", "files"):
        for name, entry in told[kind].items():
            try:
                for _chunk in store.get(Stored(entry["sha256"], entry["size"])):
                    pass
            except (Damaged, OSError) as error:
                if isinstance(error, OSError) and error.errno in _NO_ROOM:
                    raise
                yield f"{name}: {error}"


def kept(store: Store, told: dict[str, Any], aside: Path | None = None) -> Kept:
    """Return what a backup holds, to be brought in; raises Unreadable for another format, or OtherRelease.

    With a folder, tables are brought there now: nobody fetches them from afar in a transaction. Who can write
    where backups lie can write any name into a list: no name leads anywhere before it is known.
    """
    if told.get("format") != FORMAT:
        raise Unreadable(f"The backup is of an unknown format: {told.get('format')}")
    shape.refuse_other(told["migrations"])
    refuse_other_tables(told["tables"])
    for name in told["files"]:
        files.refuse_outside(name)
    tables = {
        name: partial(
            _lines, _brought(aside / name, opened(store, one)) if aside else opened(store, one)
        )
        for name, one in told["tables"].items()
    }
    contents = {name: opened(store, one) for name, one in told["files"].items()}
    return Kept(told["migrations"], told["last_numbers"], tables, contents)


def _keep_files(store: Store, done: Backup) -> dict[str, Any]:
    known = store.last_seen()
    told: dict[str, Any] = {}
    for one in sorted(storage.files().entries(), key=attrgetter("name")):
        content = known(one)
        try:
            if content is None or not store.has(content):
                content = store.put(storage.files().chunks(one.name))
                done.copied += 1
        except FileNotFoundError:
            continue  # taken away meanwhile; whether the database names it is asked after
        told[one.name] = asdict(content) | {"changed": one.changed}
        done.files += 1
    return told


def _counted(lines: Iterable[bytes], done: Backup) -> Iterator[bytes]:
    for line in lines:
        done.rows += 1
        yield line


def _packed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines compressed; the same lines give the same bytes, so a table that rests is kept once."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    for line in lines:
        yield packer.compress(line)
    yield packer.flush()


def _brought(place: Path, opened: partial[Iterator[bytes]]) -> partial[Iterator[bytes]]:
    with place.open("wb") as file:
        file.writelines(opened())
    return partial(storage.chunks_of, place)


def _lines(opened: partial[Iterator[bytes]]) -> Iterator[bytes]:
    unpacker, rest = zlib.decompressobj(_GZIP), b""
    for chunk in opened():
        *whole, rest = (rest + unpacker.decompress(chunk)).split(b"\n")
        yield from whole
    *whole, rest = (rest + unpacker.flush()).split(b"\n")
    yield from whole
    if rest:
        raise Unreadable("A table ends in the middle of a row.")
