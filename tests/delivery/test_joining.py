"""Static files that are sent as one say what they say apart."""

import gzip
import re
import subprocess
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from delivery.joining.scripts import module, parts, scripts
from delivery.joining.sent import address
from delivery.joining.sheets import joined

HERE = "teile-probe"


@pytest.fixture
def static(tmp_path, settings):
    """Write static files, by name."""
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()

    def write(**texts):
        for name, text in texts.items():
            file = tmp_path / HERE / name.replace("_", ".")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)

    yield write
    finders.get_finder.cache_clear()


def ran(script: str, tmp_path: Path) -> str:
    """Return what a module says in Deno."""
    file = tmp_path / "ran.mjs"
    file.write_text(script)
    deno = Path(settings.BASE_DIR, ".venv/bin/deno")
    return subprocess.run(
        [deno, "run", "--quiet", file], capture_output=True, text=True, check=True
    ).stdout


def test_modules_run_once_each_in_their_order_and_keep_their_names_to_themselves(static, tmp_path):
    static(
        words_js="const key = 1;\nexport const say = (text) => console.log(text, key);\n",
        one_js='import { say } from "./words.js";\n\nconst key = 2;\nsay("one");\n'
        "/* Said. */ export const no = 0;\n".replace("/* Said. */ ", "  /* Said. */\n")
        + "/* Here. */ say.name;\nexport function twice() {\n  // Both.\n  return key * 2;\n}\n/* End. */\n",
        two_js='import * as words from "./words.js";\nimport { twice as double } from "./one.js";\n\n'
        "words.say(double());\nexport async function later() {}\n",
        page_js='/* Both. */\n\nimport "./one.js";\nimport "./two.js";\n\nconsole.log("page");\n',
    )
    name = f"{HERE}/page.js"
    assert [Path(one).stem for one in dict.fromkeys(parts(name))] == ["words", "one", "two", "page"]
    whole = module(name) + "\nconsole.log(twice(), typeof later);"
    assert ran(whole, tmp_path) == "one 1\n4 1\npage\n4 function\n"


def test_what_is_no_static_file_stays_an_import(static):
    static(a_js='import { crel, Node as Knot } from "library/editor";\nexport const a = crel;\n')
    said = module(f"{HERE}/a.js")
    assert said.startswith('import * as _out0 from "library/editor";')
    assert "const { crel, Node: Knot } = _out0;" in said


def test_what_is_exported_in_another_way_is_refused(static):
    static(a_js="const a = 1;\nexport { a };\n")
    with pytest.raises(ValueError, match=r"a\.js is written otherwise"):
        module(f"{HERE}/a.js")


@pytest.mark.parametrize("line", ['import a from "./b.js";', 'import { a } from "./b.js"'])
def test_what_is_imported_in_another_way_is_refused(static, line):
    static(a_js=f"{line}\n", b_js="export const a = 1;\n")
    with pytest.raises(ValueError, match=r"a\.js (?:is written|imports) otherwise"):
        module(f"{HERE}/a.js")


def test_no_script_makes_the_others_strict(static, tmp_path):
    static(
        a_js='"use strict";\nvar a = 1;',
        b_js="(function () { console.log(this === undefined) })()",
        scripts_js='import "./a.js";\nimport "./b.js";\n',
    )
    file = tmp_path / "ran.cjs"
    file.write_text(scripts(f"{HERE}/scripts.js"))
    deno = Path(settings.BASE_DIR, ".venv/bin/deno")
    said = subprocess.run(
        [deno, "run", "--quiet", "--allow-read", file], capture_output=True, text=True, check=True
    )
    assert said.stdout == "false\n"


def test_what_is_joined_is_named_in_the_settings_and_there():
    named = [
        one
        for root in ("templates", "desk", "prose")
        for file in Path(settings.BASE_DIR, root).rglob("*")
        if file.suffix in (".html", ".py")
        for one in re.findall(
            r"""(?:joined |address\()["']([\w/.-]+\.(?:css|js))["']""", file.read_text()
        )
    ]
    assert set(named) <= set(settings.JOINED_FILES)
    assert [one for one in settings.JOINED_FILES if not finders.find(one)] == []


def test_classic_scripts_stand_one_after_the_other(static):
    static(
        a_js="var a = 1",
        b_js="(function () {})()",
        scripts_js='import "./a.js";\nimport "./b.js";\n',
    )
    assert scripts(f"{HERE}/scripts.js") == ";\nvar a = 1\n;\n(function () {})()\n"


def test_sheets_stand_where_they_are_imported_and_find_their_files(static):
    static(
        a_css='.a { background: url("dot.svg"); }',
        page_css='@layer x;\n@import url("a.css");\n.page { color: red; }',
    )
    assert (
        joined(f"{HERE}/page.css").split()
        == (
            f'@layer x; .a {{ background: url("/static/{HERE}/dot.svg"); }} .page {{ color: red; }}'
        ).split()
    )


def test_they_are_sent_small_and_kept_for_ever_under_a_name_that_follows_from_them(client):
    path = address("admin_theme/theme.css")
    plain = client.get(path)
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Content-Type"] == "text/css; charset=utf-8"
    packed = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert brotli.decompress(packed.content) == plain.content
    zipped = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.content) == plain.content
    late = client.get(path.replace(path.split("/")[2], "0" * 16))
    assert late.content == plain.content
    assert "max-age=60" in late.headers["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    ["manage.py", "gibt/es/nicht.js", "site/fonts/OFL.txt", "/etc/x.css", "desk/composing/said.js"],
)
@pytest.mark.django_db
def test_nothing_else_is_sent(client, name):
    assert client.get(f"/teile/{'0' * 16}/{name}").status_code in (400, 404)
