"""What was exported or backed up comes back the same, into an empty database, on either."""

import json
import os
import shutil
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection

from blog.editions.edition import Edition
from blog.models import Post
from blog.publishing.publish import publish
from disclosures.trail import TrailEntry
from moving.keeping.backup import back_up, kept
from moving.keeping.fixtures import BrokenByFixture
from moving.keeping.store import Store
from moving.leaving import exporting
from tests.making import make_post
from tests.moving import blog
from tests.moving.emptying import empty

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_files")]
# What `migrate` and the pages of the newsroom make anew.
DERIVED = {"desk_piece", "desk_pictureuse"}


def rows(folder):
    return {
        path.stem: path.read_bytes()
        for path in (folder / "data").iterdir()
        if path.stem not in DERIVED
    }


def run(command, *arguments, **options):
    out, errors = StringIO(), StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=errors, **options)
    except CommandError as error:
        return f"{out.getvalue()}{errors.getvalue()}{error}"
    return out.getvalue() + errors.getvalue()


def test_an_export_comes_back_with_every_row_and_the_same_editions(tmp_path):
    blog.moving_blog()
    first, second = tmp_path / "eins", tmp_path / "zwei"
    exporting.export(first)
    assert "is not empty: auth_user (1)" in run("import_export", first)

    numbers = json.loads((first / "manifest.json").read_text())["last_numbers"]
    edition = (first / "data" / "blog_edition.jsonl").read_bytes()
    empty()
    (first / "data" / "blog_edition.jsonl").write_bytes(edition.replace(b"Vieles", b"Nichts"))
    assert "The export is damaged; nothing was brought in." in run("import_export", first)
    assert not Edition.objects.exists()

    (first / "data" / "blog_edition.jsonl").write_bytes(edition)
    assert "6 editions verified" in run("import_export", first)
    assert "6 editions verified" in run("verify_editions", all=True)
    exporting.export(second)
    assert rows(first) == rows(second)
    chef = User.objects.get()
    assert User.objects.create_user("neu").pk == numbers["auth_user"] + 1  # nobody's number again
    assert numbers["auth_user"] > chef.pk
    post = make_post("Danach")
    assert publish(post, by=None).pk == numbers["blog_edition"] + 1


def test_a_backup_holds_one_moment_while_publishing_goes_on(tmp_path):
    blog.moving_blog()
    going, failed = threading.Event(), []

    def go_on():
        try:
            while not going.is_set():
                publish(make_post("Weiter"), by=None)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test has to hear of it
            failed.append(error)
        finally:
            connection.close()

    writer = threading.Thread(target=go_on)
    writer.start()
    store = Store.make(tmp_path / "kept")
    try:
        names = [back_up(store).name for _number in range(3)]
    finally:
        going.set()
        writer.join()
    assert not failed
    assert store.lists() == names  # the newest last, also of those made in one second
    counted = [json.loads(one) for one in _editions(store, names[-1])]
    assert 6 <= len(counted) < Edition.objects.count() + 1
    empty()
    assert f"{len(counted)} editions verified" in run("restore", tmp_path / "kept")
    assert TrailEntry.objects.filter(action="publish").count() == len(counted)


def _editions(store, name):
    return list(kept(store, store.read_list(name)).tables["blog_edition"]())


def test_what_is_damaged_is_named_and_never_half_restored(tmp_path, settings):
    blog.moving_blog()
    target = tmp_path / "kept"
    assert ", of which 0 " not in run("backup", target)
    assert ", of which 0 were copied" in run("backup", target)
    assert "Nothing was restored: The database" in run("restore", target)
    empty()
    files = [path for path in (target / "files").rglob("*") if path.is_file()]
    largest = max(files, key=lambda path: path.stat().st_size)
    content = largest.read_bytes()
    for damaged in (flipped(content), content[:-100], b"", None):
        largest.unlink()
        if damaged is not None:
            largest.write_bytes(damaged)
        told = run("restore", target)
        assert f"{largest} {'is missing' if damaged is None else 'does not match its hash'}" in told
        assert "the backup is damaged, 1 parts" in told
    largest.write_bytes(content)
    newest = max((target / "backups").iterdir())
    text = newest.read_bytes()
    newest.write_bytes(text[:-3])
    assert f"Nothing was restored: {newest} does not match its hash" in run("restore", target)
    assert not User.objects.exists()
    newest.write_bytes(text)
    settings.SECRET_KEY = "another-machine-" + "x" * 50  # which seals what is rendered
    assert "6 editions verified" in run("restore", target)


def test_a_sealed_backup_is_of_use_to_who_knows_the_passphrase(tmp_path, settings):
    make_post("Geheim")
    odd = os.fsdecode("Bühne\n1 \xff.jpg".encode("latin-1"))  # which is no UTF-8
    elsewhere = tmp_path / "anderswo"
    elsewhere.mkdir()
    (elsewhere / odd).write_bytes(b"bunt")
    (settings.MEDIA_ROOT / "verlinkt").symlink_to(elsewhere)
    phrase, target = tmp_path / "phrase", tmp_path / "kept"
    phrase.write_text("\n")
    assert "has to be the passphrase" in run("backup", target, passphrase_file=phrase)
    phrase.write_text("Grüße aus Köln\n")
    assert "rows" in run("backup", target, passphrase_file=phrase)
    assert b"Geheim" not in b"".join(
        path.read_bytes() for path in target.rglob("*") if path.is_file()
    )
    assert "is needed" in run("restore", target)
    assert "is needed" in run("backup", target)
    empty()
    (elsewhere / odd).unlink()
    (settings.MEDIA_ROOT / "verlinkt").unlink()
    newest = next((target / "backups").iterdir())
    text = newest.read_bytes()
    newest.write_bytes(flipped(text))
    assert "not as it was written" in run("restore", target, passphrase_file=phrase)
    newest.write_bytes(text)
    assert "were restored" in run("restore", target, passphrase_file=phrase)
    assert Post.objects.get().title == "Geheim"
    place = settings.MEDIA_ROOT / "verlinkt" / odd
    assert place.read_bytes() == b"bunt"
    shutil.rmtree(place.parent)
    assert "lies in MEDIA_ROOT" in run("backup", settings.MEDIA_ROOT / "kept")
    assert "lies in MEDIA_ROOT" in run("export_site", settings.MEDIA_ROOT / "kept")
    phrase.write_text("geraten")
    assert "not the one of this backup" in run("restore", target, passphrase_file=phrase)


def flipped(content):
    return content[:-1] + bytes([content[-1] ^ 1])


def test_a_fixture_that_lost_microseconds_is_refused_with_the_way_to_go(tmp_path):
    publish(make_post(), by=None)
    for model in (Edition, TrailEntry):
        text = serializers.serialize("json", model.objects.all())
        (tmp_path / "dump.json").write_text(text)
        with pytest.raises(Exception, match="export_site") as refused:
            call_command("loaddata", Path(tmp_path / "dump.json"))
        assert isinstance(refused.value, BrokenByFixture) or isinstance(
            refused.value.__cause__, BrokenByFixture
        )


def test_a_drill_restores_aside_on_another_database_and_says_what_is_damaged(tmp_path, capfd):
    if connection.vendor == "sqlite":
        pytest.skip("restored onto SQLite, it tells more from PostgreSQL")
    blog.moving_blog()
    run("backup", tmp_path / "kept")
    assert "The drill succeeded" in run("restore", tmp_path / "kept", drill=True)
    assert "6 editions verified" in capfd.readouterr().out
    assert Edition.objects.count() == 6
