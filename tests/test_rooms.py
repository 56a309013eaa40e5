"""The order of rooms holds for templates and names of files, too (bin/rooms.py)."""

from pathlib import Path

import pytest

from bin import rooms

ORDER = '[[tool.importlinter.contracts]]\nlayers = ["pages", "blog", "prose"]\n'
HARMLESS = {
    "pyproject.toml": ORDER,
    "pages/templatetags/site.py": "",
    "prose/templatetags/typography.py": "",
    "blog/views.py": 'TEMPLATE = "editions/post.html"\n',
    "templates/base.html": "{% load i18n site %}",
    "templates/components/labels.html": "",
    "templates/editions/post.html": '{% load i18n typography %}{% include "prose/figure.html" %}',
    "templates/prose/figure.html": "{% load i18n %}",
    "templates/pages/piece.html": '{% extends "base.html" %}{% include "editions/post.html" %}',
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small house in which everything goes down."""
    monkeypatch.chdir(tmp_path)
    for name, text in HARMLESS.items():
        put(tmp_path, name, text)
    return tmp_path


def put(house: Path, name: str, text: str) -> None:
    path = house / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_house_in_which_everything_goes_down_is_in_order(house):
    assert list(rooms.breaches()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/editions/post.html", "{% load i18n site %}"),
        ("templates/editions/post.html", "{% load site_name from site %}"),
        ("templates/editions/post.html", '{% include "components/labels.html" with a=b %}'),
        ("templates/editions/post.html", '{% extends "base.html" %}'),
        ("templates/prose/figure.html", '{% include "editions/post.html" %}'),
        ("blog/views.py", 'TEMPLATE = "pages/piece.html"\n'),
        ("blog/views.py", 'LOOKS = ("pages/templatetags", "locale")\n'),
        ("blog/views.py", 'LOOKS = ["pages/templatetags/site.py"]\n'),
        ("prose/figures.py", 'render("editions/post.html")\n'),
    ],
)
def test_what_reaches_up_is_named(house, name, text):
    put(house, name, text)
    (breach,) = rooms.breaches()
    assert breach.startswith((f"{name} ", f"templates/{name} "))


def test_templates_of_the_newsroom_belong_to_the_room_of_their_models(house):
    put(house, "templates/admin/blog/panel.html", '{% include "components/labels.html" %}')
    put(house, "templates/admin/pages/site.html", '{% include "components/labels.html" %}')
    (breach,) = rooms.breaches()
    assert breach.startswith("templates/admin/blog/panel.html (blog)")
