"""What `verify_editions` finds out about the trail and the editions it speaks of."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from blog.editions.edition import Edition
from blog.management import progress
from blog.models import EditionTag, Tag
from blog.proving.proving import prove
from blog.publishing.publish import publish, publish_again, unschedule, withdraw
from disclosures.trail import Action, TrailEntry, entries, record
from tests.making import make_post
from tests.security.falsifying import change, remove

pytestmark = pytest.mark.django_db


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
    return [(finding.field, finding.what) for finding in prove(Path("nowhere"))]


def test_editions_and_trail_of_a_healthy_site_agree(post):
    publish_again(post.editions.get(number=1), by=None)
    assert found() == []


def test_whatever_is_done_with_a_piece_its_intervals_follow_from_the_trail(post):
    now = timezone.now()
    publish_later = {"by": None, "starts_at": now + timedelta(days=1)}
    post.title = "Morgen"
    post.save()
    publish(post, **publish_later, ends_at=now + timedelta(days=3))
    assert found() == []
    unschedule(post)
    assert found() == []
    publish(post, **publish_later)
    post.title = "Doch heute"
    post.save()
    publish(post, by=None)  # takes back what was scheduled
    assert found() == []
    publish(post, by=None, ends_at=now + timedelta(days=9))
    withdraw(post, at=now + timedelta(days=2))
    assert found() == []
    with time_machine.travel(now + timedelta(days=4)):
        publish_again(post.editions.get(number=1), by=None)
        withdraw(post)
        assert found() == []


def test_what_was_brought_in_from_elsewhere_agrees_too():
    post = make_post("Früher")
    for days in (300, 200, 100):
        publish(post, by=None, now=timezone.now() - timedelta(days=days))
        post.title += " und später"
        post.save()
    withdraw(post)
    assert found() == []


def test_an_organisation_topic_or_person_that_is_gone_is_missed_nowhere(post):
    post.tags.add("saal")
    publish(post, by=None)
    post.tags.clear()
    EditionTag.objects.all().delete()  # as it was possible before topics in use were kept
    Tag.objects.all().delete()
    assert found() == []


def test_the_command_counts_both(post, capsys):
    call_command("verify_editions")
    assert capsys.readouterr().out == "2 editions verified, and 2 entries of the trail.\n"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "anders"),
        ("actor", 4711),
        ("occurred_at", "2020-01-01 00:00:00+00:00"),
        ("facts", "{}"),
        ("text", "anders"),
        ("second_actor", 4711),
        ("action", "waive"),
    ],
)
def test_a_changed_value_of_the_trail_does_not_match_its_hash(post, column, value):
    change(entries(post).last(), **{column: value})
    assert ("hash", "does not match") in found()


def test_a_changed_entry_with_a_hash_to_match_breaks_the_chain(post):
    first = entries(post).first()
    first.reason = "anders"
    change(first, reason="anders", hash=first.computed_hash())
    assert found() == [("previous", "is not the hash of the entry before")]


def test_an_entry_taken_out_of_the_middle_is_missed(post):
    record(post, Action.APPROVE)
    remove(TrailEntry, number=2)
    assert found()[:3] == [
        ("previous", "is not the hash of the entry before"),
        ("number", "does not follow: an entry before is missing"),
        ("trail", "does not say that it was published"),
    ]


def test_a_trail_cut_off_at_its_end_is_missed(post):
    remove(TrailEntry, number=2)
    assert ("trail", "does not say that it was published") in found()


def test_the_command_names_piece_entry_moment_and_field(post, capsys):
    entry = entries(post).first()
    change(entry, reason="x")
    with pytest.raises(CommandError):
        call_command("verify_editions")
    moment = entry.occurred_at.isoformat()
    said = f"post {post.pk} (/blog/anfang/), trail 1, {moment}: hash does not match\n"
    assert capsys.readouterr().err == said


@pytest.mark.django_db(transaction=True)
def test_several_processes_find_what_one_finds(monkeypatch):
    """They ask the database for themselves, so what they see has been committed."""
    for number in range(3):
        publish(make_post(f"Beitrag {number}"), by=None)
    change(Edition.objects.first(), html="<p>Gekauft.</p>")
    alone = found()
    monkeypatch.setattr("blog.proving.proving.MANY", 1)
    heard = []
    report = lambda *told: heard.append(told)  # noqa: E731
    shared = prove(Path("nowhere"), processes=2, report=report)
    assert [(one.field, one.what) for one in shared] == alone != []
    assert heard == [(3, 3)]


def test_a_bar_tells_how_far_it_has_got():
    out = OutputWrapper(StringIO())
    draw = progress.bar(out)
    draw(1, 3)
    draw(3, 3)
    assert out.getvalue() == f"\r{'█' * 10:<30} 1/3\r{'█' * 30} 3/3\n"


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
