"""Anchors, which prove outside of the database what was published: made lately, and readable."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from blog.anchoring.folder import here
from blog.editions.edition import Edition
from running.doctor.finding import Finding, ok, warn, wrong

_FRESH = timedelta(days=2)
_MAKE = "manage.py anchor, once a day"


def anchors() -> Iterator[Finding]:
    """Tell how old the last anchor is."""
    folder = here()
    try:
        last = folder.latest()
    except (OSError, ValueError) as error:
        mend = "Bring it back from where anchors are mailed to, or from a backup."
        yield wrong("anchors", f"the last one in {folder.path} cannot be read: {error}.", mend)
        return
    if last is None:
        if Edition.objects.exists():
            yield warn(
                "anchors", f"none in {folder.path}: nothing proves what was published.", _MAKE
            )
        else:
            yield ok("anchors", "nothing is published yet")
        return
    age = timezone.now() - last.made
    said = f"the last one ({last.number}) is of {last.made:%Y-%m-%d %H:%M}"
    since = last.made + timedelta(seconds=1)  # a note tells no parts of a second
    if age > _FRESH and Edition.objects.filter(created_at__gt=since).exists():
        yield warn("anchors", f"{said}; more was published since.", _MAKE)
    else:
        yield ok("anchors", said)
