"""Small things that make a piece whole: plans and tables enlarged, its address copied, a mistake told of."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from blog.publishing.publish import publish
from tests.browser.axe import violations
from tests.making import make_interview, make_post, make_site
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db(transaction=True)
CELLS = "<td>Bestuhlung 1.234,50 €</td>" * 8
TABLE = f"<table><tbody>{f'<tr>{CELLS}</tr>' * 4}</tbody></table>"


@pytest.fixture
def piece(live_server) -> str:
    make_site(email="redaktion@example.org")
    plan = f'<p>Hier ist der Plan.</p><figure data-file="{saved_image().pk}"></figure>{TABLE}'
    publish(make_post("Licht", slug="licht", body=plan), by=None)
    return f"{live_server.url}/blog/licht/"


@pytest.mark.parametrize("width", [390, 1280])
def test_plans_and_tables_are_enlarged_without_a_script(piece, browser: Browser, width):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False, locale="de-DE"
    )
    tab = context.new_page()
    tab.goto(piece)
    for name, part in (("Bild vergrößern", "img"), ("Tabelle vergrößern", "table")):
        control = tab.get_by_role("checkbox", name=name)
        small = tab.locator(f".zoom {part}").bounding_box()
        control.focus()
        tab.keyboard.press("Space")
        large = tab.locator(f".zoom {part}").bounding_box()
        assert large["width"] > max(small["width"], width - 80)
        frame = tab.locator(f".zoom:has({part})").bounding_box()
        assert (frame["width"], frame["height"]) == (width, 800)
        assert control.bounding_box()["height"] >= 24
        tab.keyboard.press("Space")
        assert tab.locator(f".zoom {part}").bounding_box()["width"] == small["width"]
    context.close()


def test_the_escape_key_closes_and_axe_finds_nothing(piece, page):
    page.goto(piece)
    page.get_by_role("checkbox", name="Tabelle vergrößern").check()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="Tabelle vergrößern")).not_to_be_checked()


def test_the_address_is_copied_by_a_button_and_without_a_script_by_hand(piece, browser: Browser):
    context = browser.new_context(locale="de-DE", permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(piece)
    address = tab.get_by_label("Adresse zum Kopieren").input_value()
    assert address.endswith("/blog/licht/")
    tab.get_by_role("button", name="Kopieren").click()
    expect(tab.get_by_role("status").filter(has_text="Kopiert")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == address
    context.close()
    bare = browser.new_context(java_script_enabled=False)
    tab = bare.new_page()
    tab.goto(piece)
    expect(tab.locator("#adresse")).to_be_visible()
    assert tab.locator("#adresse").get_attribute("readonly") is not None
    expect(tab.locator(".share-address button")).to_be_hidden()
    bare.close()


def test_the_words_that_are_marked_go_along_into_the_mail_about_a_mistake(piece, page):
    page.goto(piece)
    link = page.get_by_role("link", name="Fehler gefunden?")
    link.evaluate("e => e.addEventListener('click', event => event.preventDefault())")
    page.locator(".prose p").first.select_text()
    link.click()
    mail = unquote(link.get_attribute("href"))
    assert mail.startswith("mailto:redaktion@example.org?subject=Fehler in „Licht“")
    assert "steht:\n\nHier ist der Plan.\n" in mail
    assert mail.rstrip().endswith("/blog/licht/")


def test_an_address_that_may_not_be_copied_is_marked(piece, page):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(piece)
    page.get_by_role("button", name="Kopieren").click()
    field = page.locator("#adresse")
    expect(field).to_be_focused()
    assert field.evaluate("e => [e.selectionStart, e.selectionEnd - e.value.length]") == [0, 0]
    assert page.locator(".share-address [role=status]").text_content() == ""


def test_no_emoji_is_cut_in_two_on_its_way_into_the_mail(piece, page):
    page.goto(piece)
    link = page.get_by_role("link", name="Fehler gefunden?")
    link.evaluate("e => e.addEventListener('click', event => event.preventDefault())")
    text = page.locator(".prose p").first
    text.evaluate("e => { e.textContent = 'a' + '🙂'.repeat(1200) }")
    text.select_text()
    link.click()
    assert unquote(link.get_attribute("href")).count("🙂") == 999


def test_nothing_behind_what_is_enlarged_can_be_reached_until_it_is_closed(piece, page):
    page.goto(piece)
    control = page.get_by_role("checkbox", name="Bild vergrößern")
    control.focus()
    page.keyboard.press("Space")
    expect(control).to_be_checked()
    for _step in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('.zoom, body:not(:focus-within)')")
    for behind in (".prose > p", ".site-nav", ".skip", ".site-footer", ".zoom:has(table)"):
        assert page.locator(behind).first.evaluate("e => !!e.closest('[inert]')"), behind
    assert not control.evaluate("e => !!e.closest('[inert]')")
    page.keyboard.press("Escape")
    expect(control).not_to_be_checked()
    assert page.locator("[inert]").count() == 0


def test_a_picture_beside_the_text_is_enlarged_to_the_whole_screen(live_server, page):
    plan = f'<figure data-file="{saved_image().pk}"></figure>'
    beside = f"<p>Vorab.</p><h2>Zur Sache</h2><p>Dazu.</p>{plan}"
    edition = publish(make_interview("Kasten", body=beside), by=None)
    page.goto(live_server.url + edition.get_absolute_url())
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("checkbox", name="Bild vergrößern").check()
    assert page.locator(".side-text .zoom").bounding_box(timeout=5000)["width"] == 1280
