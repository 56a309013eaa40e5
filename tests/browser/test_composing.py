"""Writing on the composition page in Chromium: by keyboard, with the preview beside, in few steps."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from blog.editions.edition import Edition
from blog.publishing.publish import publish
from tests.browser.axe import violations
from tests.making import make_editor, make_interview, make_person, make_post

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = tuple((f"Frage {n}?", f"<p>Antwort {n}.</p>") for n in range(1, 4))


def enter(page: Page, url: str, piece) -> None:
    """Sign in and open the form of a piece."""
    make_editor("redaktion")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{url}/admin/{piece._meta.label_lower.replace('.', '/')}/{piece.pk}/change/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "secret-word-1")
    page.click("main button[type=submit], form button[type=submit]")
    expect(page.locator("html.composes")).to_have_count(1)  # its scripts have begun


def test_an_interview_is_written_by_keyboard_with_the_preview_beside_it(page, live_server, console):
    enter(page, live_server.url, make_interview(exchanges=ROWS))
    expect(page.locator(".prose-shown")).to_have_count(5)
    expect(page.locator(".ProseMirror")).to_have_count(0)
    assert violations(page) == []
    page.click("[data-preview]")
    frame = page.frame_locator(".compose-preview iframe:not([hidden])")
    expect(frame.locator("h2.question")).to_have_count(3)
    page.locator(".exchange-question").nth(1).click()
    page.keyboard.press("Enter")  # to its answer
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type("Genau: ")
    page.keyboard.press("Control+Enter")  # the next question
    page.keyboard.type("Und dann?")
    page.keyboard.press("Enter")
    expect(page.locator(".exchange").nth(2).locator(".ProseMirror")).to_be_focused()
    page.keyboard.type("Dann kam der Regen. Und Schluss.")
    expect(page.locator(".ProseMirror")).to_have_count(1)
    expect(frame.locator(".exchange").nth(2)).to_contain_text("Dann kam der Regen.")
    for _letter in "Und Schluss.":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+Shift+Enter")  # the rest answers a question of its own
    page.keyboard.type("Wie endete es?")
    page.keyboard.press("Alt+ArrowUp")
    questions = [field.input_value() for field in page.locator(".exchange-question").all()]
    assert questions == ["Frage 1?", "Frage 2?", "Wie endete es?", "Und dann?", "Frage 3?"]
    outline = page.locator(".compose-outline li")
    expect(outline.nth(5)).to_contain_text("3. Wie endete es?")
    with page.expect_navigation():
        page.click("header input[name=_continue]")
    expect(page.locator(".exchange").nth(2).locator(".prose-shown")).to_have_text("Und Schluss.")
    expect(page.locator(".exchange").nth(1).locator(".prose-shown")).to_contain_text(
        "Genau: Antwort 2."
    )
    # What saves by itself may come second to the press of a button, and is told so.
    assert [line for line in console if "style" not in line and "409" not in line] == []


def test_what_is_pressed_while_a_new_question_is_being_stored_keeps_its_place(page, live_server):
    """The row has its key by then, or it would be stored twice or out of its order."""
    interview = make_interview(exchanges=ROWS)
    enter(page, live_server.url, interview)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.headers.get("x-podium-saving") == "auto" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/change/", hold)
    page.locator(".exchange-question").nth(0).click()
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Und dann?")
    while not held:
        page.wait_for_timeout(100)
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Wie endete es?")
    page.keyboard.press("Alt+ArrowUp")
    page.click("header input[name=_continue]")
    with page.expect_navigation():
        held[0].continue_()
    said = [row.question for row in interview.exchanges.order_by("ordering", "pk")]
    assert said == ["Frage 1?", "Wie endete es?", "Und dann?", "Frage 2?", "Frage 3?"]


def test_a_typo_on_a_live_piece_takes_three_steps(page, live_server):
    post = make_post("Probe", body="<p>Ein Fehlr</p>", author=make_person(newsroom=True))
    publish(post, by=None)
    enter(page, live_server.url, post)
    page.locator(".compose-body .prose-shown").click()
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Ein Fehler")
    page.click("[data-publish]")  # 1
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("ins").first).to_be_visible()
    dialog.locator("input[value=typo]").check()  # 2
    with page.expect_navigation():
        dialog.locator("input[name=_publish]").click()  # 3
    assert Edition.objects.live().get().piece.body == "<p>Ein Fehler</p>"


def test_what_is_scheduled_is_postponed_in_three_steps(page, live_server):
    post = make_post("Später", author=make_person(newsroom=True))
    publish(post, by=None, starts_at=timezone.now() + timedelta(hours=3))
    enter(page, live_server.url, post)
    page.click("[data-publish]")  # 1
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=publishing-when]").nth(1).check()  # 2
    with page.expect_navigation():
        dialog.locator("input[name=_schedule]").click()  # 3
    (edition,) = Edition.objects.scheduled()
    assert timezone.localtime(edition.starts_at).hour == 7
