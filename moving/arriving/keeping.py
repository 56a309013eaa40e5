"""An uploaded export, kept in the database until its run is done: it holds drafts and mail addresses.

A file below MEDIA_ROOT could be asked for by anybody, and one beside it is not on the worker's machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from moving.arriving.exports import opened
from moving.arriving.records import Arrival, ExportPart

_PART = 1024 * 1024


def kept(upload: UploadedFile, by: User | None) -> Arrival:
    """Keep an uploaded export and what can be chosen of it. Raises Unreadable if it is none."""
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix) as copy:
        for chunk in upload.chunks(_PART):
            copy.write(chunk)
        copy.flush()
        export = opened(Path(copy.name))
        head = export.head
        offered = {
            "categories": [[t.slug, t.name] for t in head.terms if t.taxonomy == "category"],
            "accounts": [[one.key, one.name] for one in head.writers],
            "broken": head.broken,
        }
        copy.seek(0)
        with transaction.atomic():
            arrival = Arrival.objects.create(
                filename=(upload.name or "")[:200],
                sha256=export.sha256,
                source=head.place.address[:300],
                choices=offered,
                started_by=by,
            )
            for number, data in enumerate(iter(lambda: copy.read(_PART), b"")):
                ExportPart.objects.create(arrival=arrival, number=number, data=data)
    return arrival


@contextmanager
def as_file(arrival: Arrival) -> Iterator[Path]:
    """Give the kept export as a file, as long as the block lasts."""
    with tempfile.NamedTemporaryFile(suffix=Path(arrival.filename).suffix) as copy:
        for data in arrival.parts.order_by("number").values_list("data", flat=True).iterator(4):
            copy.write(bytes(data))
        copy.flush()
        yield Path(copy.name)


def let_go(arrival: Arrival) -> None:
    """Forget the file: what was taken of it is kept with each piece."""
    arrival.parts.all().delete()
