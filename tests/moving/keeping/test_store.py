"""A store of backups keeps each content once, and a backup is there whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from hashlib import sha256

import pytest

from moving.keeping.store import Damaged, Lock, NoStore, Store, Stored

_KILLED = """
import os, sys
from pathlib import Path
import django
django.setup()
from moving.keeping.store import Store
store = Store.make(Path(sys.argv[1]))
def chunks():
    yield b"halb"
    os.kill(os.getpid(), 9)
store.put(chunks())
"""


def listed(content):
    return {"tables": {"a": {"sha256": content.sha256, "size": content.size}}, "files": {}}


def files(store):
    return [path for path in (store.place.root / "files").rglob("*") if path.is_file()]


def test_the_same_is_kept_once_and_read_again(tmp_path):
    store = Store.make(tmp_path / "kept ä\n")
    first, again = store.put([b"a", b"b"]), store.put([b"ab"])
    assert first == again == Stored(sha256(b"ab").hexdigest(), 2)
    assert len(files(store)) == 1
    assert b"".join(store.get(first)) == b"ab"
    assert store.put([]) == Stored(sha256().hexdigest(), 0)
    assert store.place.root.stat().st_mode & 0o077 == 0


def test_what_was_cut_off_is_not_taken_for_kept(tmp_path):
    store = Store.make(tmp_path / "kept")
    content = store.put([b"ganz"])
    files(store)[0].write_bytes(b"")
    assert not store.has(content)
    with pytest.raises(Damaged, match="does not match its hash"):
        list(store.get(content))
    store.put([b"ganz"])
    assert b"".join(store.get(content)) == b"ganz"


def test_who_is_killed_leaves_no_backup_and_hinders_none(tmp_path):
    target = tmp_path / "kept"
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(target)],
        check=False,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert killed.returncode == -signal.SIGKILL
    store = Store.open(target)
    assert store.lists() == []
    name = store.write_list("2026-03-03T000000Z", listed(store.put([b"x"])))
    assert store.lists() == [name]


def test_older_backups_go_and_only_what_none_of_the_others_needs(tmp_path):
    store = Store.make(tmp_path / "kept")
    contents = [store.put([word]) for word in (b"eins", b"zwei", b"drei")]
    for day, content in enumerate(contents, start=1):
        store.write_list(f"2026-03-0{day}T000000Z", listed(content))
    long_ago = time.time() - 7 * 86_400
    for path in files(store):
        os.utime(path, (long_ago, long_ago))
    young = store.put([b"eben"])  # by another backup that has not written its list yet
    assert store.forget(2) == 1
    assert [store.has(one) for one in (*contents, young)] == [False, True, True, True]
    assert store.forget(9) == 0


def test_nothing_else_is_taken_for_a_store(tmp_path):
    with pytest.raises(NoStore, match="holds no backups"):
        Store.open(tmp_path)
    (tmp_path / "brief.txt").write_text("Liebe Anna")
    with pytest.raises(NoStore, match="no backup"):
        Store.make(tmp_path)
    with pytest.raises(NoStore, match="no backup"):
        Store.make(tmp_path / "brief.txt")
    store = Store.make(tmp_path / "offen")
    with pytest.raises(NoStore, match="not sealed"):
        Store.open(store.place.root, Lock("geheim"))
    with pytest.raises(NoStore, match="There is no backup"):
        store.read_list("../../etc/passwd")
