"""Embeds in Chromium: nothing is asked of others before the click, and only they are after it."""

import pytest
from playwright.sync_api import Page, expect

from blog.models import Post
from blog.publishing.publish import publish
from tests.making import make_editor, make_post
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db(transaction=True)
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
HOST = "https://www.youtube-nocookie.com"


@pytest.fixture
def address(live_server):
    poster = saved_image(picture_bytes("JPEG", (1600, 900)), credit="Ana Foto")
    figure = f"<figure data-embed='{VIDEO}' data-poster='{poster.pk}'></figure>"
    body = f"<p>Davor.</p>{figure}<p>https://x.com/ada/status/1234567890</p><p>Danach.</p>"
    edition = publish(make_post("Film", slug="film", body=body), by=None)
    return f"{live_server.url}{edition.get_absolute_url()}"


@pytest.fixture
def asked(page: Page, live_server):
    """What was asked of others; the provider answers with a page of its own."""
    foreign: list[tuple[str, str | None]] = []

    def answer(route):
        headers = route.request.headers
        foreign.append((route.request.url, headers.get("referer")))
        route.fulfill(content_type="text/html", body="<title>Film</title><p>Film</p>")

    page.route(lambda url: not url.startswith(live_server.url), answer)
    return foreign


def test_the_provider_is_asked_only_after_the_click(page, address, asked, console, live_server):
    page.goto(address, wait_until="networkidle")
    figure = page.locator("figure.embedded").first
    figure.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert asked == []
    assert page.locator("iframe").count() == 0
    before = figure.bounding_box()
    button = figure.get_by_role("button", name="Video hier laden")
    button.focus()
    page.keyboard.press("Enter")
    frame = figure.locator("iframe")
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("title", "Video bei YouTube")
    expect(page.frame_locator("figure.embedded iframe").get_by_text("Film")).to_be_visible()
    assert asked == [(f"{HOST}/embed/aqz-KE-bpKQ?autoplay=1", f"{live_server.url}/")]
    assert figure.bounding_box() == before
    assert console == []
    assert page.context.cookies() == []


def test_the_policy_of_the_page_lets_no_other_frame_in(page, address, asked):
    page.goto(address)
    figure = page.locator("figure.embedded").first
    figure.evaluate("node => { node.dataset.frame = 'https://evil.example/' }")
    figure.get_by_role("button").click()
    page.wait_for_timeout(300)
    assert asked == []


def test_without_a_script_there_is_a_link_and_no_dead_button(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    figure = page.locator("figure.embedded").first
    assert figure.get_by_role("link").get_attribute("href") == VIDEO
    assert not figure.locator("button").is_visible()
    context.close()


def test_print_shows_the_address_and_no_button(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    link = page.locator(".embedded-link").first
    after = link.evaluate("node => getComputedStyle(node, '::after').content")
    assert VIDEO in after
    assert not page.locator(".embedded-load").first.is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_card_keeps_inside_the_page_and_its_shape(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    stage = page.locator(".embedded-stage").first.bounding_box()
    assert stage["width"] / stage["height"] == pytest.approx(16 / 9, rel=0.02)


def test_an_editor_pastes_an_address_and_chooses_a_picture(page, live_server):
    image = saved_image(picture_bytes("JPEG", (800, 600)), title="Standbild")
    make_editor("redaktion")
    post = make_post("Film")
    page.set_viewport_size({"width": 1280, "height": 2400})  # nothing sticks over the editor
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "secret-word-1")
    page.click("main button[type=submit], form button[type=submit]")
    page.locator(".compose-body .prose-shown").click()
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.get_by_role("button", name="Video or post").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address of the video or post").fill("https://example.org/film")
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Address of the video or post").fill("https://youtu.be/aqz-KE-bpKQ")
    dialog.get_by_label("Standbild").check()
    dialog.get_by_role("button", name="Apply").click()
    expect(page.locator(".ProseMirror figure").first).to_contain_text("YouTube: https://youtu.be")
    with page.expect_navigation():
        page.click("header input[name=_continue]")
    stored = f'<figure data-embed="{VIDEO}" data-poster="{image.pk}"></figure>'
    assert stored in Post.objects.get(pk=post.pk).body
    expect(page.locator(f".prose-shown figure[data-embed='{VIDEO}']")).to_be_visible()
