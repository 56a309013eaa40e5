"""What `check` says of pages whose address Podium has come to need: after an update, at `migrate`."""

from typing import Any

from django.core.checks import CheckMessage, Warning as Doubt
from django.db import connections

from blog.editions.edition import Edition
from pages.own.addresses import taken_by_podium
from pages.own.page import Page


def addresses_taken(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Name pages that readers cannot find any more, because something of ours is at their address."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        tables = connections[alias].introspection.table_names()
        if {Page._meta.db_table, Edition._meta.db_table} - {*tables}:
            continue  # before the first `migrate`
        own = taken_by_podium() - {*Page.FIXED.values()}
        live = Edition.objects.using(alias).live().filter(kind="page", slug__in=own)
        found += [
            Doubt(
                f"The page “{edition.piece.title}” was at /{edition.slug}/, which is Podium's now.",
                hint="Give it another address in the newsroom, and publish it again.",
                id="podium.W003",
            )
            for edition in live
        ]
    return found
