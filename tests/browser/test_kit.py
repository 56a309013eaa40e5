"""An ambassador opens the kit on a phone: accessible, copied with one press, usable without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from blog.models import ClickOut
from blog.publishing.publish import publish
from tests.browser.axe import violations
from tests.making import make_ambassador, make_editor, make_event, make_interview, make_offer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)


@pytest.fixture
def kit(live_server, settings, tmp_path):
    """The address of a kit with everything on it."""
    settings.MEDIA_ROOT = tmp_path
    settings.SITE_URL = live_server.url
    event = make_event("Kongress", slug="kongress", city="Kassel", hashtag="#k27")
    ada = make_ambassador(event, statement="Hier wird zugehört.")
    ada.person.name = "Ada Maximiliane Berg-Beispielhausen-Mustermann"
    ada.person.save()
    piece = make_interview(
        "Im Gespräch",
        event=event,
        guest=ada.person,
        promotes_event=False,
        reports_because="Ein Bericht",
    )
    publish(piece, by=None)
    offer, today = make_offer(event), timezone.localdate()
    for days in range(0, 40, 3):
        ClickOut.objects.create(
            day=today - timedelta(days=days), offer=offer, ambassadorship=ada, number=days + 1
        )
    return f"{live_server.url}/botschafter/{ada.kit_token}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_overflows(kit, browser, scheme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for address in (kit, kit.replace("botschafter/", "botschafter/falsch")):
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_a_text_is_copied_by_keyboard(kit, browser, live_server):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page = context.new_page()
    page.goto(kit)
    page.locator("#text-de-short").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("#text-de-short")
    assert page.evaluate("document.activeElement.dataset.copies") == "text-de-short"
    context.close()


def test_without_a_script_there_are_no_dead_buttons_and_fields_can_be_selected(kit, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(kit)
    assert page.locator("button:visible").count() == 0
    assert page.locator("#kit-link").get_attribute("readonly") is not None
    expect(page.locator(".kit-badge")).to_be_visible()
    context.close()


def test_the_whole_text_can_be_seen_on_a_phone(kit, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(kit)
    hidden = page.eval_on_selector_all(
        "textarea", "all => all.filter(one => one.scrollHeight > one.clientHeight + 4).length"
    )
    assert hidden == 0
    context.close()


def test_the_badge_can_be_saved_and_nothing_is_asked_of_others(kit, browser, live_server, console):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    foreign, referrers = [], []
    page.on("request", lambda r: r.url.startswith(live_server.url) or foreign.append(r.url))
    page.on("request", lambda r: referrers.append(r.headers.get("referer", "")))
    page.on("console", lambda message: console.append(message.text))
    page.goto(kit)
    with page.expect_download() as saved:
        page.locator("a[download]").click()
    assert saved.value.suggested_filename.endswith("-kongress.png")
    page.locator("footer a").first.click()
    page.wait_for_load_state()
    assert (foreign, console, context.cookies()) == ([], [], [])
    assert not any("/botschafter/" in one for one in referrers)
    context.close()


def test_the_newsroom_issues_a_new_link_and_copies_it_once(kit, page, live_server, console):
    make_editor()
    page.goto(f"{live_server.url}/konto/login/")
    page.fill("input[name=login]", "editor")
    page.fill("input[name=password]", "secret-word-1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/**")
    page.goto(f"{live_server.url}/admin/events/ambassadorship/")
    page.locator("#result_list tbody th a").click()
    page.locator(".podium-kit button").click()
    link = page.input_value("#kit-link-1")
    assert "/botschafter/" in link
    assert link != kit
    expect(page.locator("[data-copies=kit-link-1]")).to_be_visible()
    assert violations(page, ".podium-kit-body") == []
    assert console == []
    statuses = [page.request.get(address).status for address in (kit, link)]
    assert statuses == [404, 200]
