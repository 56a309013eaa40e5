"""Work on images that nobody waits for."""

import logging
from datetime import timedelta

from django.apps import apps
from django.tasks import task
from django.utils import timezone

from delivery import generation
from media import taken_away

# A picture whose right has ended is not left standing because a disk or a bucket was away for a while.
PAUSES = (
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)),
    *[timedelta(days=1)] * 7,
)
_log = logging.getLogger(__name__)


@task()
def write_renditions(pk: int, anew: bool = False) -> None:
    """Write the files that readers get of an image: those that are missing, or all of them anew.

    It may be done twice: what it writes follows from the image as it is now. Pages are renewed as soon as
    all but the slow AVIF is there.
    """
    image = apps.get_model("media", "Image").objects.filter(pk=pk).first()
    if image is None:
        return
    image.write_files(anew=anew)
    generation.begin()
    image.write_avif(anew=anew)


@task()
def remove_files(file: str, tries: int = 0) -> None:
    """Delete all that is left of a picture; what could not be is tried again, and told after the last try."""
    try:
        taken_away.remove_files(file)
    except OSError as error:
        _log.error("Files of %s could not be deleted yet: %s", file, error)
        if tries >= len(PAUSES) or not remove_files.get_backend().supports_defer:
            raise
        later = remove_files.using(run_after=timezone.now() + PAUSES[tries])
        later.enqueue(file, tries + 1)
