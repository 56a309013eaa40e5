"""Every page of the newsroom under axe, as an editor and as a chief editor: wide and on a phone, light and dark."""

import os

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
LOOKS = {  # an editor and a chief editor see the same pages; together they see them in every look
    EDITORS: [(1280, "light"), (390, "dark")],
    CHIEF_EDITORS: [(1280, "dark"), (390, "light")],
}
# No page of their own: parts, files, and what stands in a frame.
NO_PAGES = {
    *("javascript_catalogue", "jsi18n", "saving_token", "saving_signed_in", "autocomplete"),
    *("media_image_choices", "blog_tag_names", "preview_page", "edition_page"),
    *("disclosures_notice_preview", "disclosures_notice_preview_new"),
}
FILES = ("_json", "_csv", "_original")
COLUMN = {EDITORS: ROLES.index("editor"), CHIEF_EDITORS: ROLES.index("chief")}


def pages_of(role, newsroom):
    """Return the paths that answer this role with a page, each kind once."""
    found = {}
    for address in admin_addresses():
        sign = MAY[address.name].split()[0][COLUMN[role]]
        if sign != "o" or address.name in NO_PAGES or address.name.endswith(FILES):
            continue
        found.setdefault(address.name, address.filled(argument_of(address, newsroom)))
    return found


def findings(page):
    """Return what axe finds, each rule with the first elements."""
    found = Axe().run(page, options=RULES).response["violations"]
    return {one["id"]: [node["html"][:160] for node in one["nodes"]][:3] for one in found}


@pytest.mark.parametrize("role", LOOKS)
def test_axe_finds_nothing_on_any_page(browser: Browser, live_server, role, settings):
    settings.LANGUAGE_CODE = "de"
    newsroom = make_newsroom()
    client = Client()
    client.force_login(make_account("walker", role))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    wrong = {}
    for width, scheme in LOOKS[role]:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, locale="de-DE"
        )
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        page = context.new_page()
        for name, path in pages_of(role, newsroom).items():
            page.goto(live_server.url + path, wait_until="load")
            if rules := findings(page):
                wrong[name, width, scheme] = rules
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                wrong[name, width, "too wide"] = overflow
        context.close()
    if out := os.environ.get("PODIUM_AXE"):
        import json
        with open(f"{out}/{role}.json", "w") as file: json.dump({" ".join(map(str,k)): v for k, v in wrong.items()}, file, indent=1, ensure_ascii=False)
    assert wrong == {}
