"""What `verify_editions` finds out about the trail and the editions it speaks of."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from blog.editions import guards
from blog.editions.edition import Edition
from blog.history.verifying import findings
from blog.publishing.publish import publish, publish_again
from disclosures.canonical import sha256
from disclosures.trail import Action, TrailEntry, entries, faults, record
from tests.making import make_post

pytestmark = pytest.mark.django_db


def without_guards(statement):
    """Do what only somebody with the keys to the database can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            guards.take_away()
        cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            guards.lay_down()


@pytest.fixture
def post():
    """A piece of two editions."""
    post = make_post("Anfang")
    publish(post, by=None)
    post.title = "Ende"
    post.save()
    publish(post, by=None)
    return post


def found():
    return [finding.what for finding in findings()], [fault.what for fault in faults()]


def test_editions_and_trail_of_a_healthy_site_agree(post):
    publish_again(post.editions.get(number=1), by=None)
    assert found() == ([], [])


def test_the_command_counts_both(post, capsys):
    call_command("verify_editions")
    assert capsys.readouterr().out == "2 editions verified, and 2 entries of the trail.\n"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "'anders'"),
        ("actor", "4711"),
        ("occurred_at", "'2020-01-01 00:00:00+00:00'"),
        ("facts", "'{}'"),
        ("text", "'anders'"),
        ("second_actor", "4711"),
        ("action", "'waive'"),
    ],
)
def test_a_changed_value_does_not_match_its_hash(post, column, value):
    second = entries(post).last()
    without_guards(f"UPDATE disclosures_trailentry SET {column} = {value} WHERE id = {second.pk}")
    assert [fault.entry.pk for fault in faults()] == [second.pk]
    assert [fault.what for fault in faults()] == ["the hash does not match"]


def test_a_changed_entry_with_a_hash_to_match_breaks_the_chain(post):
    first = entries(post).first()
    first.reason = "anders"
    without_guards(
        "UPDATE disclosures_trailentry SET reason = 'anders', "
        f"hash = '{first.computed_hash()}' WHERE id = {first.pk}"
    )
    assert found()[1] == ["the chain to the entry before is broken"]


def test_an_entry_taken_out_of_the_middle_is_missed(post):
    record(post, Action.WITHDRAW)
    without_guards("DELETE FROM disclosures_trailentry WHERE number = 2")
    assert found() == (
        ["the trail does not say that it was published"],
        ["the chain to the entry before is broken", "an entry before this one is missing"],
    )


def test_a_trail_cut_off_at_its_end_is_missed(post):
    without_guards("DELETE FROM disclosures_trailentry WHERE number = 2")
    assert found() == (["the trail does not say that it was published"], [])


def test_a_trail_of_another_text_is_seen(post):
    last = post.editions.get(number=2)
    without_guards(
        f"UPDATE blog_edition SET content = replace(content, 'Ende', 'Wende') WHERE id = {last.pk}"
    )
    content = Edition.objects.get(pk=last.pk).content
    without_guards(f"UPDATE blog_edition SET sha256 = '{sha256(content)}' WHERE id = {last.pk}")
    assert "the trail says that something else was published" in found()[0]


def test_editions_from_before_the_trail_are_left_alone(post):
    without_guards("DELETE FROM disclosures_trailentry")
    post.title = "Danach"
    post.save()
    publish(post, by=None)
    assert found() == ([], [])


def test_the_command_names_the_entry(post, capsys):
    entry = entries(post).first()
    without_guards(f"UPDATE disclosures_trailentry SET reason = 'x' WHERE id = {entry.pk}")
    with pytest.raises(CommandError):
        call_command("verify_editions")
    said = f"trail {entry.pk} (blog.post {post.pk}, number 1): the hash does not match\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("table", ["disclosures_trailentry", "blog_edition", "blog_correction"])
def test_no_table_of_the_record_can_be_emptied(table, post):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    connection.check_constraints()  # those that would wait for the end of the transaction
    with pytest.raises(DatabaseError, match="is never emptied"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", ["disclosures_trailentry", "blog_edition"])
def test_no_row_of_the_record_can_be_replaced(table, post):
    """SQLite's INSERT OR REPLACE deletes the row that was there without asking its trigger."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert TrailEntry.objects.count() == 2
