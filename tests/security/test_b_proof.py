"""Letter B: whoever falsifies what was published is refused by the database, or named by `verify_editions`.

Each attack is made as the owner of the database can: without guards, and with the guards laid down again.
"""

import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from blog.editions import guards
from blog.editions.edition import Edition
from blog.editions.indexes import EditionNotice, EditionPerson, EditionTag, EditionTie
from blog.models import Correction, Disclosure, Tie
from blog.publishing.publish import CorrectionNote, publish, withdraw
from blog.publishing.rendering import render
from disclosures.canonical import canonical_json, sha256
from disclosures.models import NoticeVersion
from disclosures.trail import Action, TrailEntry, entries
from people.models import Organisation
from tests.making import (
    make_editor,
    make_event,
    make_interview,
    make_notice,
    make_person,
    make_post,
)
from tests.security.falsifying import change, insert, remove

pytestmark = pytest.mark.django_db


class World:
    """A live piece with a corrected edition and all that an edition can have, and one that is withdrawn."""

    def __init__(self):
        self.editor = make_editor("chefin")
        self.notice = make_notice("Partnerschaften")
        event = make_event("Kongress")
        series = event.series_of_posts.create(name="Reihe", slug="reihe")
        self.post = make_interview("Anfang", slug="anfang", event=event, series=series)
        self.post.tags.add("saal")
        Disclosure.objects.create(post=self.post, notice=self.notice, ordering=1)
        house = Organisation.objects.create(name="Haus", slug="haus")
        Tie.objects.create(
            post=self.post,
            organisation=house,
            relation="none",
            consideration="none",
            influence="none",
        )
        publish(self.post, by=self.editor)
        self.post.title = "Ende"
        self.post.save()
        note = CorrectionNote("correction", "Es war ein anderes Jahr.")
        publish(self.post, by=self.editor, correction=note)
        self.gone = make_post("Weg", slug="weg")
        publish(self.gone, by=self.editor)
        withdraw(self.gone, by=self.editor)

    @property
    def first(self):
        return self.post.editions.get(number=1)

    @property
    def live(self):
        return self.post.editions.get(number=2)

    @property
    def withdrawn(self):
        return self.gone.editions.get()

    @property
    def wording(self):
        return self.notice.versions.get()

    @property
    def correction(self):
        return Correction.objects.get()


@pytest.fixture
def world():
    return World()


def named(*options):
    """The lines by which `verify_editions` names what it found; none if all is well."""
    said = StringIO()
    try:
        call_command("verify_editions", *options, stdout=StringIO(), stderr=said)
    except CommandError:
        assert said.getvalue()
    return said.getvalue().splitlines()


def test_a_healthy_site_has_nothing_to_name(world):
    assert named() == named("--quick") == []


# The attacks: (who of the world is named, in which field, by the moment of which row) ------------
def html_replaced(world):
    change(world.live, html="<p>Gekauft.</p>")
    return "/interviews/anfang/", "html", world.live.starts_at


def appendix_replaced(world):
    change(world.live, appendix="")
    return "/interviews/anfang/", "appendix", world.live.starts_at


def teaser_replaced(world):
    teaser = json.dumps({"kind": "interview", "title": "Falsch", "path": "/interviews/anfang/"})
    change(world.live, teaser=teaser)
    return "/interviews/anfang/", "teaser", world.live.starts_at


def label_taken_off_the_teaser_alone(world):
    change(world.live, labels="")
    return "/interviews/anfang/", "labels", world.live.starts_at


def words_of_search_replaced(world):
    change(world.live, search_text="etwas anderes")
    return "/interviews/anfang/", "search_text", world.live.starts_at


def retired_while_live(world):
    change(world.live, retired=True)
    return "/interviews/anfang/", "retired", world.live.starts_at


def withdrawn_piece_put_back_by_its_end(world):
    change(world.withdrawn, ends_at=None, retired=False)
    return "/blog/weg/", "ends_at", world.withdrawn.starts_at


def end_moved_to_later(world):
    change(world.withdrawn, ends_at=timezone.now() + timedelta(days=1))
    return "/blog/weg/", "ends_at", world.withdrawn.starts_at


def live_piece_ended(world):
    change(world.live, ends_at=world.live.starts_at + timedelta(microseconds=1))
    return "/interviews/anfang/", "ends_at", world.live.starts_at


def past_edition_never_live(world):
    change(world.first, ends_at=world.first.starts_at)
    return "/interviews/anfang/", "ends_at", world.first.starts_at


def used_wording_reopened_and_changed(world):
    change(world.wording, first_used_at=None)
    change(world.wording, text="<p>Wir sagen nichts.</p>")
    return (
        "/interviews/anfang/",
        f"wording {world.wording.pk} (Partnerschaften): text",
        world.live.starts_at,
    )


def use_of_a_wording_forgotten(world):
    change(world.wording, first_used_at=None)
    name = f"wording {world.wording.pk} (Partnerschaften): first_used_at"
    return "/interviews/anfang/", name, world.live.starts_at


def heading_of_a_wording_changed(world):
    change(world.wording, heading="Werbung")
    name = f"wording {world.wording.pk} (Partnerschaften): heading"
    return "/interviews/anfang/", name, world.live.starts_at


def wording_deleted(world):
    pk = world.wording.pk
    remove(EditionNotice, version_id=pk)
    remove(NoticeVersion, id=pk)
    name = f"wording {pk} (Partnerschaften): row"
    return "/interviews/anfang/", name, world.live.starts_at


def last_edition_deleted(world):
    last, moment = world.withdrawn.pk, entries(world.gone).get(action="publish").occurred_at
    remove(Edition, id=last)
    return f"post {world.gone.pk}", "edition 1", moment


def all_editions_deleted(world):
    moment = entries(world.post).get(action="publish", edition=2).occurred_at
    for model in (EditionTag, EditionPerson, EditionNotice, EditionTie):
        remove(model, edition_id=world.live.pk)
    remove(Correction, post_id=world.post.pk)
    remove(Edition, post_id=world.post.pk)
    return f"post {world.post.pk}", "edition 2", moment


def whole_trail_deleted(world):
    remove(TrailEntry, subject="blog.post", object_id=world.post.pk)
    return "/interviews/anfang/", "trail", world.live.starts_at


def withdrawal_taken_off_the_trail(world):
    remove(TrailEntry, subject="blog.post", object_id=world.gone.pk, action="withdraw")
    return "/blog/weg/", "ends_at", world.withdrawn.starts_at


def entry_changed(world):
    entry = entries(world.post).get(action="correct")
    change(entry, reason="Nichts.", actor=4711)
    return "/interviews/anfang/", "hash", entry.occurred_at


def correction_changed(world):
    change(world.correction, text="Nichts von Belang.")
    return "/interviews/anfang/", "text", world.correction.published_at


def correction_of_another_kind(world):
    change(world.correction, kind="addition")
    return "/interviews/anfang/", "kind", world.correction.published_at


def correction_put_below(world):
    change(world.correction, top=not world.correction.top)
    return "/interviews/anfang/", "top", world.correction.published_at


def correction_of_another_day(world):
    change(world.correction, published_at=world.correction.published_at + timedelta(days=9))
    return "/interviews/anfang/", "published_at", world.correction.published_at


def correction_deleted(world):
    moment = entries(world.post).get(action="correct").occurred_at
    remove(Correction, id=world.correction.pk)
    return "/interviews/anfang/", "correction", moment


def correction_invented(world):
    note = Correction(
        post_id=world.gone.pk,
        edition=world.withdrawn,
        kind="correction",
        text="Alles war falsch.",
        published_at=world.withdrawn.starts_at,
    )
    insert(note)
    return "/blog/weg/", "trail", note.published_at


def content_changed(world):
    change(world.first, content=world.first.content.replace("Anfang", "Umgang"))
    return "/interviews/anfang/", "content", world.first.starts_at


def content_changed_with_its_hash(world):
    text = world.first.content.replace("Anfang", "Umgang")
    change(world.first, content=text, sha256=sha256(text))
    return "/interviews/anfang/", "sha256", world.first.starts_at


def date_of_publication_moved(world):
    change(world.live, published_at=world.live.published_at - timedelta(days=900))
    return "/interviews/anfang/", "chain", world.live.starts_at


def said_to_be_brought_in_later(world):
    change(world.live, created_at=world.live.created_at + timedelta(days=30))
    return "/interviews/anfang/", "created_at", world.live.starts_at


def published_by_somebody_else(world):
    change(world.live, created_by_id=make_editor("andere").pk)
    return "/interviews/anfang/", "created_by", world.live.starts_at


def moved_to_another_event(world):
    change(world.live, event_id=make_event("Anderes").pk)
    return "/interviews/anfang/", "event", world.live.starts_at


def taken_out_of_its_series(world):
    change(world.live, series_id=None)
    return "/interviews/anfang/", "series", world.live.starts_at


def made_a_recap(world):
    change(world.live, recap=True)
    return "/interviews/anfang/", "recap", world.live.starts_at


def taken_off_a_topic(world):
    remove(EditionTag, edition_id=world.live.pk)
    return "/interviews/anfang/", "list of topics", world.live.starts_at


def listed_under_somebody(world):
    row = EditionPerson(
        edition=world.live, person=make_person(), published_at=world.live.published_at
    )
    insert(row)
    return "/interviews/anfang/", "list of people", world.live.starts_at


def tie_made_paid(world):
    change(EditionTie.objects.get(), paid=True)
    return "/interviews/anfang/", "list of ties", world.live.starts_at


def said_to_be_rendered_by_another_release(world):
    change(world.live, html="<p>Gekauft.</p>", rendered_by="another")
    return "/interviews/anfang/", "rendered_by", world.live.starts_at


def teaser_made_unreadable(world):
    change(world.live, teaser='{"title": 3}')
    return f"post {world.post.pk}", "record", None


def edition_forged(world):
    """A new edition, chained, rendered and recorded as publishing would – without Podium's key."""
    live, last = world.live, entries(world.post).last()
    forged = Edition(
        **{name: getattr(live, name) for name in ("post_id", "kind", "slug", "language")},
        number=3,
        content=live.content.replace("Gut.", "Schlecht."),
        previous=live.chain,
        starts_at=timezone.now(),
        published_at=live.published_at,
        modified_at=timezone.now(),
        **{name: getattr(live, name) for name in ("event_id", "series_id")},
    )
    forged.sha256 = sha256(forged.content)
    forged.chain = forged.chain_hash()
    render(forged)
    forged.seal = live.seal
    change(live, ends_at=forged.starts_at, retired=True)
    insert(forged)
    facts = {
        "from": forged.starts_at.isoformat(),
        "frozen": forged.created_at.isoformat(),
        "labels": [],
        "sha256": forged.sha256,
    }
    insert(_entry_after(last, Action.PUBLISH, edition=3, facts=canonical_json(facts)))
    return "/interviews/anfang/", "seal", forged.starts_at


def _entry_after(last, action, **values):
    entry = TrailEntry(
        subject=last.subject,
        object_id=last.object_id,
        number=last.number + 1,
        occurred_at=timezone.now(),
        actor_role="system",
        action=action,
        previous=last.hash,
        **values,
    )
    entry.hash = entry.computed_hash()
    return entry


FALSIFICATIONS = [
    html_replaced,
    appendix_replaced,
    teaser_replaced,
    label_taken_off_the_teaser_alone,
    words_of_search_replaced,
    retired_while_live,
    withdrawn_piece_put_back_by_its_end,
    end_moved_to_later,
    live_piece_ended,
    past_edition_never_live,
    used_wording_reopened_and_changed,
    use_of_a_wording_forgotten,
    heading_of_a_wording_changed,
    wording_deleted,
    last_edition_deleted,
    all_editions_deleted,
    whole_trail_deleted,
    withdrawal_taken_off_the_trail,
    entry_changed,
    correction_changed,
    correction_of_another_kind,
    correction_put_below,
    correction_of_another_day,
    correction_deleted,
    correction_invented,
    content_changed,
    content_changed_with_its_hash,
    date_of_publication_moved,
    said_to_be_brought_in_later,
    published_by_somebody_else,
    moved_to_another_event,
    taken_out_of_its_series,
    made_a_recap,
    taken_off_a_topic,
    listed_under_somebody,
    tie_made_paid,
    said_to_be_rendered_by_another_release,
    teaser_made_unreadable,
    edition_forged,
]
# What the quick mode leaves to the full one: the text of editions that are over.
ONLY_IN_FULL = {content_changed, content_changed_with_its_hash}
RENDERED = {
    html_replaced: "seal",
    appendix_replaced: "seal",
    teaser_replaced: "seal",
    label_taken_off_the_teaser_alone: "seal",
    words_of_search_replaced: "seal",
}


def _says(line, piece, field, moment):
    of_moment = moment is None or moment.isoformat() in line
    return piece in line and of_moment and f": {field} " in line


@pytest.mark.parametrize("falsify", FALSIFICATIONS, ids=lambda attack: attack.__name__)
def test_what_is_falsified_is_named_by_piece_field_and_moment(world, falsify):
    expected = falsify(world)
    lines = named()
    assert any(_says(line, *expected) for line in lines), lines


@pytest.mark.parametrize(
    "falsify",
    [attack for attack in FALSIFICATIONS if attack not in ONLY_IN_FULL],
    ids=lambda attack: attack.__name__,
)
def test_the_quick_mode_names_it_too(world, falsify):
    piece, field, moment = falsify(world)
    lines = named("--quick")
    wanted = RENDERED.get(falsify, field)
    assert any(_says(line, piece, wanted, moment) for line in lines), lines


# What the database refuses by itself ---------------------------------------------------------------
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


# Guards --------------------------------------------------------------------------------------------
def _guard_names():
    return sorted(name for name in guards._wanted(connection.vendor) if "podium_" not in name)


def _drop(cursor, name):
    cursor.execute(
        "SELECT relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE tgname = %s",
        [name],
    )
    if row := cursor.fetchone():
        cursor.execute(f"DROP TRIGGER {name} ON {row[0]}")
    else:
        cursor.execute(f"ALTER TABLE blog_edition DROP CONSTRAINT {name}")


def test_every_guard_that_is_dropped_is_named(world):
    connection.check_constraints()  # those that would wait for the end of the transaction
    names = _guard_names()
    assert len(names) > 12
    with connection.cursor() as cursor:
        for name in names:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                _drop(cursor, name)
    assert named("--quick") == [f"database: guard {name} is missing" for name in names]


def test_a_guard_that_guards_nothing_any_more_is_named(world):
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER edition_kept")
            cursor.execute(
                "CREATE TRIGGER edition_kept BEFORE DELETE ON blog_edition WHEN 0"
                " BEGIN SELECT RAISE(ABORT, 'an edition is never deleted'); END"
            )
            guard = "edition_kept"
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION podium_refuse() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RETURN OLD; END $$"
            )
            guard = "podium_refuse"
    assert named() == [f"database: guard {guard} says something else than it should"]
    guards.lay_down()
    assert named() == []


def test_a_guard_that_is_switched_off_is_named(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off")
    connection.check_constraints()
    connection.cursor().execute("ALTER TABLE blog_edition DISABLE TRIGGER edition_kept")
    assert named() == ["database: guard edition_kept is switched off"]


def test_a_trigger_of_somebody_else_is_named(world):
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER strange AFTER INSERT ON blog_edition BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER strange BEFORE DELETE ON blog_edition"
                " FOR EACH ROW EXECUTE FUNCTION podium_refuse('x')"
            )
    assert named() == ["database: guard strange is none of ours"]


def test_a_constraint_that_is_dropped_is_named(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite drops no constraint without building the table anew")
    connection.check_constraints()
    connection.cursor().execute("ALTER TABLE blog_edition DROP CONSTRAINT edition_number_once")
    assert named() == ["database: guard edition_number_once is missing"]
