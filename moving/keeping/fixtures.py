"""`loaddata` brings moments in without their microseconds: hashes over them would be broken for ever."""

from typing import Any

from django.db.models import Model

from blog.editions.edition import Edition
from disclosures.trail import TrailEntry


class BrokenByFixture(ValueError):
    """A fixture holds something else than what was published."""


def refuse_broken(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Refuse an edition or an entry of the trail whose hash does not fit what a fixture says of it."""
    if not raw or not isinstance(instance, (Edition, TrailEntry)):
        return
    if isinstance(instance, Edition):
        fits = instance.chain == instance.chain_hash()
    else:
        fits = instance.hash == instance.computed_hash()
    if not fits:
        raise BrokenByFixture(
            "dumpdata cuts moments to milliseconds, and the hash of what was published no longer fits."
            " Use manage.py export_site on one database and manage.py import_export on the other."
        )
