import re
from pathlib import Path

import pytest

from pages.house.components import FOLDER, promise_of

pytestmark = pytest.mark.django_db

FILES = sorted(FOLDER.glob("*.html"))
AT_THE_ENDS_OF_THE_PAGE = {"header", "footer"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_component_begins_by_saying_what_it_promises_and_uses_what_it_says_it_takes(
    file: Path,
):
    promise = promise_of(file)
    assert re.match(r"[A-Z].+\.$", promise), f"{file.name}: begin it with {{# … #}}"
    taken = re.findall(r"`(\w+)`", promise.partition("Takes ")[2])
    used = file.read_text(encoding="utf-8").removeprefix(f"{{# {promise} #}}")
    assert [name for name in taken if not re.search(rf"\b{name}\b", used)] == []


def test_the_page_shows_every_component_with_its_promise_and_an_example(admin_client):
    page = admin_client.get("/admin/bausteine/")
    shown = {component.name: component for component in page.context["components"]}
    assert set(shown) == {file.stem for file in FILES}
    assert {name for name, one in shown.items() if not one.examples} == AT_THE_ENDS_OF_THE_PAGE
    for component in shown.values():
        assert f'id="baustein-{component.name}"' in page.text
        for case, html in component.examples:
            assert html.strip(), f"{component.name}, {case}: shows nothing"


def test_readers_and_search_engines_do_not_get_the_page(client, admin_client):
    assert client.get("/admin/bausteine/").status_code == 302
    page = admin_client.get("/admin/bausteine/")
    assert "noindex" in page.text
    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
