"""The main job, end to end: an editor turns a text into a published interview, a reader reads it."""

import sys
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import EventSeries
from interviews.importing.formats.documents import paragraphs_of
from interviews.importing.recognition.reading import read
from tests.browser.editing import Editor
from tests.making import make_event, make_notice, make_offer, make_person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)

# Of the five notices that the text claims, one is so by itself; one more is attached by hand.
HEADINGS = ["Gastbeiträge und Interviews", "In eigener Sache"]
MOST_STEPS = 12


@pytest.fixture
def newsroom():
    """A newsroom with an editor, a library of notices and an event that is over."""
    user = User.objects.create_superuser("redaktion", password="podium-demo")
    make_person("Rita Rehberg", newsroom=True, user=user)
    extra = make_notice("In eigener Sache", ordering=9)
    row = EventSeries.objects.create(name="Kongress")
    then = timezone.now() - timedelta(days=4000)
    event = make_event("Kongress 2014", hashtag="#d2m14", series=row, starts_at=then)
    make_offer(event, name="Regulär")
    following = make_event("Kongress 2027", series=row)
    make_offer(following, name="Early Bird", price="490.00")
    return {"event": event, "following": following, "extra": extra}


def test_an_editor_publishes_the_sample_and_a_reader_reads_it(
    live_server, page, sample, newsroom, capsys
):
    editor = Editor(page)
    sign_in(editor, live_server.url)
    read_the_text(editor, sample.read_text(encoding="utf-8"))
    check_the_interview(editor, newsroom)
    publish(editor)
    with capsys.disabled():
        sys.stdout.write(
            f"\nFrom log-in to published: {editor.steps} steps (of at most {MOST_STEPS}).\n"
        )
    assert editor.steps <= MOST_STEPS
    guest = read(paragraphs_of(sample.read_bytes(), sample.name)).interviewee
    read_as_a_visitor(page, live_server.url, newsroom, guest)


def sign_in(editor: Editor, url: str) -> None:
    editor.sign_in(f"{url}/admin/interviews/interview/from-text/", "redaktion", "podium-demo")


def read_the_text(editor: Editor, text: str) -> None:
    editor.fill("textarea[name=text]", text)
    editor.click("input[type=submit].default")
    expect(editor.page.locator(".piece")).to_have_count(25)


def check_the_interview(editor: Editor, newsroom: dict) -> None:
    page = editor.page
    closing = page.locator(".piece", has_text="beide Tage").locator("select")
    name = closing.get_attribute("name")
    assert closing.input_value() == "closing"
    editor.choose(f"select[name={name}]", "answer")
    editor.fill("input[name=title]", "Social Media wird erwachsen")
    editor.choose("select[name=event]", str(newsroom["event"].pk))
    editor.check(f"input[name=notices][value='{newsroom['extra'].pk}']")
    editor.click("input[name=create]")
    page.wait_for_url("**/change/")


def publish(editor: Editor) -> None:
    editor.click("[data-publish]")
    with editor.page.expect_navigation():
        editor.click("dialog input[name=_publish]")
    expect(editor.page.locator(".messagelist .success").first).to_be_visible()


def read_as_a_visitor(page: Page, url: str, newsroom: dict, guest: str) -> None:
    reader = page.context.browser.new_context(viewport={"width": 390, "height": 844})
    visit = reader.new_page()
    visit.goto(f"{url}/interviews/")
    visit.click("text=Social Media wird erwachsen")
    expect(visit.locator("h1")).to_have_text("Social Media wird erwachsen")
    expect(visit.locator("h2.question")).to_have_count(6)
    expect(visit.locator(".exchange").last).to_contain_text("beide Tage")
    expect(visit.locator(".byline .people")).to_contain_text(guest)
    expect(visit.locator(".notices h3")).to_have_text(HEADINGS)
    box = visit.locator(".event-box")
    expect(box).to_have_class("event-box is-over")
    assert box.locator("a[href^='/weiter/']").count() == 0
    following = newsroom["following"].get_absolute_url()
    expect(box.locator(f"a[href='{following}']")).to_be_visible()
    assert reader.cookies() == []
    reader.close()
