"""What an editor does every day, in as few steps as the desk promises."""

import base64

import pytest
from playwright.sync_api import expect

from blog.editions.edition import Edition
from blog.models import Post
from desk.pieces import index
from media.models import Image
from tests.browser.editing import Editor
from tests.making import make_editor, make_event, make_person, make_post
from tests.media.pictures import picture_bytes, saved_image

pytestmark = pytest.mark.django_db(transaction=True)
# Chromium fills the clipboard and the hand that drags only with what a page puts there.
HANDED_OVER = """([element, kind, bytes, name]) => {
  const transfer = new DataTransfer();
  const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  transfer.items.add(new File([data], name, { type: "image/jpeg" }));
  const { left, top } = element.getBoundingClientRect();
  const at = { clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: transfer, ...at });
  element.dispatchEvent(event);
}"""


@pytest.fixture
def editor(page, live_server):
    user = make_editor("redaktion")
    make_person("Rita Rehberg", newsroom=True, user=user)
    page.set_viewport_size({"width": 1280, "height": 900})
    return Editor(page)


def hand_over(page, kind, picture, name="image.png", on=".ProseMirror"):
    element = page.locator(on).element_handle()
    page.evaluate(HANDED_OVER, [element, kind, base64.b64encode(picture).decode(), name])


def test_a_post_with_a_picture_in_its_text_takes_fourteen_steps(editor, page, live_server):
    editor.sign_in(f"{live_server.url}/admin/blog/post/add/", "redaktion", "secret-word-1")
    editor.fill("[name=title]", "Ein Saal wird hell")
    editor.fill("[name=standfirst]", "Was sich am Licht geändert hat.")
    editor.click(".compose-body .prose-shown")
    expect(page.locator(".ProseMirror")).to_be_focused()
    editor.write("Das Licht ist neu.")
    page.keyboard.press("Enter")
    hand_over(page, "paste", picture_bytes("JPEG", (800, 600)))
    editor.steps += 1
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("[name=alternative_text]")).to_be_focused()
    editor.write("Ein leerer Saal im Licht")
    editor.fill("dialog [name=credit]", "Rita Rehberg")
    editor.click("dialog .prose-dialog-submit")
    expect(page.locator(".ProseMirror figure img")).to_be_visible()
    editor.click("[data-publish]")
    with page.expect_navigation():
        editor.click("dialog input[name=_publish]")
    image = Image.objects.get()
    assert (image.alternative_text, image.credit) == ("Ein leerer Saal im Licht", "Rita Rehberg")
    assert f'<figure data-file="{image.pk}">' in Edition.objects.live().get().piece.body
    assert editor.steps <= 14


def test_a_picture_dropped_on_a_text_that_is_no_editor_yet_is_asked_about_and_refused_with_its_reason(
    editor, page, live_server
):
    post = make_post("Probe", body="<p>Ein Satz.</p>")
    known = saved_image(picture_bytes("JPEG", (800, 600)), title="Saal")
    editor.sign_in(
        f"{live_server.url}/admin/blog/post/{post.pk}/change/", "redaktion", "secret-word-1"
    )
    hand_over(page, "drop", b"no picture at all", "zahlen.jpg", on=".compose-body .prose-shown")
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=alternative_text]").fill("Zahlen")
    dialog.locator(".prose-dialog-submit").click()
    expect(dialog.locator("[data-field=file] .errors")).not_to_be_empty()
    expect(dialog.locator("[name=alternative_text]")).to_have_value("Zahlen")
    page.keyboard.press("Escape")
    expect(page.locator(".ProseMirror figure")).to_have_count(0)
    hand_over(page, "drop", picture_bytes("JPEG", (800, 600)), "saal.jpg")
    dialog.locator("[name=alternative_text]").fill("Ein Saal")
    dialog.locator(".prose-dialog-submit").click()
    expect(dialog.locator("[data-field=file] .errors")).to_contain_text("Saal")
    dialog.locator(".prose-dialog-submit").click()  # takes the one of the library
    expect(page.locator(".ProseMirror figure")).to_have_attribute("data-file", str(known.pk))
    assert Image.objects.count() == 1


def test_five_posts_are_tagged_in_five_steps(editor, page, live_server):
    for number in range(5):
        make_post(f"Probe {number}")
    index.bring_up_to_date()
    editor.sign_in(f"{live_server.url}/admin/beitraege/", "redaktion", "secret-word-1")
    editor.steps = 0
    editor.click("thead input[type=checkbox]")
    editor.choose("#many_action", "topics")
    editor.click(".desk-many .select2-search__field, .desk-many .select2-selection")
    editor.write("Licht")
    expect(page.locator(".select2-results__option--highlighted")).to_have_text("Licht")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        editor.click(".desk-many-go button:not([name])")
    assert editor.steps <= 5
    assert {tuple(one.tags.names()) for one in Post.objects.all()} == {("Licht",)}


class Keys:
    """Counts the keys besides text that take somebody without a mouse from place to place."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, key):
        self.pressed += 1
        self.page.keyboard.press(key)

    def reach(self, selector, key="Tab"):
        """Go from field to field until one is reached."""
        for _turn in range(150):
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
            self.press(key)
        raise AssertionError(f"{selector} is not reached")

    def write(self, text):
        self.page.keyboard.insert_text(text)


def test_the_main_job_by_keyboard_takes_120_keys_besides_text(page, live_server, sample):
    user = make_editor("redaktion")
    make_person("Rita Rehberg", newsroom=True, user=user)
    event = make_event("Kongress 2014", hashtag="#d2m14")
    keys = Keys(page)
    page.goto(f"{live_server.url}/admin/interviews/interview/from-text/")
    keys.reach("input[name=login]")
    keys.write("redaktion")
    keys.reach("input[name=password]")
    keys.write("secret-word-1")
    keys.press("Enter")
    page.wait_for_selector("textarea[name=text]")
    keys.reach("textarea[name=text]")
    keys.write(sample.read_text(encoding="utf-8"))
    keys.reach("input[type=submit].default")
    keys.press("Enter")
    expect(page.locator(".piece")).to_have_count(25)
    keys.reach("input[name=title]")
    keys.press("Control+a")
    keys.write("Social Media wird erwachsen")
    keys.reach("select[name=event]")
    keys.write("Kong")
    keys.reach("input[name=create]")
    keys.press("Enter")
    page.wait_for_url("**/change/*")
    expect(page.locator("html.composes")).to_have_count(1)
    keys.reach("[data-publish]")
    keys.press("Enter")
    page.wait_for_selector("dialog[open]")
    keys.reach("dialog input[name=_publish]")
    with page.expect_navigation():
        keys.press("Enter")
    assert Edition.objects.live().get().piece.event.id == event.pk
    assert keys.pressed <= 120
