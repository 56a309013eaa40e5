"""A page of the house in Chromium: written, put into the menu by keyboard, found by a reader."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.making import make_editor, make_person

pytestmark = pytest.mark.django_db(transaction=True)
MENUS = "/admin/pages/menulink/"


def write_and_publish(page: Page) -> None:
    """Write a page with a block, all by keyboard, and publish it."""
    page.locator("[name=title]").click()
    page.keyboard.type("Über uns")
    page.locator(".compose-body .prose-shown").click()
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type("Wir sind drei Leute und ein Hund.")
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    page.get_by_role("menuitem", name="Block", exact=True).click()
    page.locator("dialog[open] select").select_option("people")
    page.locator("dialog[open] button[type=submit]").click()
    expect(page.locator(".ProseMirror .prose-block")).to_have_text("The newsroom")
    page.click("[data-publish]")
    with page.expect_navigation():
        page.get_by_role("dialog").locator("input[name=_publish]").click()


def put_into_the_menu(page: Page, url: str) -> None:
    """Put it under the events, by keyboard."""
    page.goto(f"{url}{MENUS}")
    for target in ("page-events", "page-people"):
        page.locator("#target-header").select_option(target)
        page.locator("button[name=add][value=header]").click()
    page.locator("#target-header").focus()
    page.locator("#target-header").select_option(label="Über uns")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".menus-link")).to_have_count(3)
    expect(page.locator("button[value^=up-]").last).to_be_focused()
    page.keyboard.press("Enter")  # before the people; the same button keeps the focus
    expect(page.locator(".menus-link").nth(1)).to_contain_text("/ueber-uns/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past “down”
    page.keyboard.press("Enter")  # under the events
    expect(page.locator(".menus-link.is-below")).to_contain_text("Über uns")
    assert violations(page) == []


def find(reader: Page, url: str) -> None:
    """Find it as a reader on a phone, by keyboard, without a script."""
    reader.goto(f"{url}/personen/")
    way = reader.locator(".site-nav a", has_text="Über uns")
    expect(way).to_be_hidden()
    reader.locator(".site-nav summary").focus()
    reader.keyboard.press("Enter")
    expect(way).to_be_visible()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_have_text("Über uns")
    expect(reader.locator("article")).to_contain_text("ein Hund")
    expect(reader.locator("article .block")).to_contain_text("Ada Berg")
    reader.close()


def test_an_editor_makes_a_page_and_puts_it_into_the_menu_by_keyboard_and_a_reader_finds_it(
    page, live_server, console, browser
):
    make_editor("redaktion")
    make_person("Ada Berg", newsroom=True)
    page.goto(f"{live_server.url}/admin/pages/page/add/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "secret-word-1")
    page.click("main button[type=submit], form button[type=submit]")
    write_and_publish(page)
    put_into_the_menu(page, live_server.url)
    assert [line for line in console if "style" not in line and "409" not in line] == []
    phone = {"width": 390, "height": 800}
    find(browser.new_page(viewport=phone, java_script_enabled=False), live_server.url)
    page.goto(f"{live_server.url}/ueber-uns/")
    page.locator(".site-nav summary").click()
    assert violations(page) == []
    page.goto(f"{live_server.url}{MENUS}")
    people = page.locator(".menus-link", has_text="/personen/")
    people.drag_to(page.locator(".menus-link").first, target_position={"x": 10, "y": 4})
    expect(page.locator(".menus-link").first).to_contain_text("/personen/")
