"""Queries that every reader's page asks, compiled once.

To put a queryset together and to write its SQL takes Django several times as long as the database
needs to answer it. A prepared query does that once, from examples, and from then on only puts other
values in their place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import ValuesIterable

# Examples that no query holds by chance: for numbers, for texts, for moments.
A_NUMBER = -8_241_977
A_TEXT = "example-8241977"
A_MOMENT = datetime(1971, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
ANOTHER_MOMENT = datetime(1972, 3, 4, 5, 6, 7, 891, tzinfo=UTC)


class Prepared[Row: Model]:
    """`Prepared(build, name=example, …)`: `build` makes the queryset of the examples.

    Called with values of the same names, it returns the rows as instances, annotations and all; those
    of a queryset with `values()` as plain things with these names. Related rows (`select_related`) and
    prefetching are for other queries.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], **examples: Any) -> None:
        """Compile nothing yet: only when it is first asked is the database known."""
        self._build = build
        self._examples = examples
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, **values: Any) -> list[Row]:
        """Ask the database."""
        compiled = self._compiled.get(connection.vendor)
        if compiled is None:
            compiled = self._compiled[connection.vendor] = _compile(self._build, self._examples)
        return compiled.rows(values)


def _cursor() -> Any:
    """Open a cursor that sends values apart from the query, so that PostgreSQL plans it only once.

    Everywhere else they are written into it: the plan of a search depends on what is searched for.
    What plans are made of, and from which time on they are kept, `DATABASES` says.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415 - not on SQLite

    connection.ensure_connection()
    psycopg = connection.connection
    usual, psycopg.cursor_factory = psycopg.cursor_factory, ServerBindingCursor
    try:
        return connection.cursor()
    finally:
        psycopg.cursor_factory = usual


@dataclass(frozen=True)
class _Compiled:
    """The SQL with the names of the values to be put in, and what becomes of a row."""

    model: type[Model]
    sql: str
    constants: dict[str, Any]  # that cannot be written into the SQL
    fields: list[str]
    annotations: dict[str, int]  # place in a row by name
    converters: dict[int, Any]
    plain: list[str]  # names of what `values()` asks for; none for instances

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """Ask, and return an instance for each row."""
        adapt = connection.ops.adapt_unknown_value
        params = self.constants | {name: adapt(value) for name, value in values.items()}
        with _cursor() as cursor:
            cursor.execute(self.sql, params)
            return [self._instance(list(row)) for row in cursor.fetchall()]

    def _instance(self, row: list[Any]) -> Any:
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        if self.plain:
            return SimpleNamespace(**dict(zip(self.plain, row, strict=True)))
        found = self.model.from_db(DEFAULT_DB_ALIAS, self.fields, row[: len(self.fields)])
        for name, place in self.annotations.items():
            setattr(found, name, row[place])
        return found


def _compile(build: Callable[..., QuerySet[Any]], examples: dict[str, Any]) -> _Compiled:
    connection.ensure_connection()  # only then is known what it can (`delivery.sqlite`)
    rows = build(**examples)
    compiler = rows.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    sql, constants = _named(sql, values, examples)
    plain = issubclass(rows._iterable_class, ValuesIterable)
    columns = [] if plain else compiler.klass_info["select_fields"]
    return _Compiled(
        model=rows.model,
        sql=sql,
        constants=constants,
        fields=[compiler.select[place][0].target.attname for place in columns],
        annotations=dict(compiler.annotation_col_map),
        converters=compiler.get_converters([one[0] for one in compiler.select]),
        plain=list(rows.query.selected or ()) if plain else [],
    )


def _named(sql: str, values: Sequence[Any], examples: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the SQL with a name wherever an example stood, and all other values written into it.

    A database plans for what is written, not for what it is told later: SQLite even plans anew each
    time that a value might make an index with a condition useful.
    """
    adapt = connection.ops.adapt_unknown_value
    by_example = {adapt(example): name for name, example in examples.items()}
    if len(by_example) < len(examples):
        raise ValueError("Two examples have the same value.")
    used: set[str] = set()
    constants: dict[str, Any] = {}
    left = iter(values)

    def written(found: re.Match[str]) -> str:
        if found[0] != "%s":
            return found[0]
        value = next(left)
        name = by_example.get(value) if isinstance(value, int | str | datetime) else None
        if name is None and (literal := _literal(value)):
            return literal
        if name is None:
            name = f"constant_{len(constants)}"
            constants[name] = value
        used.add(name)
        return f"%({name})s"

    named = re.sub(r"%[%s]", written, sql)
    if forgotten := set(examples) - used:
        raise ValueError(f"The query does not depend on {sorted(forgotten)}.")
    return named, constants


def _literal(value: Any) -> str:
    """Return a plain value of our own code as it is written in SQL; nothing for any other."""
    if isinstance(value, bool):
        return str(value).lower() if connection.vendor == "postgresql" else str(int(value))
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return "'" + value.replace("'", "''").replace("%", "%%") + "'"
    return ""
