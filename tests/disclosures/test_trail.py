import json
import threading
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from blog.editions import guards
from blog.publishing.publish import publish
from blog.roles import EDITORS
from disclosures.canonical import sha256
from disclosures.trail import Action, ImmutableEntry, TrailEntry, entries, faults, record
from tests.making import make_editor, make_interview, make_notice, make_post

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_why_and_on_which_facts():
    post, editor = make_post(), make_editor("rita")
    editor.groups.add(Group.objects.get(name=EDITORS))
    told = {"notice": "partnerschaft", "text": "<p>Muster ist Sponsor.</p>", "rule": "C3"}
    record(post, Action.AUTO_ATTACH, actor=editor, reason="darum", notice=told, facts={"org": 3})
    entry = entries(post).get()
    assert (entry.actor, entry.actor_role) == (editor.pk, EDITORS)
    assert (entry.notice, entry.rule, entry.reason) == ("partnerschaft", "C3", "darum")
    assert entry.text_sha256 == sha256("<p>Muster ist Sponsor.</p>")
    assert json.loads(entry.facts) == {"org": 3}


def test_each_piece_has_a_chain_of_its_own():
    first, second = make_post(), make_post()
    for post in (first, second, first):
        record(post, Action.PUBLISH)
    assert [entry.number for entry in entries(first)] == [1, 2]
    assert [entry.number for entry in entries(second)] == [1]
    one, two = entries(first)
    assert (one.previous, two.previous) == ("", one.hash)
    assert list(faults(TrailEntry.objects.all())) == []


def test_an_interview_is_known_as_the_piece_it_is():
    interview = make_interview()
    record(interview, Action.PUBLISH)
    assert entries(interview.post_ptr).get().subject == "blog.post"


def test_what_nobody_did_is_done_by_the_system():
    assert record(make_notice(), Action.TEXT_EDIT).actor_role == "system"


def test_publishing_leaves_its_trace():
    post, editor = make_interview(), make_editor()
    publish(post, by=editor)
    done = [(e.action, e.notice, e.edition) for e in entries(post)]
    assert done == [("auto_attach", "interview", 1), ("publish", "", 1)]


def test_python_refuses_to_change_or_delete():
    entry = record(make_post(), Action.PUBLISH)
    for change in (
        entry.save,
        entry.delete,
        TrailEntry.objects.all().delete,
        lambda: TrailEntry.objects.update(reason="anders"),
    ):
        with pytest.raises(ImmutableEntry):
            change()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE disclosures_trailentry SET reason = 'anders'", "DELETE FROM disclosures_trailentry"],
)
def test_the_database_refuses_to_change_or_delete(statement):
    record(make_post(), Action.PUBLISH)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def tampered(statement):
    """What `verify_editions` says after somebody got past the guards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE disclosures_trailentry DISABLE TRIGGER USER")
        else:
            guards.take_away()
        cursor.execute(statement)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_editions", stderr=said)
    return said.getvalue()


def test_verifying_finds_a_changed_reason_and_a_missing_entry():
    post = make_post()
    for _number in range(3):
        record(post, Action.PUBLISH)
    assert "hash does not match" in tampered(
        "UPDATE disclosures_trailentry SET reason = 'anders' WHERE number = 1"
    )
    assert "an entry before is missing" in tampered(
        "DELETE FROM disclosures_trailentry WHERE number = 2"
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_the_same_moment_come_one_after_the_other():
    post = make_post()
    together = threading.Barrier(4)

    def write() -> None:
        try:
            together.wait()
            for _turn in range(3):
                record(post, Action.APPROVE)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [entry.number for entry in entries(post)] == list(range(1, 13))
    assert list(faults(TrailEntry.objects.all())) == []
