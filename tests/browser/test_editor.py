"""The editor in Chromium: what its buttons put into a text, and what the dialogs refuse."""

import re

import pytest
from playwright.sync_api import Page, expect

from blog.models import Post
from tests.making import make_editor, make_post
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post() -> Post:
    return make_post("Probe", body="<p>Erster Absatz</p>")


@pytest.fixture
def text(page: Page, live_server, post):
    """The text of a post in the editor, its first paragraph chosen."""
    make_editor("redaktion")
    page.set_viewport_size({"width": 1280, "height": 2400})  # nothing sticks over the editor
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "secret-word-1")
    page.click("main button[type=submit], form button[type=submit]")
    page.locator(".compose-body .prose-shown").click()
    found = page.locator(".ProseMirror")
    expect(found).to_be_focused()
    page.keyboard.press("Control+a")
    return found


def press(page: Page, name: str) -> None:
    page.get_by_role("toolbar").first.get_by_role("button", name=name, exact=True).click()


def saved(page: Page, post: Post) -> str:
    """The text as it is stored."""
    with page.expect_navigation():
        page.click("header input[name=_continue]")
    return Post.objects.get(pk=post.pk).body


def test_a_link_that_leads_nowhere_is_refused_and_a_mail_address_becomes_one(page, text, post):
    press(page, "Link")
    dialog = page.get_by_role("dialog")
    address = dialog.get_by_label("Address")
    address.fill("gibt es nicht")
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog).to_be_visible()
    address.fill("ada@example.org")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert '<a href="mailto:ada@example.org">Erster Absatz</a>' in saved(page, post)


def test_a_link_says_that_it_is_paid(page, text, post):
    press(page, "Link")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address").fill("example.org/kaufen")
    dialog.get_by_label("Advertising: we are paid for this link").check()
    dialog.get_by_role("button", name="Apply").click()
    stored = saved(page, post)
    assert 'href="https://example.org/kaufen"' in stored
    assert "sponsored" in stored


def test_a_footnote_stands_where_it_was_written(page, text, post):
    page.keyboard.press("End")
    press(page, "Footnote")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Text of the note").fill("Gezählt am 3. März.")
    dialog.get_by_role("button", name="Apply").click()
    expect(text.locator(".prose-footnote")).to_have_count(1)
    note = '<span data-footnote="Gezählt am 3. März."></span>'
    assert f"Erster Absatz{note}" in saved(page, post)


def test_a_pull_quote_and_a_table_with_a_header_row(page, text, post):
    press(page, "Pull quote")
    expect(text.locator("aside.pullquote")).to_have_count(1)
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    press(page, "Table")
    expect(text.locator("table tr").first.locator("th")).to_have_count(2)
    text.locator("th").first.click()
    for words in ("Was", "Zahl", "Stühle", "12"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    stored = saved(page, post)
    assert '<aside class="pullquote"><p>Erster Absatz</p></aside>' in stored
    head = '<tr><th scope="col">Was</th><th scope="col">Zahl</th></tr>'
    assert f"{head}<tr><td>Stühle</td><td>12</td></tr>" in re.sub("</?t(head|body)>", "", stored)


def test_a_figure_from_the_library_keeps_its_caption(page, text, post):
    image = saved_image(picture_bytes("JPEG", (800, 600)), title="Bühne")
    page.keyboard.press("End")
    press(page, "Image")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Bühne").check()
    dialog.get_by_role("button", name="Apply").click()
    caption = text.locator("figure figcaption")
    caption.click()
    page.keyboard.type("Vor dem Saal")
    assert (
        f'<figure data-file="{image.pk}"><figcaption>Vor dem Saal</figcaption></figure>'
        in saved(page, post)
    )


def test_every_button_says_what_it_does_and_whether_it_is_pressed(page, text, console):
    toolbar = page.get_by_role("toolbar", name="Formatting").first
    buttons = toolbar.get_by_role("button")
    assert buttons.count() > 10
    assert all(button.get_attribute("aria-label") for button in buttons.all())
    page.keyboard.press("Control+b")
    expect(toolbar.get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    assert console == []


WORD = (
    "<html><body><p class=MsoNormal>CO<sub>2</sub>: 10<sup>6</sup> t, den <s>Chef</s> Rat</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; "
    "</span></span>eins</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; "
    "</span></span>tiefer</p>"
    "<dl><dt>Wo?</dt><dd>Hier <span style='font-weight:700'>ja</span></dd></dl>"
    "<table><caption>Ernte</caption><tr><td>1</td></tr></table></body></html>"
)


def test_what_is_pasted_from_word_keeps_its_lists_powers_and_struck_words(page, text, post):
    text.evaluate(
        """(editor, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "nur der Text");
            editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        WORD,
    )
    body = saved(page, post)
    for part in (
        "<p>CO<sub>2</sub>: 10<sup>6</sup> t, den <s>Chef</s> Rat</p>",
        "<ul><li><p>eins</p><ul><li><p>tiefer</p></li></ul></li></ul>",
        "<p><strong>Wo?</strong></p><p>Hier <strong>ja</strong></p><p>Ernte</p><table>",
    ):
        assert part in body
    # It stands so in what is shown of the text until somebody writes in it again.
    expect(page.locator(".compose-body .prose-shown sup")).to_have_text("6")
