"""`python -m bin.expanding`: migrations since the last release must let that release's code go on.

While machines are exchanged one by one, old code works on the new schema: first it is expanded (a new column may
be empty or has a default of the database), and what nothing uses any more goes with the release after
(contracted). What old code would not survive is refused, unless the migration says why it may be so:

    class Migration(migrations.Migration):
        contract = "Nothing has read this column since 0.3."

Which migrations a release had stands in releases.toml; `bin/release` writes it.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import CheckConstraint, Field, UniqueConstraint

ROOT = Path(__file__).resolve().parent.parent
RELEASES = ROOT / "releases.toml"
_GOING = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def releases() -> list[dict[str, Any]]:
    """Return what releases.toml says, the oldest release first."""
    return list(tomllib.loads(RELEASES.read_text(encoding="utf-8")).get("release", []))


def grave(operation: Operation, state: ProjectState, app: str, new: set[str]) -> str:
    """Return why code that knows the state before does not survive an operation; "" if it does."""
    model = str(getattr(operation, "model_name", getattr(operation, "name", ""))).lower()
    if f"{app}.{model}" in new:  # code of before knows nothing of it
        return ""
    if isinstance(operation, _GOING):
        return "takes away what old code asks for"
    if isinstance(operation, migrations.AddField):
        return _wanting(operation.field)
    if isinstance(operation, migrations.AlterField):
        before = state.models[app, model].fields[operation.name]
        return next(_narrower(before, operation.field), "")
    unique = isinstance(operation, migrations.AlterUniqueTogether) and operation.option_value
    constraint = isinstance(operation, migrations.AddConstraint) and isinstance(
        operation.constraint, (CheckConstraint, UniqueConstraint)
    )
    return "refuses rows that old code may write" if unique or constraint else ""


def _wanting(field: Field[Any, Any]) -> str:
    if field.many_to_many or field.null or field.has_db_default() or field.generated:
        return ""
    return "wants a value that old code does not give: null=True or db_default"


def _narrower(before: Field[Any, Any], after: Field[Any, Any]) -> Iterator[str]:
    if before.many_to_many or after.many_to_many:
        if type(before) is not type(after):
            yield "changes the kind of a relation"
        return
    longer = type(before) is type(after) and (after.max_length or 0) > (before.max_length or 0)
    if _column(before) != _column(after) and not longer:
        yield "changes the type of a column"
    if (before.null and not after.null) or (after.unique and not before.unique):
        yield "refuses rows that old code may write"
    if before.db_column != after.db_column:
        yield "takes away what old code asks for"
    if before.has_db_default() and not after.has_db_default() and not after.null:
        yield "wants a value that old code does not give: keep db_default"


def _column(field: Field[Any, Any]) -> str | None:
    """Return the type of a column; of one that refers to a table, that it does."""
    return "a reference" if field.is_relation else field.db_type(connection)


def flattened(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Yield operations, also those that change the database alone."""
    for one in operations:
        if isinstance(one, migrations.SeparateDatabaseAndState):
            yield from flattened(one.database_operations)
        else:
            yield one


def findings(loader: MigrationLoader, known: Iterable[str]) -> Iterator[str]:
    """Yield a line for each operation that code which knows these last migrations would not survive."""
    released = {
        key
        for name in known
        for key in loader.graph.forwards_plan(_key(loader, *name.split(".", 1)))
    }
    new: set[str] = set()
    leaves = loader.graph.leaf_nodes()
    for key in dict.fromkeys(one for leaf in leaves for one in loader.graph.forwards_plan(leaf)):
        if key in released or not _is_ours(loader, key):
            continue
        migration = loader.graph.nodes[key]
        state = loader.project_state(key, at_end=False)
        marked = bool(getattr(migration, "contract", ""))
        for operation in migration.operations:
            for one in flattened([operation]):
                if isinstance(one, migrations.CreateModel):
                    new.add(f"{key[0]}.{one.name.lower()}")
                elif not marked and (why := grave(one, state, key[0], new)):
                    yield f"{key[0]}/migrations/{key[1]}.py: {one.describe()} – {why}"
            operation.state_forwards(key[0], state)


def _key(loader: MigrationLoader, app: str, name: str) -> tuple[str, str]:
    """Return the key of a migration, or of the one that has replaced it."""
    if (app, name) in loader.graph.nodes:
        return app, name
    for key, migration in loader.disk_migrations.items():
        if (app, name) in migration.replaces:
            return key
    raise SystemExit(f"releases.toml names {app}.{name}, which is not there.")


def _is_ours(loader: MigrationLoader, key: tuple[str, str]) -> bool:
    module = type(loader.disk_migrations[key]).__module__
    return (ROOT / module.partition(".")[0]).is_dir()


def last_migrations(loader: MigrationLoader) -> list[str]:
    """Return the last migration of each app of ours."""
    return sorted(
        f"{app}.{name}" for app, name in loader.graph.leaf_nodes() if _is_ours(loader, (app, name))
    )


def main() -> None:
    """Say what old code would not survive; exit 1 if there is anything."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    loader = MigrationLoader(None)
    if "--last" in sys.argv:
        print(*last_migrations(loader), sep="\n")
        return
    told = releases()
    found = list(findings(loader, told[-1]["migrations"])) if told else []
    print(*found, sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
