"""The files that a site consists of, by their path in MEDIA_ROOT."""

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from media.storage import PARTS

_CHUNK = 1 << 20


def originals() -> Iterator[str]:
    """Yield the files that rows name: what cannot be made anew."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                named = model._base_manager.exclude(**{field.name: ""}).order_by("pk")
                yield from named.values_list(field.name, flat=True)


def all_files() -> Iterator[str]:
    """Yield every whole file below MEDIA_ROOT, renditions too, also in folders that lie elsewhere (links)."""
    root = Path(settings.MEDIA_ROOT)
    for folder, folders, names in os.walk(root, followlinks=True):
        folders.sort()
        for path in sorted(Path(folder) / name for name in names):
            if path.is_file() and path.suffix != PARTS:
                yield path.relative_to(root).as_posix()


def place_of(name: str) -> Path:
    """Return where a file lies, or is to lie; raises ValueError for one that would lie elsewhere."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"A file would lie outside of MEDIA_ROOT: {name!r}")
    return Path(settings.MEDIA_ROOT) / path


def refuse_within(target: Path) -> None:
    """Raise ValueError where a copy of all files would be one of them, and double each time."""
    if target.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise ValueError(f"{target} lies in MEDIA_ROOT. Choose another folder.")


@contextmanager
def ended(chunks: Iterable[bytes]) -> Iterator[None]:
    """End a stream with the block, however that ends: what it reads from may be closed after."""
    try:
        yield
    finally:
        if isinstance(chunks, Generator):
            chunks.close()


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces of a megabyte."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
