"""Servers of tests and benchmarks end with whoever started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import postgres
from tests.lifeline import should_we_die

ROOT = Path(__file__).resolve().parent.parent


def started(code):
    """Run Python code in a process group of its own; return it and the first line it prints."""
    command = [sys.executable, "-c", code]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    return process, process.stdout.readline().strip()


def gone(tell, most=10):
    end = time.monotonic() + most
    while time.monotonic() < end and not tell():
        time.sleep(0.05)
    return tell()


def runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or ") Z " not in state.read_text()  # ended, not yet waited for


def test_nothing_happens_when_all_is_well(tmp_path):
    with should_we_die('touch "$1"', tmp_path / "died"):
        pass
    assert list(tmp_path.iterdir()) == []


SERVER = """
import time, sys
from tests.serving import free_port, running
port = free_port()
with running([sys.executable, "-m", "http.server", str(port)], port) as process:
    print(process.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_ends_with_the_process_group_that_started_it(by):
    process, said = started(SERVER)
    assert runs(int(said))
    os.killpg(process.pid, by)
    process.communicate()
    assert gone(lambda: not runs(int(said)))


CLUSTER = """
import time
from tests import postgres
with postgres.cluster(postgres.binaries()) as made:
    print(made.folder, (made.folder / "data" / "postmaster.pid").read_text().split()[0], flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(
    postgres.binaries() is None, reason="no PostgreSQL server (Debian: apt install postgresql)"
)
def test_a_postgresql_and_its_folder_go_with_the_process_that_was_killed():
    process, said = started(CLUSTER)
    folder, pid = said.split()
    assert runs(int(pid))
    process.kill()
    process.communicate()
    assert gone(lambda: not runs(int(pid)) and not Path(folder).exists())
