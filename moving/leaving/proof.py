"""Proof of an export by its files alone: every hash in the manifest, every edition's, every chain.

Needs Python 3.9 or newer and nothing else, no Podium and no database; every export has a copy of this
file as `verify.py`: `python3 verify.py`, or `python3 verify.py FOLDER`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMAT = "podium-export-1"
MANIFEST = "manifest.json"
_PLACE = (
    *("number", "sha256", "previous", "kind", "slug", "language"),
    *("starts_at", "published_at", "modified_at"),
)
_MOMENTS = ("starts_at", "published_at", "modified_at", "occurred_at")


class NoExport(ValueError):
    """A folder holds no export, or none that this release reads."""


def manifest(folder: Path) -> dict[str, Any]:
    """Return what an export says of itself; raises NoExport."""
    path = folder / MANIFEST
    if not path.is_file():
        raise NoExport(f"{folder} holds no whole export: {MANIFEST} is missing.")
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = said["format"] == FORMAT and isinstance(said["files"], dict)
    except (ValueError, KeyError, TypeError) as error:
        raise NoExport(f"{path} is damaged: {error}") from error
    if not known:
        raise NoExport(f"{path} is of an unknown format: {said['format']}")
    return said


def findings(folder: Path) -> Iterator[str]:
    """Yield all that is not as it was exported, a sentence each; raises NoExport."""
    said = manifest(folder)
    yield from _files(folder, said["files"])
    try:
        yield from _editions(folder)
        yield from _trail(folder)
    except (OSError, ValueError, KeyError) as error:
        yield f"data: cannot be read ({error!r})"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _files(folder: Path, told: dict[str, Any]) -> Iterator[str]:
    for name, file in sorted(told.items()):
        path = folder / name
        if ".." in path.parts or not path.is_relative_to(folder):
            yield f"{name}: lies outside of the export"
        elif not path.is_file():
            yield f"{name}: is missing"
        elif path.stat().st_size != file["size"]:
            yield f"{name}: has {path.stat().st_size} bytes, exported were {file['size']}"
        elif sha256_of(path) != file["sha256"]:
            yield f"{name}: does not match its hash"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there - told.keys() - {MANIFEST}):
        yield f"{name}: was not exported"


def _editions(folder: Path) -> Iterator[str]:
    places = []
    for row in _rows(folder / "data/blog_edition.jsonl"):
        content = row["content"].encode()
        place = {"post": row["post_id"], "chain": row["chain"]} | {key: row[key] for key in _PLACE}
        places.append(place)
        name = _name(place)
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            yield f"{name}: is not the content of the edition"
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            yield f"{name}: the content does not match the hash of the edition"
    yield from _chains(places)


def _chains(places: list[dict[str, Any]]) -> Iterator[str]:
    before: dict[str, Any] | None = None
    for place in sorted(places, key=lambda one: (one["post"], one["number"])):
        if before and before["post"] != place["post"]:
            before = None
        name = _name(place)
        if _hash({key: value for key, value in place.items() if key != "chain"}) != place["chain"]:
            yield f"{name}: the chain hash does not match the place of the edition"
        if place["previous"] != (before["chain"] if before else ""):
            yield f"{name}: does not follow the edition before"
        if place["number"] != (before["number"] + 1 if before else 1):
            yield f"{name}: an edition before is missing"
        before = place


def _name(place: dict[str, Any]) -> str:
    return f"editions/{place['post']}/{place['number']}.json"


def _trail(folder: Path) -> Iterator[str]:
    links = []
    for row in _rows(folder / "data/disclosures_trailentry.jsonl"):
        link = (row["subject"], row["object_id"], row["number"], row["previous"], row["hash"])
        links.append(link)
        told = {key: value for key, value in row.items() if key not in ("id", "hash")}
        if _hash(told) != row["hash"]:
            yield f"trail of {link[0]} {link[1]}, {link[2]}: does not match its hash"
    before: tuple[Any, ...] = ("", 0)
    last = ""
    for subject, pk, number, previous, own in sorted(links):
        if previous != (last if (subject, pk) == before else ""):
            yield f"trail of {subject} {pk}, {number}: does not follow the entry before"
        before, last = (subject, pk), own


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _hash(values: dict[str, Any]) -> str:
    """Return the hash over values as canonical JSON; moments are written as Python writes them."""
    told = {
        key: value.replace("Z", "+00:00") if key in _MOMENTS and value else value
        for key, value in values.items()
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> int:
    """Say what differs; return 1 if anything does, or if there is no export."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    found = 0
    try:
        for finding in findings(folder):
            found += 1
            sys.stderr.write(f"{finding}\n")
    except NoExport as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{found} differences.\n" if found else "Everything is as it was exported.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
