"""What stands above a text cannot stop a process: aliases of aliases, brackets in brackets."""

import time

import pytest

from interviews.importing.formats.front_matter import without_front_matter


def bomb():
    """Nine lines of YAML that, written out, are 9⁹ words; a worker took 4 GB and a minute and a half."""
    lines, before = ["a: &a [x,x,x,x,x,x,x,x,x]"], "a"
    for name in "bcdefghi":
        lines.append(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]")
        before = name
    return lines


@pytest.mark.parametrize("name", ["title", "author", "tags"])
@pytest.mark.parametrize("value", ["*i", "{name: *i}", "[{name: *i}]"])
def test_aliases_of_aliases_are_not_written_out(name, value):
    began = time.process_time()
    _lines, proposed = without_front_matter(["---", *bomb(), f"{name}: {value}", "---", "Text"])
    assert time.process_time() - began < 2
    assert len(str(proposed)) < 2000


@pytest.mark.parametrize(
    "lines",
    [
        ["---", "title: " + "[" * 5000 + "]" * 5000, "---", "Text"],
        ["+++", "title = " + "[" * 5000 + "]" * 5000, "+++", "Text"],
        ["{", '"title":' + "[" * 100_000 + "]" * 100_000, "}", "Text"],
        ["---", *("  " * depth + "a:" for depth in range(390)), "---", "Text"],
    ],
    ids=["yaml", "toml", "json", "deep"],
)
def test_brackets_in_brackets_are_taken_for_what_they_are_not(lines):
    rest, _proposed = without_front_matter(lines)
    assert rest[-1] == "Text"
