"""Backups in a bucket of a real server, and such as age seals: whole, damaged, cut off, of another key."""

import io
import itertools
import json
import os

import pyrage
import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage

from blog.editions.edition import Edition
from blog.models import Post
from media.models import Image
from moving.keeping import rows
from moving.keeping.age import AgeKey, NoAge
from moving.keeping.backup import back_up
from moving.keeping.places import place_named
from moving.keeping.sealing import NotGenuine
from moving.keeping.store import Lock, Store
from tests.buckets import bucket, client, in_bucket, keys, s3  # noqa: F401
from tests.making import make_post
from tests.moving import blog
from tests.moving.emptying import empty
from tests.moving.test_round_trip import flipped, run

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("own_files"),
    pytest.mark.whichever_database,  # what databases do differently: tests/moving/test_round_trip.py
]


@pytest.fixture
def secret(tmp_path):
    """The file of a secret key, as age-keygen writes it, and its public key."""
    key = pyrage.x25519.Identity.generate()
    file = tmp_path / "age.key"
    file.write_text(f"# created: 2026-03-03\n# public key: {key.to_public()}\n{key}\n")
    return file, str(key.to_public())


def changed(bucket, name, content):  # noqa: F811
    if content is None:
        client().delete_object(Bucket=bucket, Key=name)
    else:
        client().put_object(Bucket=bucket, Key=name, Body=content)


def body(bucket, name):  # noqa: F811
    return client().get_object(Bucket=bucket, Key=name)["Body"].read()


def largest(bucket):  # noqa: F811
    found = client().list_objects_v2(Bucket=bucket, Prefix="kept/files/")["Contents"]
    return max(found, key=lambda one: one["Size"])["Key"]


def test_a_site_in_a_bucket_is_kept_in_another_and_comes_back(in_bucket):  # noqa: F811
    target = f"s3://{in_bucket}/kept"
    blog.moving_blog()
    assert "lies in MEDIA_STORAGE" not in run("backup", target)
    assert ", of which 0 were copied" in run("backup", target)
    files = {name for name in keys(in_bucket) if name.startswith("site/")}
    assert files
    empty()
    for name in files:
        changed(in_bucket, name, None)
    assert "6 editions verified" in run("restore", target)
    assert {name for name in keys(in_bucket) if name.startswith("site/")} == files
    assert default_storage.size(Image.objects.get().file.name)
    later = run("backup", target, keep=1)
    assert "2 older backups are gone" in later, later
    assert sum(name.startswith("kept/backups/2") for name in keys(in_bucket)) == 1


def test_what_is_damaged_in_a_bucket_is_named_and_never_half_restored(bucket):  # noqa: F811
    target = f"s3://{bucket}/kept"
    make_post("Da")
    run("backup", target)
    empty()
    name = largest(bucket)
    content = body(bucket, name)
    for damaged in (flipped(content), content[:-20], b"", None):
        changed(bucket, name, damaged)
        told = run("restore", target)
        assert f"s3://{bucket}/{name} {'is missing' if damaged is None else 'does not'}" in told
        assert "the backup is damaged, 1 parts" in told
    changed(bucket, name, content)
    (newest,) = (one for one in keys(bucket) if one.startswith("kept/backups/2"))
    text = body(bucket, newest)
    changed(bucket, newest, text[:-3])
    assert "does not match its hash" in run("restore", target)
    assert not User.objects.exists()
    changed(bucket, newest, text)
    assert "were restored" in run("restore", target)
    assert Post.objects.get().title == "Da"


def test_places_that_are_none_are_refused(bucket, settings):  # noqa: F811
    make_post("Da")
    assert "named like s3://" in run("backup", "s3:bucket")
    assert "holds no backups" in run("restore", f"s3://{bucket}")
    client().put_object(Bucket=bucket, Key="brief.txt", Body=b"Liebe Anna")
    assert "holds something that is no backup" in run("backup", f"s3://{bucket}")
    assert "There is no backup: " in run("backup", "s3://no-such-bucket-at-all/kept")
    settings.MEDIA_STORAGE = f"s3://{bucket}/site"
    assert "lies in MEDIA_STORAGE" in run("backup", f"s3://{bucket}/site/kept")


@pytest.mark.parametrize("where", ["folder", "bucket"])
def test_who_has_the_secret_key_alone_reads_what_age_sealed(where, bucket, tmp_path, secret):  # noqa: F811
    file, public = secret
    target = tmp_path / "kept" if where == "folder" else f"s3://{bucket}/kept"
    blog.moving_blog()
    assert "rows and" in run("backup", target, age_recipient=[public])
    # The machine knows the public key alone, and copies nothing twice all the same.
    assert ", of which 0 were copied" in run("backup", target, age_recipient=[public])
    assert "1 older backups are gone" in run("backup", target, age_recipient=[public], keep=2)
    other = str(pyrage.x25519.Identity.generate().to_public())
    assert "sealed for other keys" in run("backup", target, age_recipient=[other])
    assert "--age-identity is needed" in run("restore", target)
    empty()
    strange = tmp_path / "strange.key"
    strange.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    assert "of another key" in run("restore", target, age_identity=strange)
    strange.write_text("geheim")
    assert "holds no secret key" in run("restore", target, age_identity=strange)
    assert "6 editions verified" in run("restore", target, age_identity=file)
    assert Edition.objects.count() == 6


def test_what_age_sealed_is_damaged_or_cut_off(tmp_path, secret):
    file, public = secret
    target = tmp_path / "kept"
    make_post("Geheim")
    run("backup", target, age_recipient=[public])
    kept = [path for path in target.rglob("*") if path.is_file()]
    assert b"Geheim" not in b"".join(path.read_bytes() for path in kept)
    empty()
    one = max((target / "files").rglob("*"), key=lambda path: path.stat().st_size)
    content = one.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")  # which age itself opens
    for damaged in (flipped(content), content[:-1], content[:300], b""):
        one.write_bytes(damaged)
        told = run("restore", target, age_identity=file)
        assert f"{one}: it is cut off" in told, told
        assert "the backup is damaged, 1 parts" in told
    one.write_bytes(content)
    (known,) = (target / "backups").glob("*.known")
    known.write_bytes(known.read_bytes()[:-5])
    assert "were restored" in run("restore", target, age_identity=file)
    assert Post.objects.get().title == "Geheim"
    (target / "key.json").write_text("{")
    assert "key.json is damaged" in run("restore", target, age_identity=file)


def test_what_age_needs_to_let_go_of_older_backups_is_believed_only_whole(tmp_path, secret):
    """One digit that flipped in it, and a content was deleted that a backup needs."""
    file, public = secret
    target = tmp_path / "kept"
    make_post("Da")
    run("backup", target, age_recipient=[public])
    for path in (target / "files").rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))
    run("backup", target, age_recipient=[public])
    contents = {path for path in (target / "files").rglob("*") if path.is_file()}
    for known in sorted((target / "backups").glob("*.known")):
        text = known.read_bytes()
        place = text.index(b"files/") + 12
        digit = b"0" if text[place : place + 1] != b"0" else b"1"
        known.write_bytes(text[:place] + digit + text[place + 1 :])
        told = run("backup", target, age_recipient=[public], keep=9)
        assert "older ones stay" in told
        assert f"{known} does not match its hash" in told
        known.write_bytes(text.partition(b"\n")[2])  # as it was written before there was one
        assert "does not match" in run("backup", target, age_recipient=[public], keep=9)
        known.write_bytes(text)
    assert contents <= set((target / "files").rglob("*"))
    assert "0 older backups are gone" in run("backup", target, age_recipient=[public], keep=99)
    empty()
    assert "were restored" in run("restore", target, age_identity=file)


@pytest.mark.parametrize(
    "text",
    [
        "S3://bucket/kept",
        "s3//bucket/kept",
        "gs://bucket/kept",
        "s3:/bucket",
        "file:///kept",
        "host:/kept",
        " s3://bucket/kept",
    ],
)
def test_what_looks_like_an_address_is_no_folder(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "named like s3://bucket/folder" in run("backup", text)
    assert "named like s3://bucket/folder" in run("restore", text)
    assert "named like s3://bucket/folder" in run("restore", text, drill=True)
    assert not list(tmp_path.iterdir())
    assert str(place_named("./S3:odd")).endswith("/S3:odd")


def test_no_room_to_unseal_is_not_told_as_damage(tmp_path, secret, monkeypatch):
    file, public = secret
    make_post("Da")
    run("backup", tmp_path / "kept", age_recipient=[public])
    empty()

    class Full(io.BytesIO):
        def write(self, _content):
            raise OSError(28, "No space left on device")

    read_list = Store.read_list

    def then_full(store, name):
        told = read_list(store, name)
        spools = (kind() for kind in itertools.cycle([io.BytesIO, Full]))
        monkeypatch.setattr("moving.keeping.age._spool", spools.__next__)
        return told

    monkeypatch.setattr(Store, "read_list", then_full)
    told = run("restore", tmp_path / "kept", age_identity=file)
    assert "No space left" in told
    assert "damaged" not in told


@pytest.mark.parametrize("lock", [Lock(), Lock("geheim")])
def test_tables_wait_where_backups_lie_as_they_will_be_kept(tmp_path, monkeypatch, lock):
    """They lay in TMPDIR in plain text, which others fill, and which is often memory."""
    make_post("Geheim")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    store, seen = Store.make(tmp_path / "kept", lock), []
    keep = store.keep

    def watched(part, content):
        assert part.parent == store.place.root / "files"
        assert part.stat().st_mode & 0o777 == 0o600
        seen.append(part.read_bytes())
        return keep(part, content)

    monkeypatch.setattr(store, "keep", watched)
    back_up(store)
    assert len(seen) >= len(rows.tables())
    assert {one[:2] == b"\x1f\x8b" for one in seen[: len(rows.tables())]} == {not lock}
    written, calls = store.written_aside, []

    def full(chunks):
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        calls.append(written(chunks))
        return calls[-1]

    monkeypatch.setattr(store, "written_aside", full)
    with pytest.raises(OSError, match="No space"):
        back_up(store)
    assert not [path for path in (store.place.root / "files").iterdir() if path.is_file()]


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 3 << 20])
def test_any_size_is_read_again_and_known_to_be_whole(size):
    identity = pyrage.x25519.Identity.generate()
    key, told = AgeKey.new([str(identity.to_public())])
    sealed = b"".join(key.seal([b"x" * size]))
    assert key.fits(size, len(sealed))
    assert not key.fits(size, len(sealed) // 2 if size else 100)
    reading = AgeKey.known(told, [str(identity)])
    assert b"".join(reading.unseal([sealed])) == b"x" * size
    with pytest.raises(NotGenuine):
        list(key.unseal([sealed]))
    assert json.loads(told)["format"] == "age-encryption.org/v1"


def test_a_public_key_that_is_none_is_refused_before_anything_is_kept(tmp_path):
    assert "begins with age1" in run("backup", tmp_path / "kept", age_recipient=["geheim"])
    assert not (tmp_path / "kept").exists()
    with pytest.raises(NoAge):
        AgeKey.new(["AGE-SECRET-KEY-1"])
