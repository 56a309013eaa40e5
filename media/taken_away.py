"""What is left of a picture in the storage when it must not be shown any more: nothing."""

from contextlib import suppress
from pathlib import PurePath

from django.core.files.storage import default_storage

from delivery import generation
from media.frozen import FrozenImage
from media.pictures import forget
from media.renditions import FOLDER


def remove_files(image: FrozenImage) -> None:
    """Delete the file of an image and all that was made of it, under whatever focal point or wording."""
    stem = PurePath(image.file).stem
    _folders, names = default_storage.listdir(FOLDER)
    made = [f"{FOLDER}/{name}" for name in names if name.startswith(f"{stem}-")]
    for name in (image.file, *made):
        with suppress(FileNotFoundError):
            default_storage.delete(name)
    forget(image.file, *made)
    generation.begin()
