"""What the documents say is there, is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"`(?:[A-Z]+=\S+ )?make ([a-z]+)")
ROOMS = "blog|config|disclosures|events|guests|interviews|media|pages|people|prose"
PLACE = re.compile(rf"`((?:{ROOMS}|bin|tests|templates|static|locale|docs)/[\w./-]*)`")

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in DOCUMENTS]
)


@every_document
def test_every_link_leads_to_a_file(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


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


def test_the_help_of_make_names_every_target_for_people():
    makefile = (ROOT / "Makefile").read_text()
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    described = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    assert phony - described == {"install"}
