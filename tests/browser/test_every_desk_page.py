"""Every page of the newsroom under axe, by the table of its addresses: wide and on a phone, light and dark."""

from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser

from blog.roles import CHIEF_EDITORS, EDITORS
from tests.security.admin_addresses import admin_addresses
from tests.security.admin_table import MAY
from tests.security.newsroom import ROLES, argument_of, make_account, make_newsroom

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# The pages take turns, so that the walk stays short and every look is looked at.
LOOKS = [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]
EDITOR, CHIEF = ROLES.index("editor"), ROLES.index("chief")
# No page of their own: parts, files, and what stands in a frame.
NO_PAGES = {
    *("javascript_catalogue", "jsi18n", "saving_token", "saving_signed_in", "autocomplete"),
    *("media_image_choices", "blog_tag_names", "preview_page", "edition_page", "components"),
    *("disclosures_notice_preview", "disclosures_notice_preview_new", "moving_report"),
}
FILES = ("_json", "_csv", "_original")


def pages(newsroom):
    """Yield name, path and whether only chief editors get it, of each address that answers with a page."""
    for address in admin_addresses():
        signs = MAY[address.name].split()[0]
        if "o" not in (signs[EDITOR], signs[CHIEF]):
            continue
        if address.name not in NO_PAGES and not address.name.endswith(FILES):
            path = address.filled(argument_of(address, newsroom))
            yield address.name, path, signs[EDITOR] != "o"


def tabs(browser, url, role, settings):
    """Return one page for each look, signed in; a goto takes its time, but not that of a broken one."""
    client = Client()
    client.force_login(make_account(role.lower(), role))
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": url}
    for width, scheme in LOOKS:
        size = {"width": width, "height": 844}
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="de-DE")
        context.set_default_timeout(20_000)
        context.add_cookies([cookie])
        yield context.new_page()


def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_its_window(
    browser: Browser, live_server, settings
):
    # Nobody writes smaller versions of the pictures: that takes longer than the walk.
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    newsroom = make_newsroom()
    own = [
        cycle(tabs(browser, live_server.url, role, settings)) for role in (EDITORS, CHIEF_EDITORS)
    ]
    wrong, seen = {}, 0
    for name, path, chiefs_only in pages(newsroom):
        tab = next(own[chiefs_only])
        answer = tab.goto(live_server.url + path)
        assert (answer and answer.status) == 200, (name, path)
        seen += 1
        found = Axe().run(tab, options=RULES).response["violations"]
        rules = {one["id"]: [node["html"][:120] for node in one["nodes"]][:3] for one in found}
        if tab.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            rules["too-wide"] = []
        if rules:
            wrong[name, tab.viewport_size["width"]] = rules
    assert wrong == {}
    assert seen > 80
    for context in [*browser.contexts]:
        context.close()
