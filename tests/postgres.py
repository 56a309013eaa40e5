"""`python -m tests.postgres COMMAND …`: run a command with a PostgreSQL of its own.

Starts a server in a temporary folder on a free local port, sets DATABASE_URL, runs the command and
takes the server away again, whatever happens, be it `kill -9`. PostgreSQL refuses to run as root;
then an unprivileged user owns the folder and the server.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.lifeline import should_we_die

FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"]
FAST += ["jit=off", "autovacuum=off"]  # tables of a few rows are worth neither
# For a shell that is told the folder of a cluster: stop at once; wait, take the folder away.
_STOP = 'pid=$(head -n 1 "$1/data/postmaster.pid"); kill -QUIT "$pid"'
_CLEAR = '; while kill -0 "$pid"; do sleep 0.1; done; rm -rf "$1"'
STOP_AND_CLEAR = _STOP + _CLEAR
MISSING = 69  # EX_UNAVAILABLE; pytest never answers it


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server on this machine, if there is one."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server in a folder, to be stopped and started at will."""

    bin_dir: Path
    folder: Path
    port: int
    user: str | None
    options: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its DATABASE_URL."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """Return the DATABASE_URL of one of its databases."""
        return f"postgres://podium@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        """Make the cluster in its folder."""
        # One locale on every machine, whatever its LANG says.
        kind = ["-D", self.folder / "data", "-U", "podium", "-A", "trust", "-E", "UTF8"]
        _run([self.bin_dir / "initdb", *kind, "--locale=C.UTF-8"], self.user)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -h 127.0.0.1 "
        options += " ".join(f"-c {option}" for option in (*FAST, *self.options))
        self._control("-o", options, "-l", self.folder / "log", "start")

    def follow(self, primary: "Cluster") -> None:
        """Make it a replica of another server, which runs, in its folder; started, it takes what that one writes."""
        source = f"host=127.0.0.1 port={primary.port} user=podium application_name=replica"
        where = ["-D", self.folder / "data", "-d", source]
        _run(
            [self.bin_dir / "pg_basebackup", *where, "-R", "-X", "stream", "-c", "fast"], self.user
        )

    def ask(self, statement: str) -> None:
        """Run a statement as its administrator."""
        _run([self.bin_dir / "psql", "-q", "-c", statement, self.url], None)

    def promote(self) -> None:
        """Let a replica go on as the primary."""
        self._control("promote")

    def stop(self, how: str = "immediate") -> None:
        """Break all connections and stop: at once, or (`fast`) with everything on disk."""
        self._control("-m", how, "stop")

    @contextlib.contextmanager
    def served(self, *, keep: bool = False) -> Iterator[Self]:
        """Run the server while the block runs; `keep` its data in good order for another time."""
        with should_we_die(_STOP + ("" if keep else _CLEAR), self.folder):
            self.start()
            try:
                yield self
            finally:
                self.stop("fast" if keep else "immediate")

    def _control(self, *words: object) -> None:
        _run([self.bin_dir / "pg_ctl", "-D", self.folder / "data", "-w", *words], self.user)


@contextlib.contextmanager
def cluster(bin_dir: Path) -> Iterator[Cluster]:
    """Make a cluster and run its server while the block runs."""
    with tempfile.TemporaryDirectory(prefix="podium-postgres-") as folder:
        made = cluster_in(Path(folder), bin_dir)
        made.make()
        with made.served():
            yield made


def cluster_in(folder: Path, bin_dir: Path) -> Cluster:
    """Return the cluster of a folder, made or not, to be served on a free port."""
    return Cluster(bin_dir, folder, _free_port(), _owner(folder))


@contextlib.contextmanager
def server(bin_dir: Path) -> Iterator[str]:
    """Run a server while the block runs; yield its DATABASE_URL."""
    with cluster(bin_dir) as made:
        yield made.url


def _owner(folder: Path) -> str | None:
    """Give the folder to an unprivileged user when run as root; return that user's name."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return user


def _run(command: list[object], user: str | None) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{words[0]} failed:\n{done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set; return its exit code, or 69 without PostgreSQL."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bin_dir = binaries()
    if bin_dir is None:
        sys.stderr.write("SKIPPED: no PostgreSQL server found (Debian: apt install postgresql).\n")
        return MISSING
    with server(bin_dir) as url:
        # A thread that serves a browser may outlive the tests; it must not keep its connection.
        env = os.environ | {"DATABASE_URL": f"{url}?conn_max_age=0"}
        return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
