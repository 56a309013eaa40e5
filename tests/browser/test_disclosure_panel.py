"""What readers will be told, beside the form, as an editor types; by mouse and by keyboard."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from blog.models import Post, Tie
from events.models import Sponsorship
from people.models import Organisation
from tests.making import make_event, make_person, make_post

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)


@pytest.fixture
def post():
    """A post about an event, whose sponsor it does not name yet."""
    User.objects.create_superuser("redaktion", password="podium-demo")
    event = make_event("Kongress 2027")
    sponsor = Organisation.objects.create(name="Muster GmbH")
    Sponsorship.objects.create(organisation=sponsor, event=event, starts_on=timezone.localdate())
    author = make_person("Rita Rehberg", newsroom=True)
    return make_post("Ein Beitrag", author=author, event=event, promotes_event=False)


def open_form(page: Page, url: str, post: Post) -> None:
    page.set_extra_http_headers({"Accept-Language": "de"})
    page.goto(f"{url}/admin/blog/post/{post.pk}/change/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "podium-demo")
    page.click("main button[type=submit], form button[type=submit]")


def test_the_panel_follows_what_is_typed_and_an_answer_records_it(live_server, page, post):
    open_form(page, live_server.url, post)
    page.click("#tab-check")
    panel = page.locator("#podium-disclosure")
    expect(panel).not_to_contain_text("Muster GmbH")
    page.fill("textarea[name=standfirst]", "Mit der Muster GmbH im Saal.")
    expect(panel).to_contain_text("Im Text erwähnt")
    expect(panel).to_contain_text("Muster GmbH ist Sponsor der Veranstaltung Kongress 2027")
    expect(panel).to_contain_text("weil Muster GmbH", ignore_case=True)
    button = panel.get_by_role("button", name="Der Beitrag handelt davon")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Tie.objects.get().part == "subject"
    assert Post.objects.get().standfirst == "Mit der Muster GmbH im Saal."
    expect(panel.locator(".is-blocking")).to_contain_text(
        "Was hat Muster GmbH für diesen Beitrag gegeben"
    )
    with page.expect_navigation():
        panel.get_by_role("button", name="Nichts, und nichts zu bestimmen").click()
    expect(panel).to_contain_text("war nichts vereinbart")
    expect(panel.locator(".is-blocking")).to_have_count(0)


def test_what_blocks_leads_to_its_field(live_server, page, post):
    post.ai_uses.create(kind="draft", degree=2, tool="Satzhilfe")
    open_form(page, live_server.url, post)
    page.click("#tab-check")
    panel = page.locator("#podium-disclosure")
    expect(panel).to_contain_text("KI-generierter Text")
    panel.locator("a[data-field=approvals]").click()
    expect(page.locator("#approvals-group")).to_be_in_viewport()
