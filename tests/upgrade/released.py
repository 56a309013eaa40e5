"""The code of a release, laid out in a folder with the packages that its own lock names.

`python -m tests.upgrade.released VERSION` writes dumps of its demo blog for the suite (README.md here).
"""

import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bin.expanding import releases
from tests import postgres

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
READING = HERE / "reading.py"
# What a moment leaves behind, and no release needs of another.
_PASSING = ("django_session", "django_admin_log", "django_tasks_database_dbtaskresult")


class NotHere(Exception):
    """History does not have the commit of a release, or its packages cannot be had."""


@dataclass(frozen=True)
class Released:
    """A release of which code, packages and translations stand in a folder."""

    folder: Path

    def run(self, database: str, *words: object) -> str:
        """Run its Python on a database, as a site of this machine; return what it says."""
        command = [self.folder / ".venv/bin/python", *words]
        return _done(command, self.folder, self._environment(database)).stdout

    def demo(self, database: str) -> None:
        """Fill a database with its demo blog, and leave no row of the moment."""
        self.run(database, "manage.py", "migrate", "-v0")
        self.run(database, "manage.py", "load_demo", "-v0")

    def read_on(self, database: str) -> dict[str, Any] | str:
        """Return what its readers get of a database, or the last line of why it reads it no more."""
        try:
            told: dict[str, Any] = json.loads(self.run(database, READING))
        except RuntimeError as error:
            return str(error).strip().splitlines()[-1]
        return told

    def _environment(self, database: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        said = {"SECRET_KEY": "x" * 50, "SITE_URL": "http://127.0.0.1:8000"}
        places = {"MEDIA_ROOT": str(self.folder / "var/media"), "PYTHONPATH": str(self.folder)}
        # A place of its own: pictures are decoded one at a time in all that share one.
        places["TMPDIR"] = str(self.folder / "var")
        return kept | said | places | {"DATABASE_URL": database}


@contextmanager
def laid_out(version: str) -> Iterator[Released]:
    """Lay out a release while the block runs. Raises NotHere."""
    commit = next(one["commit"] for one in releases() if one["version"] == version)
    with tempfile.TemporaryDirectory(prefix=f"podium-{version}-") as folder:
        place = Path(folder)
        archive = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, capture_output=True, check=False
        )
        if archive.returncode:
            raise NotHere(f"{version}: no commit {commit} here")
        subprocess.run(["tar", "x", "-C", folder], input=archive.stdout, check=True)
        _install(place, version)
        made = Released(place)
        made.run("sqlite://:memory:", "-m", "bin.compile_messages")
        made.run("sqlite://:memory:", "manage.py", "collectstatic", "--noinput", "-v0")
        yield made


def _install(place: Path, version: str) -> None:
    """Install what its lock names; the environment of today serves where the locks are the same."""
    (place / "var").mkdir(exist_ok=True)
    if (place / "uv.lock").read_bytes() == (ROOT / "uv.lock").read_bytes():
        (place / ".venv").symlink_to((ROOT / ".venv").resolve())
        return
    uv = shutil.which("uv") or str(ROOT / ".uv/bin/uv")
    try:
        _done([uv, "sync", "--frozen", "--no-dev", "--quiet"], place, dict(os.environ))
    except RuntimeError as error:
        raise NotHere(f"{version}: its lock does not install: {error}") from error


def _done(command: list[object], where: Path, env: dict[str, str]) -> subprocess.CompletedProcess:
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=where, env=env, capture_output=True, text=True, check=False, timeout=900
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done


def dump(version: str) -> None:
    """Write the two dumps of a release's demo blog."""
    bin_dir = postgres.binaries()
    assert bin_dir, "no PostgreSQL server (Debian: apt install postgresql)"
    emptied = "".join(f"DELETE FROM {table};" for table in _PASSING)
    with laid_out(version) as old, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.sqlite3"
        old.demo(f"sqlite:///{file}")
        env = dict(os.environ)
        _done(["sqlite3", file, f"{emptied}VACUUM;"], ROOT, env)
        _write(version, "sqlite", _done(["sqlite3", file, ".dump"], ROOT, env).stdout)
        with postgres.server(bin_dir) as url:
            old.demo(url)
            _done([bin_dir / "psql", "-q", "-c", emptied, url], ROOT, env)
            said = [bin_dir / "pg_dump", "--no-owner", "--no-privileges", url]
            _write(version, "postgresql", _done(said, ROOT, env).stdout)


def _write(version: str, vendor: str, sql: str) -> None:
    # Older psql do not know \restrict.
    sql = re.sub(r"^\\(?:un)?restrict .*\n", "", sql, flags=re.MULTILINE)
    packed = lzma.compress(sql.encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / f"{version}.{vendor}.sql.xz").write_bytes(packed)
    sys.stdout.write(f"{version} {vendor}: {len(packed)} bytes\n")


if __name__ == "__main__":
    for named in sys.argv[1:]:
        dump(named)
