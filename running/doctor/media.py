"""Pictures of live pieces: are their files there? A sample, the newest and some by chance."""

import random
from collections.abc import Iterator

from django.core.files.storage import default_storage

from blog.disclosing.facts import images_of
from blog.editions.edition import Edition
from media.storage import on_disk
from running.doctor.finding import Finding, ok, wrong

NEWEST, BY_CHANCE = 30, 30


def live_pictures() -> Iterator[Finding]:
    """Look for the files of pictures in the newest live pieces and in some others."""
    live = list(Edition.objects.live().order_by("-pk").values_list("pk", flat=True)[:20_000])
    others = live[NEWEST:]
    chosen = live[:NEWEST] + random.sample(others, min(BY_CHANCE, len(others)))
    files: set[str] = set()
    for edition in Edition.objects.filter(pk__in=chosen).only("content"):
        files |= {image.file for image in images_of(edition.piece)}
    try:
        lost = sorted(file for file in files if not default_storage.exists(file))
    except OSError as error:
        mend = "Is MEDIA_STORAGE right, and are the AWS_ variables? (docs/settings.md)"
        yield wrong("pictures", f"the storage does not answer: {error}.", mend)
        return
    if lost:
        said = f"{len(lost)} of {len(files)} looked at are gone, such as {lost[0]}."
        where = "MEDIA_ROOT" if on_disk() else "MEDIA_STORAGE"
        mend = f"Is {where} right? Else bring them back from a backup."
        yield wrong("pictures", said, f"{mend} Then manage.py rebuild_renditions.")
    else:
        yield ok("pictures", f"the files of {len(files)} in {len(chosen)} live pieces are there")
