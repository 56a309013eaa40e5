"""The database: there, of this release, guarded, and of one mind with this machine about the time."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from blog.editions import guards
from running.doctor.finding import Finding, ok, warn, wrong

_PATIENCE_MS = 10_000
_OFF = timedelta(seconds=2)
_FAR_OFF = timedelta(seconds=30)


def reachable() -> Iterator[Finding]:
    """Ask the database something small; from then on it has ten seconds for each answer."""
    began = time.monotonic()
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"SET statement_timeout = {_PATIENCE_MS}")
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError) as error:
        said = str(error).strip().splitlines() or [type(error).__name__]
        yield wrong("database", f"does not answer: {said[0]}", "Start it, or mend DATABASE_URL.")
        return
    took = (time.monotonic() - began) * 1000
    version = ".".join(map(str, connection.get_database_version()))
    yield ok("database", f"{connection.display_name} {version} answers in {took:.0f} ms")


def migrated() -> Iterator[Finding]:
    """Tell whether the tables are those of this release."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        first = f"{missing[0][0].app_label}.{missing[0][0].name}"
        said = f"{len(missing)} are not applied, the first is {first}."
        yield wrong("migrations", said, "manage.py migrate")
    else:
        yield ok("migrations", "all applied")


def guarded() -> Iterator[Finding]:
    """Tell whether what keeps editions from being changed is in place."""
    faults = list(guards.faults())
    for name, ails in faults:
        yield wrong("guards", f"{name} {ails}.", "manage.py migrate, then verify_editions")
    if not faults:
        yield ok("guards", "editions, wordings and trail are guarded")


def same_time() -> Iterator[Finding]:
    """Hold this machine's clock against the database's: editions go live by the one or the other."""
    if connection.vendor != "postgresql":
        yield ok("clock", "the database has this machine's")
        return
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
    apart = apart_from(told.astimezone(UTC), before, timezone.now())
    said = f"this machine and the database are {apart.total_seconds():.1f} s apart"
    if apart > _OFF:
        tell = wrong if apart > _FAR_OFF else warn
        yield tell("clock", f"{said}.", "Let both keep time (systemd-timesyncd, chrony).")
    else:
        yield ok("clock", said)


def apart_from(told: datetime, before: datetime, after: datetime) -> timedelta:
    """Return how far a clock is off that was asked between two moments; nothing if it lies between."""
    return max(before - told, told - after, timedelta())
