"""Work on pieces that nobody waits for."""

from django.conf import settings
from django.tasks import task

from blog.editions import Edition
from blog.rendering import RENDERED, render
from blog.sources import check_due
from prose.fetching import Fetcher

BATCH = 20  # some three minutes at worst: pictures wait for the same worker


@task()
def render_again(edition: int) -> None:
    """Render an edition (id) anew: pictures of its were still being encoded when it was published.

    One worker does one task after the other, so that by now they are written.
    """
    row = Edition.objects.get(pk=edition)
    render(row)
    row.save(update_fields=RENDERED)


@task()
def check_sources() -> None:
    """Ask about the sources that are due, batch after batch, if CHECK_SOURCES is on."""
    if not settings.CHECK_SOURCES:
        return
    checked = list(check_due(Fetcher(), BATCH))
    if len(checked) == BATCH:
        check_sources.enqueue()
