"""The checks of bin/house_rules find what they are there for."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from bin import house_rules

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "markup",
    [
        "<script>let a = 1</script>",
        '<script type="module">let a = 1</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        "<p\n style='color: red'>".replace("\n", " "),
        '<body onload="start()">',
    ],
)
def test_inline_script_and_style_are_found(markup):
    assert house_rules.INLINE.search(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="/static/a.js" defer></script>',
        '<script type="application/ld+json">{}</script>',
        '<link rel="stylesheet" href="/static/a.css">',
        '<p class="style">on sale = yes</p>',
    ],
)
def test_files_of_script_and_style_are_allowed(markup):
    assert house_rules.INLINE.search(markup) is None


@pytest.mark.parametrize(
    "source",
    [
        '<script src="/static/a.js" defer></script>',
        "<script src='{% static 'a.js' %}'></script>",
        'js = ("admin_theme/a.js",)',
        'js = [Script("a.js", type="module"), "b.js"]',
    ],
)
def test_a_script_that_is_no_module_is_found(source):
    assert house_rules.CLASSIC.search(source)


@pytest.mark.parametrize(
    "source",
    [
        '<script type="module" src="{% static \'a.js\' %}"></script>',
        '<script type="application/ld+json">{}</script>',
        'js = [Script("admin_theme/a.js", type="module")]',
    ],
)
def test_modules_and_data_are_allowed(source):
    assert house_rules.CLASSIC.search(source) is None


def test_a_script_that_may_run_before_the_page_is_read_is_found():
    assert house_rules.HURRIED.search('<script type="module" async src="a.js"></script>')
    assert not house_rules.HURRIED.search('<script type="module" src="a-async.js"></script>')


def test_lines_of_templates_have_160_characters_at_most():
    assert list(house_rules.wide_lines(["–" * 160, "–" * 161, ""])) == [2]


@pytest.mark.parametrize(
    "template",
    [
        "{{ text|safe }}",
        "{{ text | safe }} {# sanitised #}",
        "{# safe: prose.fields #}\n<p>\n{{ text|safe }}",
        "{{ text|safe }}\n{# safe: prose.fields #}",
    ],
)
def test_a_text_trusted_without_saying_who_made_it_safe_is_found(template):
    assert list(house_rules.unexplained_safe(template.splitlines()))


@pytest.mark.parametrize(
    "template",
    [
        "{{ text|safe }} {# safe: prose.fields #}",
        "{# safe: prose.fields #}\n<p>{{ text|safe }}</p>",
        "{{ text|safer }} {{ safe }}",
    ],
)
def test_a_text_may_be_trusted_where_it_is_said_who_made_it_safe(template):
    assert list(house_rules.unexplained_safe(template.splitlines())) == []


@pytest.mark.parametrize(
    "code", ['_(f"{n} hits")', "gettext_lazy(f'{n}')", 'ngettext(f"{n}", "", 1)']
)
def test_f_strings_inside_gettext_are_found(code):
    assert house_rules.F_STRING.search(code)


def test_a_registry_other_than_pypi_is_found():
    lock = 'source = { registry = "https://pypi.org/simple" }\nurl = "https://mirror.example/a.whl"'
    assert set(house_rules.LOCKED.findall(lock)) - house_rules.PUBLIC == {"https://mirror.example"}


@pytest.mark.django_db
def test_nothing_of_the_sample_is_in_the_repository(sample, monkeypatch):
    """The sample is somebody's text; it is read where it lies and copied nowhere."""
    monkeypatch.chdir(ROOT)
    text = " ".join(sample.read_text(encoding="utf-8").split())
    sentences = [part for part in re.split(r"(?<=[.!?:])\s", text) if len(part) > 40]
    read = StringIO()
    call_command("import_interview", sample, dry_run=True, stdout=read)
    guest = json.loads(read.getvalue())["interviewee"]
    copied = []
    for path in house_rules.tracked():
        try:
            content = " ".join(path.read_text(encoding="utf-8").split())
        except UnicodeDecodeError:
            continue
        copied += [f"{path}: {sentence}" for sentence in [guest, *sentences] if sentence in content]
    assert copied == []
