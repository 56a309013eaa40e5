"""What the documents say is there, is there; and what code says of documents is so."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"`(?:[A-Z]+=\S+ )?make ([a-z]+)")
ROOMS = [path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"]
PLACE = re.compile(rf"`((?:{'|'.join(set(ROOMS) - {'var'})})/[\w./-]*)`")
# Documents as code names them: docs/settings.md, docs/standards/law.md#ai, docs/decisions/0010.
NAMED = re.compile(r"(?<![\w/.-])docs/[\w/-]+(?:\.(?:md|webp))?(?:#[\w-]+)?")
DECISION = re.compile(r"\b[Dd]ecision \[?(\d{4})\b")
OUTSIDE = re.compile(r"\b[Ss]tandards? [A-Z]?\d|\bDESIGN\b|\breference/\w+\.md|\b[Ii]ssue #?\d")

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in DOCUMENTS]
)


@cache
def texts():
    """Return every text of the repository by its path, but what others wrote and this test."""
    listed = ["git", "ls-files", "-co", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {}
    for path in map(Path, names.splitlines()):
        others = path.suffix == ".lock" or path.parts[:2] == ("tests", "vendor")
        if others or not (ROOT / path).is_file() or ROOT / path == Path(__file__).resolve():
            continue
        try:
            found[path] = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures, typefaces
    return found


@cache
def headings(document):
    """Return the anchors of a document's headings."""
    lines = document.read_text(encoding="utf-8").splitlines()
    titles = [line.lstrip("#").strip() for line in lines if re.match(r"#{1,6} ", line)]
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def leads_somewhere(base, target):
    """Tell whether a path (with an anchor) leads to a file (and a heading) from a folder or file."""
    path, _, anchor = target.partition("#")
    file = base / path if path else base
    if not file.exists():
        return False
    return not anchor or (file.suffix == ".md" and anchor in headings(file))


def known_document(name):
    """Tell whether a document that code names exists; a decision may go by its number alone."""
    if re.fullmatch(r"docs/decisions/\d{4}", name):
        return bool(list(ROOT.glob(f"{name}-*.md")))
    return leads_somewhere(ROOT, name)


@every_document
def test_every_link_leads_to_a_file_and_a_heading(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    base = {link: document if link.startswith("#") else document.parent for link in links}
    assert [link for link in links if not leads_somewhere(base[link], link)] == []


@every_document
def test_every_command_exists(document):
    text = document.read_text(encoding="utf-8")
    assert set(COMMAND.findall(text)) - set(get_commands()) == set()


@every_document
def test_every_make_target_exists(document):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(TARGET.findall(document.read_text(encoding="utf-8"))) - targets == set()


@every_document
def test_every_place_in_the_repository_exists(document):
    places = PLACE.findall(document.read_text(encoding="utf-8"))
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_places_of_every_room_are_looked_at():
    assert PLACE.findall("`shops/gone.py`, `deploy/gone.conf`") == [
        "shops/gone.py",
        "deploy/gone.conf",
    ]


def test_every_document_that_the_source_names_exists():
    named = {(str(path), name) for path, text in texts().items() for name in NAMED.findall(text)}
    assert len(named) > 40
    assert {pair for pair in named if not known_document(pair[1])} == set()


def test_every_decision_that_is_named_exists():
    named = {(str(path), one) for path, text in texts().items() for one in DECISION.findall(text)}
    assert named
    assert {pair for pair in named if not known_document(f"docs/decisions/{pair[1]}")} == set()


@pytest.mark.parametrize(
    "name",
    ["docs/gone.md", "docs/standards/law.md#gone", "docs/decisions/9999", "docs/standards/law#ai"],
)
def test_a_document_or_heading_that_is_gone_is_found(name):
    assert NAMED.findall(f'"""A rule ({name})."""') == [name]
    assert not known_document(name)


def test_nothing_refers_to_papers_outside_the_repository():
    assert {
        f"{path}:{number}: {line.strip()}"
        for path, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if OUTSIDE.search(line)
    } == set()


@pytest.mark.parametrize(
    "line",
    [
        "(standards 4.3).",
        "Standards 3 and 4",
        "(standards T2)",
        "not in DESIGN",
        "reference/law.md",
    ],
)
def test_a_paper_outside_is_found(line):
    assert OUTSIDE.search(line)


def test_the_help_of_make_names_every_target_for_people():
    makefile = (ROOT / "Makefile").read_text()
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    described = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    assert phony - described == {"dependencies"}


def options(command):
    """Return what granian is told, without what differs from place to place."""
    words = command.replace("\\\n", " ").split("granian ", 1)[1].split("config.wsgi", 1)[0].split()
    pairs = dict(zip(words, [*words[1:], ""], strict=True))
    own = ("--host", "--port", "--uds", "--uds-permissions", "--workers", "--workers-kill-timeout")
    told = {name for name in pairs if name.startswith("--") and name not in own}
    return {name: "" if pairs[name].startswith("--") else pairs[name] for name in told}


def test_the_units_serve_as_bin_serve_does_and_start_again():
    site = (ROOT / "deploy/systemd/podium.service").read_text()
    worker = (ROOT / "deploy/systemd/podium-worker.service").read_text()
    assert options(site) == options((ROOT / "bin/serve").read_text())
    assert "ExecStart=/srv/podium/.venv/bin/python manage.py db_worker\n" in worker
    assert "manage.py db_worker " in (ROOT / "bin/serve").read_text()
    assert "Restart=always\n" in site
    assert "Restart=always\n" in worker


def glossary():
    """Return the rows of the glossary: word, German, meaning, what carries it."""
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if "|" in line
    ]
    return rows[2:]


@cache
def classes():
    """Return the places of every class of the product by its name, wherever it has moved to."""
    found = {}
    for path, text in texts().items():
        if path.suffix == ".py" and path.parts[0] not in ("tests", "bin"):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.ClassDef):
                    found.setdefault(node.name, []).append(str(path))
    return found


def test_the_glossary_has_forty_words_at_most_and_each_has_one_meaning():
    columns = list(zip(*glossary(), strict=True))
    assert 20 < len(glossary()) <= 40
    assert all(cell for row in glossary() for cell in row)
    for column in columns:
        assert len({cell.casefold() for cell in column}) == len(column)


@pytest.mark.parametrize(("word", "german", "_meaning", "carrier"), glossary())
def test_each_word_of_the_glossary_is_carried_by_one_class(word, german, _meaning, carrier):
    if "." in carrier:
        model = apps.get_model(carrier)
        assert model.__name__ == carrier.partition(".")[2]
        with translation.override("de"):
            assert str(model._meta.verbose_name) == german
    else:
        assert len(classes().get(carrier, [])) == 1, f"{word}: {classes().get(carrier)}"


ARROW = re.compile(r"^ +(\w+)(?:\[[^\]]*\])? --> (\w+)", re.MULTILINE)


def drawn():
    """Return the arrows between rooms in the diagram that the architecture opens with."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert text.startswith("# Architecture\n\n```mermaid\n")
    return ARROW.findall(text.split("```")[1])


@cache
def layers():
    """Return the rooms in the order of the import contract, the highest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["importlinter"]["contracts"][0]["layers"]


@cache
def imported():
    """Return which room imports which, as pairs."""
    found = set()
    for path, text in texts().items():
        if path.suffix == ".py" and path.parts[0] in layers() and "migrations" not in path.parts:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.ImportFrom) and node.module:
                    found.add((path.parts[0], node.module.partition(".")[0]))
                elif isinstance(node, ast.Import):
                    names = {alias.name.partition(".")[0] for alias in node.names}
                    found |= {(path.parts[0], name) for name in names}
    return found


def test_the_diagram_shows_every_room_and_nothing_else():
    assert {room for arrow in drawn() for room in arrow} == set(layers())


def test_every_arrow_of_the_diagram_goes_down_and_is_an_import():
    order = layers()
    assert [(a, b) for a, b in drawn() if order.index(a) >= order.index(b)] == []
    assert set(drawn()) - imported() == set()


def packages():
    """Return the folders of the product's packages, its rooms included; migrations are data."""
    modules = [path for path in texts() if path.suffix == ".py" and path.parts[0] in layers()]
    return sorted({path.parent for path in modules if "migrations" not in path.parts})


@pytest.mark.parametrize("package", packages(), ids=str)
def test_every_package_says_what_lives_there_and_can_be_seen_at_a_glance(package):
    said = ast.get_docstring(ast.parse(texts()[package / "__init__.py"]))
    assert said
    assert said.splitlines()[0].endswith(".")
    modules = [path for path in texts() if path.parent == package and path.suffix == ".py"]
    assert len(modules) - 1 <= 20


def test_no_module_is_longer_than_350_lines():
    lengths = {
        str(path): len(text.splitlines())
        for path, text in texts().items()
        if path.suffix == ".py" and path.parts[0] in layers() and "migrations" not in path.parts
    }
    assert {path: length for path, length in lengths.items() if length > 350} == {}
