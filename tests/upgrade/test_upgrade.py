"""A database of the release before becomes one of today, with every edition as it was."""

import json
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests import postgres

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATABASE = "podium_upgrade"
ADDRESSES = {
    "/": 200,
    "/blog/": 200,
    "/interviews/": 200,
    "/blog/der-ablaufplan-den-alle-lesen/": 200,
    "/blog/der-ablaufplan-den-alle-lesen/aenderungen/": 200,
    "/interviews/fenja-ostersielen-stille/": 200,
    "/blog/ein-leerer-saal-luegt/": 301,
    "/blog/ein-leerer-saal-luegt-immer/": 200,
    "/blog/barrierefrei-einladen/": 200,
    "/blog/tauschboerse-fuer-restkarten/": 410,
    "/blog/checkliste-fuer-den-abbau/": 404,
    "/personen/": 200,
    "/events/": 200,
    "/transparenz/": 200,
    "/korrekturen/": 200,
    "/suche/?q=saal": 200,
    "/feeds/rss.xml": 200,
    "/sitemap.xml": 200,
}


# Releases of which a demo blog on SQLite is here (README.md); make exercise builds them on both.
RELEASES = sorted(one.name.removesuffix(".sqlite.sql.xz") for one in HERE.glob("*.sqlite.sql.xz"))
OF_EVERY_SITE = dict.fromkeys(("/", "/blog/", "/personen/", "/events/", "/feeds/rss.xml"), 200)


def dump(name):
    return lzma.open(HERE / f"{name}.sql.xz", "rt", encoding="utf-8").read()


def database_of(name, file):
    """Make an SQLite database of a dump; return its DATABASE_URL."""
    loading = sqlite3.connect(file)
    loading.executescript(dump(name))
    loading.close()
    return f"sqlite:///{file}"


@pytest.fixture
def sqlite_before(tmp_path):
    """The database of the release before, as a file; yields its DATABASE_URL."""
    return database_of("sqlite", tmp_path / "before.sqlite3")


@pytest.fixture
def postgresql_before():
    """The same as a database of its own, on the server that the tests run on."""
    folder = postgres.binaries()
    psql = str(folder / "psql") if folder else shutil.which("psql")
    if psql is None:
        pytest.skip("no psql (Debian: apt install postgresql-client)")
    told = connection.settings_dict
    login = f"{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}"
    drop = f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)"
    url = f"postgres://{login}/{DATABASE}"

    def ask(database, *words, **more):
        command = [psql, "-q", "-v", "ON_ERROR_STOP=1", f"postgres://{login}/{database}", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, text=True, **more)

    ask("postgres", "-c", drop, "-c", f"CREATE DATABASE {DATABASE} TEMPLATE template0")
    ask(DATABASE, input=dump("postgresql"))
    yield f"{url}?conn_max_age=0"
    ask("postgres", "-c", drop)


def upgraded(url, addresses=ADDRESSES):
    """Return what a process of its own tells of the database once it has brought it to the present."""
    command = [sys.executable, "-m", "tests.upgrade.upgraded", *addresses]
    done = subprocess.run(
        command,
        env=os.environ | {"DATABASE_URL": url},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.database
def test_a_database_of_the_release_before_upgrades_and_every_page_of_it_is_there(request):
    report = upgraded(request.getfixturevalue(f"{connection.vendor}_before"))
    assert report["answers"] == ADDRESSES
    assert report["locations"] == {
        "/blog/ein-leerer-saal-luegt/": "/blog/ein-leerer-saal-luegt-immer/"
    }
    assert report["editions"] == 19
    assert report["same"]


@pytest.mark.database
@pytest.mark.whichever_database
@pytest.mark.parametrize("release", RELEASES)
def test_the_demo_blog_of_a_release_upgrades_with_every_edition_as_it_was(release, tmp_path):
    report = upgraded(database_of(f"{release}.sqlite", tmp_path / "demo.sqlite3"), OF_EVERY_SITE)
    assert report["answers"] == OF_EVERY_SITE
    assert report["editions"] > 15
    assert report["same"]
