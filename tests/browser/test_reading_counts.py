"""The page reports in Chromium that it was read: once, after ten seconds in view, to us alone."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from blog.models import Reading
from blog.publishing.publish import publish
from tests.making import make_post

pytestmark = pytest.mark.django_db(transaction=True)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NO_ROBOT = "Object.defineProperty(navigator, 'webdriver', { get: () => false })"
LONG = "".join(f"<p>Absatz {number}: ein Text, den man lesen kann.</p>" for number in range(60))


@pytest.fixture
def address(live_server):
    edition = publish(make_post("Gelesen", slug="gelesen", body=LONG), by=None)
    return f"{live_server.url}{edition.get_absolute_url()}"


def open_page(browser: Browser, address: str, *, script: str = NO_ROBOT) -> tuple[Page, list]:
    """Open a piece with a clock of the test's own; return what the page sent."""
    context = browser.new_context(user_agent=FIREFOX, viewport={"width": 390, "height": 600})
    page = context.new_page()
    page.add_init_script(script)
    page.clock.install(time=0)
    page.clock.pause_at(1)  # else a slow machine's own seconds count
    sent: list = []
    page.on("request", lambda r: r.method == "POST" and sent.append((r.url, r.post_data)))
    page.goto(address)
    return page, sent


def pause(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)
    page.wait_for_timeout(0)


def counted():
    return list(Reading.objects.values_list("day", "number", "finished"))


def test_a_reader_is_counted_once_and_the_end_of_the_text_once(browser, address, live_server):
    page, sent = open_page(browser, address)
    pause(page, 9)
    assert sent == []
    with page.expect_response("**/gelesen/**") as answer:
        pause(page, 2)
    assert answer.value.status == 204
    pause(page, 600)
    assert counted() == [(timezone.localdate(), 1, 0)]
    with page.expect_response("**/gelesen/**"):
        page.locator(".prose > :last-child").scroll_into_view_if_needed()
    page.mouse.wheel(0, -5000)
    page.locator(".prose > :last-child").scroll_into_view_if_needed()
    pause(page, 600)
    assert [data for _url, data in sent] == [None, "end"]
    assert {url for url, _data in sent} == {sent[0][0]}
    assert sent[0][0].startswith(f"{live_server.url}/gelesen/")
    assert counted() == [(timezone.localdate(), 1, 1)]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.context.close()


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })",
        "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })",
        "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })",
    ],
)
def test_who_asks_not_to_be_tracked_and_what_nobody_looks_at_sends_nothing(
    browser, address, script
):
    page, sent = open_page(browser, address, script=f"{NO_ROBOT}; {script}")
    pause(page, 60)
    page.locator(".prose > :last-child").scroll_into_view_if_needed()
    pause(page, 60)
    assert (sent, counted()) == ([], [])
    page.context.close()


def test_a_browser_that_is_driven_by_a_program_sends_nothing(browser, address):
    page, sent = open_page(browser, address, script="")
    pause(page, 60)
    assert (sent, counted()) == ([], [])
    page.context.close()
