"""A row with the rows of small tables that belong to it, all in one query.

`prefetch_related` asks once for every table. A page that shows a dozen small ones – the days, the
tickets, the speakers of one event – gathers them instead: each is a column of JSON, put together by
a subquery and read back into instances.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    BooleanField,
    DateTimeField,
    DecimalField,
    F,
    Field,
    Func,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.aggregates import StringAgg
from django.db.models.functions import Cast, JSONObject

from blog.prepared import Prepared

_OWN = "own"


class Gathered[Row: Model]:
    """The rows whose `by` is the value `of` the row that they are gathered for.

    `along` are the foreign keys whose rows come with them, as in `select_related`; `order` is the key
    to sort by. Fields that need the database's own reading, JSON say, are not for this.
    """

    def __init__(
        self,
        rows: QuerySet[Row],
        by: str,
        *,
        of: str = "pk",
        along: Sequence[str] = (),
        order: Callable[[Any], Any] = attrgetter("pk"),
    ) -> None:
        """Ask for nothing yet."""
        self._rows, self._by, self._of, self._order = rows, by, of, order
        self._models: dict[str, type[Model]] = {"": rows.model}
        for path in along:
            before, _dot, name = path.rpartition("__")
            related = self._models[before]._meta.get_field(name).related_model
            self._models[path] = related  # type: ignore[assignment]

    def column(self) -> Subquery:
        """Return the rows as an expression for `annotate`."""
        values = {path or _OWN: _written(path, model) for path, model in self._models.items()}
        mine = self._rows.filter(**{self._by: OuterRef(self._of)}).order_by().values(self._by)
        text = Cast(JSONObject(**values), TextField())
        return Subquery(mine.annotate(gathered=StringAgg(text, Value(","))).values("gathered"))

    def read(self, column: str | None) -> list[Row]:
        """Return the instances that the database gave as one column."""
        rows: list[Any] = [self._row(values) for values in json.loads(f"[{column or ''}]")]
        return sorted(rows, key=self._order)

    def _row(self, values: Mapping[str, Any]) -> Model:
        row = _instance(self._models[""], values[_OWN])
        for path, model in list(self._models.items())[1:]:
            before, _dot, name = path.rpartition("__")
            owner = attrgetter(before.replace("__", "."))(row) if before else row
            if owner is not None:
                found = values[path]
                has = found[model._meta.pk.attname] is not None
                setattr(owner, name, _instance(model, found) if has else None)
        return row


class Whole[Row: Model]:
    """`Whole(build, example=…, parts={name: Gathered(…)})`: rows with all their parts at once.

    A part that is the name of a foreign key becomes its row; any other is a list, for `related.all()`
    where there is a relation of that name, and as it is in `parts_of`.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Row]],
        parts: Mapping[str, Gathered[Any]],
        **examples: Any,
    ) -> None:
        """Compile nothing yet."""

        def gathering(**values: Any) -> QuerySet[Row]:
            columns = {f"gathered_{name}": part.column() for name, part in parts.items()}
            return build(**values).annotate(**columns)

        self._parts = parts
        self._rows = Prepared(gathering, **examples)

    def __call__(self, **values: Any) -> list[Row]:
        """Ask the database, once."""
        found = self._rows(**values)
        for row in found:
            self._spread(row)
        return found

    def _spread(self, row: Model) -> None:
        lists = {
            name: part.read(getattr(row, f"gathered_{name}")) for name, part in self._parts.items()
        }
        keys = {field.name for field in row._meta.concrete_fields if field.is_relation}
        for name in keys & lists.keys():
            setattr(row, name, next(iter(lists.pop(name)), None))
        for name, part in self._parts.items():
            if name in lists and part._by in {
                f.name for f in part._rows.model._meta.concrete_fields
            }:
                for one in lists[name]:
                    setattr(one, part._by, row)
        row._prefetched_objects_cache = lists  # type: ignore[attr-defined]


def joined(*fields: Any, by: str) -> Func:
    """Return fields that are never empty as one text, for readers who know their number."""
    parts = [part for field in fields for part in (Value(by), field)][1:]
    written = {"template": "(%(expressions)s)", "arg_joiner": " || "}
    return Func(*parts, **written, output_field=TextField())


def attach(owners: Iterable[Model], name: str, rows: Sequence[Any], by: str) -> None:
    """Give each of some rows those of others that point to it, for `owner.<name>.all()`."""
    for owner in owners:
        mine = [row for row in rows if getattr(row, by) == owner.pk]
        owner._prefetched_objects_cache = {name: mine}  # type: ignore[attr-defined]


def _written(path: str, model: type[Model]) -> JSONObject:
    start = f"{path}__" if path else ""
    return JSONObject(**{f.attname: F(f"{start}{f.attname}") for f in model._meta.concrete_fields})


def _instance(model: type[Model], values: Mapping[str, Any]) -> Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    read = [_value(field, values[name]) for name, field in fields.items()]
    return model.from_db(DEFAULT_DB_ALIAS, list(fields), read)


def _value(field: Field[Any, Any], value: Any) -> Any:
    """Return what the field holds: JSON knows no moments, SQLite's neither whether or exact sums."""
    if value is None:
        return None
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(field, DecimalField):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-field.decimal_places))
    return bool(value) if isinstance(field, BooleanField) else field.to_python(value)
