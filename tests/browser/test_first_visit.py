"""What a browser that has kept nothing loads until somebody writes, served as in production."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Page

from tests.making import make_interview
from tests.serving import ROOT, database_in_use, podium

pytestmark = pytest.mark.django_db(transaction=True)

MOST_REQUESTS, MOST_BYTES = 25, 350_000
# Most buttons name their icon; that of headings, which has its level beside it, is text in one of their class.
ICON = re.compile(
    r"""(?:\bmaterial\(|\bmaterial-icons`,[^{}]*(?:\{[^{}]*\}`?[^{}]*)*?textContent:)"([a-z_]+)\""""
)


@pytest.fixture
def served(tab: Page, settings):
    """A page of the newsroom on a server of its own, signed in, and what it has loaded since."""
    # Hashed as in production, where the suite's own hasher is unknown.
    settings.PASSWORD_HASHERS = ["config.log_in.PasswordHasher"]
    User.objects.create_superuser("redaktion", password="podium-demo")
    with podium(database_in_use()) as server:
        site = f"http://127.0.0.1:{server.port}"
        tab.goto(f"{site}/konto/login/")
        tab.fill("[name=login]", "redaktion")
        tab.fill("[name=password]", "podium-demo")
        tab.press("[name=password]", "Enter")
        tab.wait_for_url("**/admin/**")
        tab.context.new_cdp_session(tab).send("Network.clearBrowserCache")
        loaded = []
        tab.on("requestfinished", lambda one: loaded.append(one))  # noqa: PLW0108  # Playwright marks it
        yield tab, site, loaded


def weight(loaded) -> int:
    """What came over the line."""
    return sum(one.sizes()["responseBodySize"] for one in loaded)


def test_until_the_first_answer_is_an_editor_it_takes_25_requests_and_350_kb(served):
    page, site, loaded = served
    interview = make_interview("Neu", exchanges=[(f"Frage {n}?", "<p>So.</p>") for n in range(40)])
    page.goto(
        site + reverse("admin:interviews_interview_change", args=[interview.pk]),
        wait_until="networkidle",
    )
    page.locator(".exchange .prose-shown").first.click()
    page.locator(".ProseMirror").wait_for()
    page.wait_for_load_state("networkidle")
    named = [f"{one.sizes()['responseBodySize']:>7} {one.url}" for one in loaded]
    assert any("editor." in one.url for one in loaded), "The editor was not among it"
    assert len(loaded) <= MOST_REQUESTS, "\n".join(named)
    assert weight(loaded) <= MOST_BYTES, "\n".join(named)


def test_no_icon_is_missing_in_what_was_cut(served):
    page, site, _loaded = served
    page.goto(site + reverse("admin:blog_post_add"), wait_until="networkidle")
    scripts = [Path(finders.find("django_prose_editor/editor.js"))]
    scripts += (ROOT / "static" / "prose").glob("*.js")
    names = {name for script in scripts for name in ICON.findall(script.read_text())}
    assert len(names) > 15
    assert "title" in names
    wide = page.evaluate(
        """async (names) => {
          await document.fonts.load("24px Material Icons");
          const wide = (name) => {
            const icon = document.createElement("span");
            icon.className = "material-icons";
            icon.textContent = name;
            document.body.append(icon);
            return icon.getBoundingClientRect().width;
          };
          return names.filter((name) => wide(name) !== 24);
        }""",
        sorted(names),
    )
    assert wide == []
