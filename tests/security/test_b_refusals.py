"""Letter B: what falsifies a record is refused by the database itself while its guards are in place."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.security.falsifying import change

pytestmark = pytest.mark.django_db

REFUSED = {
    "what is over stays over": [
        "UPDATE blog_edition SET ends_at = NULL WHERE slug = 'weg'",
        "UPDATE blog_edition SET ends_at = '2999-01-01 00:00:00+00:00' WHERE slug = 'weg'",
        "UPDATE blog_edition SET ends_at = starts_at WHERE slug = 'weg'",
    ],
    "only what is over is retired": ["UPDATE blog_edition SET retired = '1' WHERE slug = 'anfang'"],
    "a used wording stays used": ["UPDATE disclosures_noticeversion SET first_used_at = NULL"],
    "a used wording never changes": [
        "UPDATE disclosures_noticeversion SET text = '<p>Nichts.</p>'",
        "UPDATE disclosures_noticeversion SET heading = 'Nichts'",
    ],
    "a used wording is never deleted": [
        "DELETE FROM disclosures_noticeversion WHERE first_used_at IS NOT NULL"
    ],
    "an edition is never deleted": ["DELETE FROM blog_edition"],
    "an edition never changes": [
        "UPDATE blog_edition SET content = '{}'",
        "UPDATE blog_edition SET created_at = starts_at",
    ],
    "the trail never changes": ["UPDATE disclosures_trailentry SET reason = ''"],
    "the trail is never deleted": ["DELETE FROM disclosures_trailentry"],
    "a published correction never changes": ["UPDATE blog_correction SET text = 'Nichts.'"],
    "a published correction is never deleted": ["DELETE FROM blog_correction"],
}


@pytest.mark.parametrize(
    ("refusal", "statement"),
    [(refusal, one) for refusal, statements in REFUSED.items() for one in statements],
)
def test_the_database_refuses_whoever_leaves_its_guards_in_place(world, refusal, statement):
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        connection.cursor().execute(statement)


def test_an_end_moves_from_open_or_future_to_now_or_later_and_nowhere_else(world):
    statement, now = "UPDATE blog_edition SET ends_at = %s WHERE id = %s", timezone.now()
    with connection.cursor() as cursor:
        for later in (now + timedelta(hours=2), now + timedelta(hours=1), None, now):
            cursor.execute(statement, [later, world.live.pk])
        with pytest.raises(DatabaseError, match="stays over"), transaction.atomic():
            cursor.execute(statement, [now + timedelta(hours=1), world.live.pk])


def test_what_is_live_does_not_end_in_the_past(world):
    statement = "UPDATE blog_edition SET ends_at = %s WHERE id = %s"
    later = timezone.now() + timedelta(minutes=10)
    past, cursor = [later - timedelta(minutes=5), world.live.pk], connection.cursor()
    with (
        time_machine.travel(later),
        pytest.raises(DatabaseError, match="over"),
        transaction.atomic(),
    ):
        cursor.execute(statement, past)


@pytest.mark.parametrize("column", ["heading", "text"])
def test_a_wording_that_an_edition_carries_is_frozen_whatever_it_says_of_its_use(world, column):
    change(world.wording, first_used_at=None)
    statement = f"UPDATE disclosures_noticeversion SET {column} = 'anders' WHERE id = %s"
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute(statement, [world.wording.pk])


@pytest.mark.parametrize("table", ["blog_correction", "disclosures_noticeversion"])
def test_no_row_of_corrections_and_used_wordings_can_be_replaced(world, table):
    """SQLite's INSERT OR REPLACE deletes the row that was there without asking its trigger."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
