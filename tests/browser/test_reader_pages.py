"""Every reader page in Chromium: accessible in both schemes and widths, private, readable bare."""

import re

import pytest

from tests.browser.axe import violations

# Without the mark pytest-django sets up no test database when this file runs alone.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(places, url, browser, scheme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for place in places:
        page.goto(url + place)
        found[place] = violations(page)
    context.close()
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_nothing_is_stored_and_nothing_is_asked_of_others(places, url, browser):
    context = browser.new_context()
    page = context.new_page()
    foreign, complaints = [], []
    page.on("request", lambda r: r.url.startswith(url) or foreign.append(r.url))
    page.on("console", lambda m: "Content Security" in m.text and complaints.append(m.text))
    for place in places:
        answer = page.goto(url + place)
        assert "set-cookie" not in answer.headers
        scripts = "'none'" if place.endswith("/karte/") else "'self'"
        assert f"script-src {scripts}" in answer.headers["content-security-policy"]
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    cookies = context.cookies()
    context.close()
    assert (foreign, complaints, cookies) == ([], [], [])


def test_nothing_overflows_at_320_pixels_nor_at_400_per_cent(places, url, browser):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for place in places:
        page.goto(url + place)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(place)
    context.close()
    assert wide == []


def test_everything_can_be_read_without_javascript(places, url, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    interview = next(place for place in places if re.match("/interviews/.+", place))
    page.goto(url + interview)
    assert page.locator("h2.question").count() > 2
    blocking = "script:not([type='application/ld+json'], [type='module'])"
    assert page.locator(blocking).count() == 0
    context.close()


def test_labels_stand_before_the_headline_and_do_not_vanish(url, browser):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(url + "/interviews/")
    first = page.locator(".teaser-title a").first
    assert first.inner_text().startswith("Interview")
    first.click()
    labels = page.locator("article.article > :first-child")
    assert labels.inner_text().startswith("Interview")
    assert (
        page.locator(".labels .label").first.evaluate(
            "e => parseFloat(getComputedStyle(e).fontSize)"
        )
        >= 14
    )
    page.emulate_media(media="print")
    assert labels.is_visible()
    context.close()


def test_the_keyboard_reaches_the_content_and_every_question(url, tab):
    tab.goto(url + "/interviews/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.locator(".teaser-title a").first.click()
    tab.locator(".questions a").nth(1).focus()
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#frage-2")


def test_hits_come_while_one_types_and_the_address_follows(url, tab, console):
    tab.goto(url + "/suche/")
    tab.locator("#q").press_sequentially("vorha", delay=20)
    tab.locator(".hits article").first.wait_for()
    assert tab.url == f"{url}/suche/?q=vorha"
    assert "Treffer" in tab.locator("#stand").inner_text()
    tab.keyboard.press("ArrowDown")
    tab.locator(".hits article a:focus").wait_for()
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda address: "/suche/" not in address)
    tab.go_back()
    tab.locator(".hits article").first.wait_for()
    assert tab.locator("#q").input_value() == "vorha"
    assert console == []


def test_a_misspelt_word_and_a_filter_work_without_javascript(url, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + "/suche/")
    page.locator("#q").fill("Inspiezient")
    page.locator("form.search button").click()
    assert "Inspizient" in page.locator("#stand").inner_text()
    page.locator(".narrow summary").click()
    page.get_by_role("link", name="Interviews", exact=True).last.click()
    assert "art=interview" in page.url
    assert page.locator(".chip.is-chosen").count() == 1
    context.close()
