"""Pictures of live pieces: are their files there? A sample, the newest and some by chance."""

import random
from collections.abc import Iterator

from django.core.files.storage import default_storage

from blog.disclosing.facts import images_of
from blog.editions.edition import Edition
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
    lost = sorted(file for file in files if not default_storage.exists(file))
    if lost:
        said = f"{len(lost)} of {len(files)} looked at are gone, such as {lost[0]}."
        mend = "Is MEDIA_ROOT right? Else bring them back from a backup."
        yield wrong("pictures", said, f"{mend} Then manage.py rebuild_renditions.")
    else:
        yield ok("pictures", f"the files of {len(files)} in {len(chosen)} live pieces are there")
