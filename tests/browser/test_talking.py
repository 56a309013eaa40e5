"""A draft is shown to an outsider, who comments on a phone; the editor sees to it. In Chromium."""

import pytest
from playwright.sync_api import expect

from desk.commenting.comment import Comment
from tests.browser.axe import violations
from tests.browser.test_composing import enter
from tests.making import make_interview

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = (("Was bleibt?", "<p>Vieles bleibt von 2023.</p>"), ("Und nun?", "<p>Weiter.</p>"))
MARK = """(words) => {
  const nodes = document.createTreeWalker(document.querySelector(".article"), NodeFilter.SHOW_TEXT);
  while (nodes.nextNode() && !nodes.currentNode.data.includes(words));
  const text = nodes.currentNode;
  document.getSelection().setBaseAndExtent(text, 0, text, text.length);
}"""

# Somebody goes on writing while the answer is on its way, which comes in parts.
WRITE_ON = """() => {
  const text = Response.prototype.text;
  Response.prototype.text = async function () {
    const part = await text.call(this);
    document.querySelector("[name=talk-text]").value += " fertig";
    Response.prototype.text = text;
    return part;
  };
}"""


def test_an_outsider_comments_on_a_phone_and_the_editor_resolves_it(
    page, browser, live_server, settings, console
):
    settings.SITE_URL = live_server.url
    talk = make_interview("Ein Gespräch", exchanges=ROWS)
    enter(page, live_server.url, talk)
    page.click("#tab-talk")
    page.fill("[name=link-shown_to]", "Gesa Gast")
    page.click("button[name=link]")
    link = page.input_value("#talk-new-link")
    assert violations(page) == []

    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE").new_page()
    phone.goto(link)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(phone) == []
    phone.evaluate(MARK, "Vieles bleibt")
    phone.click("[data-quote]")
    expect(phone.locator("[name=quote]")).to_have_value("Vieles bleibt von 2023.")
    phone.fill("[name=name]", "Gesa Gast")
    phone.fill("[name=text]", "Es war 2024.")
    phone.click("text=Kommentar senden")
    expect(phone.locator(".draft-said")).to_be_visible()
    assert phone.context.cookies() == []

    page.reload()
    page.click("#tab-talk")
    expect(page.locator("[data-talked]")).to_have_text("1")
    page.click("[data-quoted]")
    assert page.evaluate("String(document.getSelection())") == "Vieles bleibt von 2023."
    page.click(".talk-answer summary")
    page.fill("[name$='-text'][name^='reply-']", "Stimmt, danke.")
    page.fill("[name=talk-text]", "Noch nicht")
    page.select_option("[name=talk-exchange]", label="Und nun?")
    page.select_option("[name=link-days]", "30")
    page.evaluate(WRITE_ON)
    page.click("button[name=reply]")
    expect(page.locator(".talk-reply")).to_contain_text("Stimmt, danke.")
    expect(page.locator("[name=talk-text]")).to_have_value("Noch nicht fertig")
    assert page.locator("[name=talk-exchange] option:checked").text_content() == "Und nun?"
    assert page.input_value("[name=link-days]") == "30"
    assert violations(page) == []
    phone.reload()
    expect(phone.locator(".draft-reply")).to_contain_text("Stimmt, danke.")
    assert violations(phone) == []
    page.click("button[name=resolve]")
    expect(page.locator("[data-talked]")).to_have_text("")
    assert Comment.objects.get(reply_to=None).resolved_by.username == "redaktion"
    page.click("#tab-past")
    expect(page.locator(".past-comment")).to_have_count(3)
    assert violations(page) == []
    phone.reload()
    expect(phone.locator(".draft-done")).to_be_visible()
    phone.context.close()
    assert [line for line in console if "style" not in line] == []
