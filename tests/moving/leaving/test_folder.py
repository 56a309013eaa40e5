"""An export is there whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from moving.leaving.folder import Occupied, unfinished, whole
from moving.leaving.proof import MANIFEST

_KILLED = """
import os, sys
from pathlib import Path
import django
django.setup()
from moving.leaving.folder import whole
with whole(Path(sys.argv[1])) as folder:
    folder.text("manifest.json", "{}")
    os.kill(os.getpid(), 9)
"""


def written(target, text="{}", **options):
    with whole(target, **options) as folder:
        folder.text(MANIFEST, text)


def test_nobody_but_its_owner_reads_it_and_an_empty_folder_may_stand_there(tmp_path):
    target = tmp_path / "Aus\nfuhr ä"
    target.mkdir()
    written(target)
    assert (target / MANIFEST).read_text() == "{}"
    assert target.stat().st_mode & 0o077 == 0


def test_what_fails_leaves_nothing_and_the_older_one_as_it_was(tmp_path):
    written(tmp_path / "x", "alt")
    neu = whole(tmp_path / "x", replace=True)
    with (
        pytest.raises(OSError, match="No space left"),
        neu as folder,
        Path("/dev/full").open("wb", 0) as full,
    ):
        full.write(folder.root.name.encode())
    assert [one.name for one in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x" / MANIFEST).read_text() == "alt"


def test_an_older_export_is_replaced_only_if_that_is_said_and_nothing_else_ever(tmp_path):
    written(tmp_path / "x", "alt")
    with pytest.raises(Occupied, match=r"older export.*--replace"):
        written(tmp_path / "x")
    written(tmp_path / "x", "neu", replace=True)
    assert (tmp_path / "x" / MANIFEST).read_text() == "neu"
    assert [one.name for one in tmp_path.iterdir()] == ["x"]
    (tmp_path / "eigenes").mkdir()
    (tmp_path / "eigenes" / "brief.txt").write_text("Liebe Anna")
    with pytest.raises(Occupied, match="no export"):
        written(tmp_path / "eigenes", replace=True)
    with pytest.raises(Occupied, match="no folder"):
        written(tmp_path / "eigenes" / "brief.txt")


def test_one_that_is_killed_is_no_export(tmp_path):
    target = tmp_path / "x"
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(target)],
        check=False,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert done.returncode == -signal.SIGKILL
    assert not target.exists()
    assert len(unfinished(target)) == 1
