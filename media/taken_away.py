"""What is left of a picture in the storage when it must not be shown any more: nothing."""

from contextlib import suppress
from pathlib import PurePath

from django.core.files.storage import default_storage

from delivery import generation
from media.frozen import FrozenImage
from media.pictures import forget
from media.renditions import FOLDER
from media.storage import files


def remove_files(image: FrozenImage) -> None:
    """Delete the file of an image and all that was made of it, under whatever focal point or wording."""
    stem = PurePath(image.file).stem
    made = [one.name for one in files().entries(f"{FOLDER}/{stem}-", parts=True)]
    for name in (image.file, *made):
        with suppress(FileNotFoundError):
            default_storage.delete(name)
    forget(image.file, *made)
    generation.begin()
