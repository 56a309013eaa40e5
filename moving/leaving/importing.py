"""Bringing an export back into an empty installation, on whichever database."""

from functools import partial
from pathlib import Path

from media.storage import chunks_of
from moving.keeping.loading import Kept
from moving.keeping.rows import lines_of
from moving.leaving import proof
from moving.leaving.exporting import PICTURES


def kept(folder: Path) -> Kept:
    """Return what an export holds, to be brought in; raises proof.NoExport."""
    said = proof.manifest(folder)
    tables, files = {}, {}
    for name in said["files"]:
        top, _slash, rest = name.partition("/")
        if top == "data":
            tables[rest.removesuffix(".jsonl")] = partial(lines_of, folder / name)
        elif top == PICTURES:
            files[rest] = partial(chunks_of, folder / name)
    return Kept(said["migrations"], said["last_numbers"], tables, files)
