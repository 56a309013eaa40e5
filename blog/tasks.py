"""Work on pieces that nobody waits for."""

from django.conf import settings
from django.tasks import task

from blog.anchoring import checking
from blog.anchoring.anchoring import anchor, send
from blog.link_check.checking import check_due
from outbound.fetching import Fetcher

BATCH = 20  # some three minutes at worst: pictures wait for the same worker


@task()
def check_sources() -> None:
    """Ask about the sources that are due, batch after batch, if CHECK_SOURCES is on."""
    if not settings.CHECK_SOURCES:
        return
    checked = list(check_due(Fetcher(), BATCH))
    if len(checked) == BATCH:
        check_sources.enqueue()


@task()
def anchor_heads() -> None:
    """Anchor all that is on record, and mail the anchor; with what is not as earlier anchors hold it."""
    found = list(checking.findings(settings.ANCHOR_FOLDER))
    send(anchor(), found)
