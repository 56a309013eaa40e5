"""The files that a site consists of, by their names in the storage."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from media.storage import on_disk


def originals() -> Iterator[str]:
    """Yield the files that rows name: what cannot be made anew."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                named = model._base_manager.exclude(**{field.name: ""}).order_by("pk")
                yield from named.values_list(field.name, flat=True)


def refuse_outside(name: str) -> None:
    """Raise ValueError for the name of a file that would lie elsewhere than all others."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"A file would lie outside of the site's files: {name!r}")


def refuse_within(target: Path) -> None:
    """Raise ValueError where a copy of all files would be one of them, and double each time."""
    if on_disk() and target.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise ValueError(f"{target} lies in MEDIA_ROOT. Choose another folder.")


@contextmanager
def ended(chunks: Iterable[bytes]) -> Iterator[None]:
    """End a stream with the block, however that ends: what it reads from may be closed after."""
    try:
        yield
    finally:
        if isinstance(chunks, Generator):
            chunks.close()
