"""Filled databases to measure on, kept under var/bench/ between runs.

They are kept for a month, because the demo's event comes nearer, and as long as nothing changes
that decides what is in them: migrations, the demo, what freezes pieces. What another release rendered
is rendered anew, as in production, by `migrate`.
"""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psycopg

from tests import postgres
from tests.bench.inside import ROOT, environment, run

KEPT = ROOT / "var" / "bench"
# What a filled database follows from.
SOURCES = (
    *("*/migrations/*.py", "demo/**/*.*", "tests/bench/cloning.py"),
    *(f"{room}/**/*.py" for room in ("blog", "disclosures", "interviews", "media")),
    "disclosures/*.toml",
)


@dataclass(frozen=True)
class World:
    """So many generated pieces with so many editions each, beside the demo's own."""

    pieces: int = 0
    editions: int = 0
    cloned: bool = False  # from a hundredth of its pieces, set-based
    known: bool = False  # with people, organisations and pictures as after many years

    @property
    def name(self) -> str:
        """Name of its database."""
        return f"bench_{self.pieces}_{self.editions}{'_known' if self.known else ''}"

    @property
    def base(self) -> "World | None":
        """The world that this one is a copy of, before it is filled further."""
        if self.cloned:
            return World(self.pieces // 100, self.editions)
        if self.known:
            return World(self.pieces, self.editions)
        return World() if self.pieces else None

    def commands(self) -> list[list[str]]:
        """Return what fills it, once it is a copy of its base."""
        if self.cloned:
            return [["-m", "tests.bench.inside", "cloning", "99"]]
        if self.known:
            known = ["--people", "4000", "--organisations", "2000", "--pictures", "20000"]
            return [["manage.py", "load_demo", *known]]
        if self.pieces:
            numbers = ["--posts", str(self.pieces), "--editions", str(self.editions)]
            return [["manage.py", "load_demo", *numbers]]
        worker = ["manage.py", "db_worker", "--batch", "--no-startup-delay", "-v0"]
        return [["manage.py", "migrate", "-v0"], ["manage.py", "load_demo"], worker]


class Engine(Protocol):
    """A kind of database that worlds live in."""

    name: str
    folder: Path

    def url(self, world: World) -> str:
        """Return the DATABASE_URL of a world."""

    def make(self, world: World) -> None:
        """Make the database of a world anew, as a copy of its base."""

    def settle(self, world: World) -> None:
        """Bring a filled database into the state that it would have by itself after a while."""


@dataclass
class SQLite:
    """One file for each world."""

    folder: Path
    name: str = "SQLite"

    def url(self, world: World) -> str:
        """Return the file's DATABASE_URL."""
        return f"sqlite:///{self._file(world)}"

    def make(self, world: World) -> None:
        """Remove the file; copy the base's."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._file(world)}{ending}").unlink(missing_ok=True)
        if world.base:
            with (
                contextlib.closing(sqlite3.connect(self._file(world.base))) as base,
                contextlib.closing(sqlite3.connect(self._file(world))) as copy,
            ):
                base.backup(copy)

    def settle(self, world: World) -> None:
        """Write the log back into the file."""
        with contextlib.closing(sqlite3.connect(self._file(world))) as made:
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _file(self, world: World) -> Path:
        return self.folder / f"{world.name}.sqlite3"


@dataclass
class PostgreSQL:
    """One database for each world in a cluster of the bench's own."""

    folder: Path
    cluster: postgres.Cluster
    name: str = "PostgreSQL"

    def url(self, world: World) -> str:
        """Return the database's DATABASE_URL."""
        return self.cluster.url_of(world.name)

    def make(self, world: World) -> None:
        """Drop the database; copy the base's."""
        template = world.base.name if world.base else "template1"
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {world.name}")  # type: ignore[arg-type]
            connection.execute(f"CREATE DATABASE {world.name} TEMPLATE {template}")  # type: ignore[arg-type]

    def settle(self, world: World) -> None:
        """Do what autovacuum would soon do."""
        with psycopg.connect(self.url(world), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


@dataclass
class Worlds:
    """The worlds of one engine; `seconds` tells how long filling each took, whenever that was."""

    engine: Engine
    seconds: dict[World, float] = field(default_factory=dict)

    def site(self, world: World, **more: str) -> dict[str, str]:
        """Return the settings of a site that shows this world."""
        return environment(self.engine.url(world), self.engine.folder / "media", **more)

    def fill(self, world: World) -> None:
        """Fill a world, and the ones it stands on, unless it is there."""
        done = self.engine.folder / f"{world.name}.filled"
        if not done.exists():
            if world.base:
                self.fill(world.base)
            say(f"{self.engine.name}: filling {world.pieces:,} × {world.editions} …")
            started = time.perf_counter()
            self.engine.make(world)
            for command in world.commands():
                with (self.engine.folder / "filling.log").open("a") as log:
                    run(command, self.site(world), stdout=log, stderr=log)
            self.engine.settle(world)
            done.write_text(f"{time.perf_counter() - started:.1f}")
            say(f"{self.engine.name}: {world.pieces:,} × {world.editions} in {done.read_text()} s")
        elif world not in self.seconds:
            run(["manage.py", "migrate", "-v0"], self.site(world))
        self.seconds[world] = float(done.read_text())


@contextlib.contextmanager
def sqlite_worlds() -> Iterator[Worlds]:
    """Offer worlds on SQLite."""
    yield Worlds(SQLite(_folder(KEPT, "sqlite")))


@contextlib.contextmanager
def postgresql_worlds(bin_dir: Path) -> Iterator[Worlds]:
    """Offer worlds on a PostgreSQL that runs meanwhile."""
    home = KEPT if _open_to_all(ROOT) else Path("/var") / "tmp" / "podium-bench"
    folder = _folder(home, f"postgresql-{bin_dir.parent.name}")
    cluster_folder = folder / "cluster"
    cluster_folder.mkdir(exist_ok=True)
    cluster = postgres.cluster_in(cluster_folder, bin_dir)
    if not (cluster_folder / "data" / "PG_VERSION").exists():
        cluster.make()
    with cluster.served(keep=True):
        yield Worlds(PostgreSQL(folder, cluster))


def say(text: str) -> None:
    """Tell whoever waits what is going on."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')}  {text}\n")


def fingerprint() -> str:
    """Return a name for everything that decides what is in a filled database, and the month."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return f"{time.strftime('%Y-%m')}-{digest.hexdigest()[:12]}"


def _folder(home: Path, kind: str) -> Path:
    """Return the folder for worlds of a kind, and remove those of other fingerprints."""
    wanted = home / fingerprint() / kind
    wanted.mkdir(parents=True, exist_ok=True)
    for other in home.glob(f"????-??-*/{kind}"):
        if other != wanted:
            shutil.rmtree(other)
    return wanted


def _open_to_all(folder: Path) -> bool:
    """Tell whether PostgreSQL's unprivileged user may enter a folder."""
    return os.geteuid() != 0 or all(one.stat().st_mode & 0o001 for one in [folder, *folder.parents])
