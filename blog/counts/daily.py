"""Counts by day: one row for each day and thing, nothing about anybody."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F


class DailyCounts[Row: models.Model](models.QuerySet[Row]):
    """Rows that are only ever added to, one at a time."""

    def add_one(self, column: str = "number", **row: Any) -> None:
        """Add one to a column of the row with these values; the first time the row is made.

        One statement, however many count at the same moment.
        """
        there = self.filter(**row)
        if there.update(**{column: F(column) + 1}):
            return
        try:
            with transaction.atomic():
                self.create(**row, **{column: 1})
        except IntegrityError:  # another request was first
            there.update(**{column: F(column) + 1})
