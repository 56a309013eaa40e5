"""Every release that releases.toml names is built from history with its own packages, upgraded, and reads on beside the new.

`make exercise` runs it, for it takes minutes: for each of the last three, on both databases,

- its demo blog is made by its own code and read by it,
- the code of today migrates that database, proves every edition and answers every address as before,
- the code of the release goes on answering them on the new schema, as it must while machines are exchanged one by one.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager

import pytest

from bin.expanding import releases
from tests import postgres
from tests.upgrade.released import READING, ROOT, NotHere, laid_out

VERSIONS = [one["version"] for one in releases()][-3:]


@contextmanager
def database(kind, folder):
    """An empty database while the block runs."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/site.sqlite3"
        return
    bin_dir = postgres.binaries()
    if bin_dir is None:
        pytest.skip("no PostgreSQL server (Debian: apt install postgresql)")
    with postgres.server(bin_dir) as url:
        yield f"{url}?conn_max_age=0"


def today(url, *words):
    """Run the code of today on a database; return what it says."""
    env = os.environ | {"DATABASE_URL": url, "SECRET_KEY": "x" * 50, "PYTHONPATH": str(ROOT)}
    env |= {"SITE_URL": "http://127.0.0.1:8000", "MEDIA_ROOT": tempfile.gettempdir()}
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def differing(before, after):
    """Return what each address answered and answers, where that is not the same."""
    return {
        address: (status, after["answers"].get(address))
        for address, status in before["answers"].items()
        if after["answers"].get(address) != status
    }


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("version", VERSIONS)
def test_a_release_is_upgraded_and_reads_on_beside_the_new_one(version, kind, tmp_path):
    try:
        with laid_out(version) as old, database(kind, tmp_path) as url:
            old.demo(url)
            before = json.loads(old.run(url, READING))
            today(url, "manage.py", "migrate", "-v0")
            today(url, "manage.py", "verify_editions")
            after = json.loads(today(url, READING))
            beside = old.read_on(url)
    except NotHere as reason:
        pytest.skip(str(reason))
    told = beside if isinstance(beside, str) else differing(before, beside) or "as before"
    sys.stdout.write(
        f"{version} on {kind}: {before['editions']} editions, {len(before['answers'])} addresses;"
        f" upgraded: {differing(before, after) or 'as before'}; old code beside: {told}\n"
    )
    assert after["editions"] == before["editions"]
    assert not differing(before, after)
    if version == VERSIONS[-1]:  # older ones were contracted since: nobody runs two releases apart
        assert not isinstance(beside, str)
        assert not differing(before, beside)
