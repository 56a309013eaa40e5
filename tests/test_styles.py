"""The check of style sheets finds what browsers would pass over."""

from pathlib import Path

import pytest

from bin import styles


@pytest.fixture
def sheet(tmp_path):
    def write(css: str, name: str = "own.css") -> Path:
        path = tmp_path / name
        path.write_text(css, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "css",
    [
        "a { color red; top: 0 }",
        "a { margin: (1px; } b { top: 0 }",
        "a { top: 0 } }",
        "a:not( { top: 0 }",
        "a { background: url(x y) }",
        "@media print { a { content: 'x\n' } }",
    ],
)
def test_what_does_not_parse_is_found(sheet, css):
    assert list(styles.unreadable(sheet(css)))


def test_a_sheet_with_layers_fonts_and_conditions_parses(sheet):
    css = """@layer base, text;
        @font-face { font-family: A; src: url("a.woff2") format("woff2") }
        /* what stands */
        @layer base { @media (width < 30rem) { a:not(:hover, .b) > c::before { content: "}" / "" } } }"""
    assert list(styles.unreadable(sheet(css))) == []


def test_a_property_set_twice_in_a_block_is_found_with_its_line(sheet):
    path = sheet("a { top: 0 }\na {\n  color: red;\n  top: 0;\n  color: blue;\n}\n")
    assert list(styles.set_twice(path)) == [f"{path}:5: color is set twice"]


def test_a_value_for_older_browsers_right_before_the_real_one_is_meant(sheet):
    path = sheet('a::before { top: 0; content: counter(a); content: counter(a) / "" }')
    assert list(styles.set_twice(path)) == []


def test_a_custom_property_needs_who_sets_it_and_who_asks(sheet):
    own = sheet(
        "a { --mine: 1px; --theirs: red; top: var(--mine); left: calc(var( --gone, 0) * 2) }"
    )
    beneath = sheet("b { color: var(--theirs) }", "beneath.css")
    assert list(styles.one_sided([own], [beneath])) == [f"{own}:1: --gone is set nowhere"]
    own.write_text("a { --mine: 1px }", encoding="utf-8")
    assert list(styles.one_sided([own], [beneath])) == [f"{own}:1: nothing asks for --mine"]


def test_the_sheets_of_the_admin_and_of_the_editor_are_known():
    names = {path.name for path in styles.sheets_beneath()}
    assert {"base.css", "editor.css"} <= names
