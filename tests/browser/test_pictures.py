"""Pictures in Chromium: the format and size it takes, room kept for them, focal points by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from blog.publishing.publish import publish
from media.tasks import write_renditions
from tests.making import make_editor, make_post
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db(transaction=True)
SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def image():
    return saved_image(
        picture_bytes("JPEG", (2400, 1600)), title="Saal", credit="Ana Foto", caption="Der Saal"
    )


@pytest.fixture
def address(live_server, image):
    figure = f"<figure data-file='{image.pk}'></figure>"
    body = "<p>Davor.</p>" * 30 + figure + "<p>Danach.</p>" * 5
    edition = publish(make_post("Bild", slug="bild", body=body, image=image), by=None)
    return f"{live_server.url}{edition.get_absolute_url()}"


def shown(picture):
    picture.scroll_into_view_if_needed()
    picture.evaluate("node => node.decode()")
    return picture.evaluate("n => ({src: n.currentSrc, loaded: n.naturalWidth > 0, wide: n.width})")


@pytest.mark.parametrize(("width", "most"), [(390, 480), (1280, 1200)])
def test_avif_of_about_the_width_that_is_shown(browser, address, width, most):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    for picture in page.locator("article picture img").all():
        found = shown(picture)
        (pixels,) = re.findall(r"-([0-9]+)\.avif$", found["src"])
        assert found["loaded"]
        assert found["wide"] <= int(pixels) <= most
    context.close()


def test_nothing_moves_while_pictures_come_in(page, address):
    page.add_init_script(SHIFTS)
    page.goto(address)
    page.mouse.wheel(0, 4000)
    for picture in page.locator("article picture img").all():
        shown(picture)
    page.wait_for_timeout(200)
    assert page.evaluate("window.shifted") == 0


def test_only_the_first_picture_is_waited_for(page, address):
    page.goto(address)
    told = "n => [n.getAttribute('fetchpriority'), n.loading, n.decoding]"
    first, second = (p.evaluate(told) for p in page.locator("article .figure img").all())
    assert first == ["high", "auto", "auto"]
    assert second == [None, "lazy", "async"]


def test_a_picture_without_avif_yet_is_shown_and_its_colour_before_it(page, live_server, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    image = saved_image(picture_bytes("JPEG", (1600, 900), colour=(10, 120, 230)))
    edition = publish(make_post(slug="neu", image=image), by=None)
    with page.expect_response("**/*.avif") as answer:
        page.goto(f"{live_server.url}{edition.get_absolute_url()}")
    assert answer.value.headers["content-type"] == "image/webp"
    picture = page.locator(".lead-figure img")
    assert shown(picture)["loaded"]
    style = "node => [getComputedStyle(node).getPropertyValue('--tone'), getComputedStyle(node).backgroundColor]"
    tone, ground = picture.evaluate(style)
    assert tone == "#2a80d5"
    assert ground not in ("rgba(0, 0, 0, 0)", "transparent")
    write_renditions.call(image.pk)
    with page.expect_response("**/*.avif") as answer:
        page.goto(f"{live_server.url}{edition.get_absolute_url()}?neu")
    assert page.request.get(answer.value.url).headers["content-type"] == "image/avif"


def test_an_editor_sets_the_focal_point_by_keyboard_and_sees_the_crops(page, live_server, image):
    make_editor("redaktion")
    page.goto(f"{live_server.url}/admin/media/image/{image.pk}/change/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "secret-word-1")
    page.click("main button[type=submit], form button[type=submit]")
    point = page.get_by_role("button", name="Focal point")
    point.focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#id_focal_x")).to_have_value("61")
    expect(page.locator("#id_focal_y")).to_have_value("41")
    square = page.locator(".media-crops img").nth(1)
    assert square.evaluate("node => node.style.objectPosition") == "83% 50%"
    with page.expect_navigation():
        page.click("input[name=_continue]")
    expect(page.locator("#id_focal_x")).to_have_value("61")
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (61, 41)
