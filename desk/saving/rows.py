"""The numbers of the rows in a form that stays open: those that are stored stand first."""

from django.http import QueryDict

TOTAL, INITIAL = "TOTAL_FORMS", "INITIAL_FORMS"


def in_order_of_forms(data: QueryDict, prefix: str, key: str) -> tuple[QueryDict, dict[int, int]]:
    """Return the data with rows numbered as Django wants them, and the former number of each.

    A form that is saved while it is open has stored rows behind new ones, and gaps where rows were
    taken away.
    """
    rows = rows_of(data, prefix)
    stored = [row for row in rows if rows[row].get(key, [""])[0]]
    order = [*stored, *(row for row in rows if row not in stored)]
    places = dict(enumerate(order))
    if order == list(range(len(order))) and data.get(f"{prefix}-{INITIAL}") == str(len(stored)):
        return data, places
    return renumbered(data, prefix, [rows[row] for row in order], len(stored)), places


def rows_of(data: QueryDict, prefix: str) -> dict[int, dict[str, list[str]]]:
    """Return the rows of a form by number: names of fields (without prefix and number) and values."""
    rows: dict[int, dict[str, list[str]]] = {}
    for name, values in data.lists():
        number, dash, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and dash and number.isdecimal():
            rows.setdefault(int(number), {})[field] = [str(value) for value in values]
    return dict(sorted(rows.items()))


def renumbered(
    data: QueryDict, prefix: str, rows: list[dict[str, list[str]]], stored: int
) -> QueryDict:
    """Return the data with these rows in place of its own; the first ones are stored already."""
    changed = data.copy()
    for number in rows_of(data, prefix):
        for name in [name for name in changed if name.startswith(f"{prefix}-{number}-")]:
            del changed[name]
    for number, fields in enumerate(rows):
        for field, values in fields.items():
            changed.setlist(f"{prefix}-{number}-{field}", values)
    changed[f"{prefix}-{TOTAL}"], changed[f"{prefix}-{INITIAL}"] = str(len(rows)), str(stored)
    return changed
