"""What is left of a picture in the storage when it must not be shown any more: nothing."""

from pathlib import PurePath

from django.core.files.storage import default_storage

from delivery import generation
from media.pictures import forget
from media.renditions import FOLDER
from media.storage import files


def remove_files(file: str) -> None:
    """Delete the file of an image and all that was made of it, under whatever focal point or wording.

    What can be deleted is, though something else cannot; raises OSError then, and is to be tried again.
    """
    gone, trouble = [file], None
    try:
        made = files().entries(f"{FOLDER}/{PurePath(file).stem}-", parts=True)
        gone += [one.name for one in made]
    except OSError as error:
        trouble = error
    for name in gone:
        try:
            default_storage.delete(name)
        except FileNotFoundError:
            continue
        except OSError as error:
            trouble = error
    forget(*gone)
    generation.begin()
    if trouble:
        raise trouble
