"""The clock of PostgreSQL as tests move it: time-machine reaches no further than its own process.

The guards ask `clock_timestamp()`. In test databases a function of that name stands in the way, which answers with
the moment that this process tells before each change of an end; SQLite's guards ask this process anyway.
"""

import re
from typing import Any

from django.db import connection
from django.utils import timezone

_CHANGES = re.compile(r'UPDATE "?blog_edition"? SET .*(ends_at|retired)', re.DOTALL)
_CLOCK = """
CREATE SCHEMA IF NOT EXISTS travelling;
CREATE OR REPLACE FUNCTION travelling.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$
    SELECT coalesce(
        nullif(current_setting('podium.now', true), '')::timestamptz, pg_catalog.clock_timestamp()
    )
$$;
"""


def prepare() -> None:
    """Put the clock into the test database, for every connection from now on."""
    if connection.vendor != "postgresql":
        return
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(_CLOCK)
        path = "public, travelling, pg_catalog"
        cursor.execute(f"ALTER DATABASE {name} SET search_path = {path}")
    connection.close()


def follow(connection: Any, **_: Any) -> None:
    """Let a new connection tell the moment; connected to `connection_created`."""
    if connection.vendor == "postgresql" and _tell not in connection.execute_wrappers:
        connection.execute_wrappers.append(_tell)


def _tell(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if isinstance(sql, str) and _CHANGES.match(sql):
        told = "SELECT set_config('podium.now', %s, false)"
        context["connection"].connection.execute(told, [timezone.now().isoformat()])
    return execute(sql, params, many, context)
