"""Every page of the newsroom, as its chief sees it: what axe finds, what is wider than the screen."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.security.admin_addresses import admin_addresses
from tests.security.admin_table import MAY
from tests.security.newsroom import argument_of, make_account, make_newsroom

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)
# Each page is loaded once and then looked at as somebody at a desk and somebody with a phone has it.
LOOKS = {"light": 1280, "dark": 390}
EDITORS_STAND = """() =>
  [...document.querySelectorAll(".ProseMirror")].every((one) => one.hasAttribute("aria-multiline"))"""
# Colours change within a moment, and have changed by then.
STANDS_STILL = """() => Promise.all(document.getAnimations()
  .filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => {})))"""
OURS = {"exclude": [[".selector"]]}  # Django's double lists of rights, for superusers
SHOWN_TO_SUPERUSERS = 6  # the place of their sign in the table
# Parts of a page, files, and pages that look like others: an empty form like one that is filled.
PARTS = ("_card", "_look", "_panel", "_publishing", "_talk", "_new", "_names", "_choices", "_page")
FILES = ("jsi18n", "_catalogue", "_json", "_csv", "_original", "_revision", "_report", "_token")
ALIKE = ("_add", "_history", "_delete", "_uses", "_recoverlist", "_recover")
BUT_ONCE = "blog_post_"


def pages(known) -> list[str]:
    """The path of every address that gives a superuser a whole page."""
    found = {}
    for address in admin_addresses():
        asked = MAY[address.name].split()[0]
        left_out = PARTS + FILES + (() if address.name.startswith(BUT_ONCE) else ALIKE)
        if asked[SHOWN_TO_SUPERUSERS] == "o" and not address.name.endswith(left_out):
            found.setdefault(address.name, address.filled(argument_of(address, known)))
    return [*found.values()]


def signed_in(browser: Browser, url: str, user: User) -> Page:
    """A page of a browser in which somebody has signed in."""
    client = Client()
    client.force_login(user)
    context = browser.new_context(locale="de-DE")
    for name, cookie in client.cookies.items():
        context.add_cookies([{"name": name, "value": cookie.value, "url": url}])
    return context.new_page()


def faults(page: Page, scheme: str, width: int) -> list[str]:
    """What axe finds on a page that looks so, and whether it is wider than the screen."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(STANDS_STILL)
    found = violations(page, OURS)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} pixels too wide"] if wide > 0 else [])]


def test_axe_finds_nothing_and_nothing_is_too_wide(live_server, browser):
    known, boss = make_newsroom(), make_account("boss", is_superuser=True)
    page = signed_in(browser, live_server.url, boss)
    found = {}
    for path in pages(known):
        page.goto(f"{live_server.url}{path}")
        page.wait_for_function(EDITORS_STAND)
        for scheme, width in LOOKS.items():
            if wrong := faults(page, scheme, width):
                found[path, scheme] = wrong
    page.context.close()
    assert found == {}
