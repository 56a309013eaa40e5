"""What old code would not survive is found in migrations; a release is named in every place at once."""

import shutil
import subprocess

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from bin.expanding import findings, grave, last_migrations, releases
from tests.serving import ROOT

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git")


@pytest.fixture(autouse=True)
def _with_migrations(settings):
    settings.MIGRATION_MODULES = {}  # also where the suite runs without


@pytest.fixture
def state():
    made = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=40)),
        ("note", models.TextField(null=True)),
        ("rank", models.IntegerField(db_default=0)),
    ]
    migrations.CreateModel("Stand", fields).state_forwards("fair", made)
    return made


SURVIVED = (
    migrations.AddField("stand", "colour", models.CharField(max_length=9, null=True)),
    migrations.AddField("stand", "colour", models.CharField(max_length=9, db_default="")),
    migrations.AlterField("stand", "name", models.CharField("named", max_length=80, blank=True)),
    migrations.AlterField("stand", "name", models.CharField(max_length=40, null=True)),
    migrations.AddIndex("stand", models.Index(fields=["name"], name="stand_by_name")),
    migrations.RemoveIndex("stand", "stand_by_name"),
    migrations.AlterModelOptions("stand", {"ordering": ["name"]}),
    migrations.CreateModel("Hall", [("id", models.BigAutoField(primary_key=True))]),
)
NOT_SURVIVED = (
    migrations.AddField("stand", "colour", models.CharField(max_length=9, default="")),
    migrations.RemoveField("stand", "name"),
    migrations.RenameField("stand", "name", "title"),
    migrations.DeleteModel("Stand"),
    migrations.RenameModel("Stand", "Booth"),
    migrations.AlterField("stand", "name", models.CharField(max_length=20)),
    migrations.AlterField("stand", "name", models.IntegerField()),
    migrations.AlterField("stand", "name", models.CharField(max_length=40, unique=True)),
    migrations.AlterField("stand", "note", models.TextField()),
    migrations.AlterField("stand", "rank", models.IntegerField(default=0)),
    migrations.AddConstraint("stand", models.UniqueConstraint(fields=["name"], name="once")),
    migrations.AddConstraint(
        "stand", models.CheckConstraint(condition=~models.Q(name=""), name="c")
    ),
    migrations.AlterUniqueTogether("stand", {("name", "rank")}),
)


@pytest.mark.parametrize("operation", SURVIVED, ids=lambda one: one.describe())
def test_what_only_adds_is_survived(operation, state):
    assert grave(operation, state, "fair", set()) == ""


@pytest.mark.parametrize("operation", NOT_SURVIVED, ids=lambda one: one.describe())
def test_what_takes_away_or_narrows_is_not(operation, state):
    assert grave(operation, state, "fair", set())
    assert (
        grave(operation, state, "fair", {"fair.stand"}) == ""
    )  # a table that old code does not know


def test_migrations_since_a_release_are_found_by_what_they_do_and_marked_ones_are_not(monkeypatch):
    loader = MigrationLoader(None)
    last = last_migrations(loader)
    assert list(findings(loader, last)) == []
    before = ["blog.0003_who_recorded_it"]
    found = list(findings(loader, before))
    assert any(line.startswith("blog/migrations/0008_no_sent_forms.py") for line in found), found
    module = type(loader.graph.nodes["blog", "0008_no_sent_forms"])
    monkeypatch.setattr(module, "contract", "Nothing reads it.", raising=False)
    assert not any("0008_no_sent_forms" in line for line in findings(loader, before))


def test_what_was_released_is_known_by_migrations_that_are_there():
    loader = MigrationLoader(None)
    for one in releases():
        assert set(one) == {"version", "date", "commit", "migrations"}
        list(findings(loader, one["migrations"]))


@needs_git
def test_a_release_is_named_in_every_place_and_never_twice(tmp_path):
    place = tmp_path / "podium"
    for name in ("bin",):
        (place / name).mkdir(parents=True)
    for name in ("bin/release", "pyproject.toml", "uv.lock", "releases.toml"):
        shutil.copy(ROOT / name, place / name)
    (place / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- Something.\n")
    python = place / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\ncase $3 in --last) echo blog.0001_x;; esac\n")
    python.chmod(0o755)
    (place / ".gitignore").write_text(".venv\n")
    env = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(tmp_path)}
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]

    def run(*words):
        done = subprocess.run(
            words, cwd=place, env=env, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "All"]):
        assert run("git", *words)[0] == 0
    for name, value in (("user.name", "x"), ("user.email", "x@example.org")):
        run("git", "config", name, value)
    assert run("bin/release", "neu")[0] == 2
    done = run("bin/release", "9.2.0")
    assert done[0] == 0, done
    assert "v9.2.0" in run("git", "tag")[1]
    assert 'version = "9.2.0"' in (place / "pyproject.toml").read_text()
    assert "## Unreleased\n\n## 9.2.0 – " in (place / "CHANGELOG.md").read_text()
    told = (place / "releases.toml").read_text()
    assert '"blog.0001_x",' in told
    assert run("git", "status", "--porcelain")[1] == ""
    assert "already" in run("bin/release", "9.2.0")[1]
    assert "nothing below" in run("bin/release", "9.3.0")[1]
