"""What an editor typed is still there after all that can happen between her and the database."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from blog.models import Post
from events.models import Event
from tests.making import make_editor, make_event, make_interview, make_post

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)
PASSWORD = "secret-word-1"


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "de-DE"}


def sign_in(page, live_server, name, target="/admin/"):
    page.goto(f"{live_server.url}/konto/login/?next={target}")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"^[^?]*{target}$"))
    page.wait_for_load_state("networkidle")


def is_saved(page):
    expect(page.locator(".messagelist")).to_contain_text("geändert")


def change(post):
    return f"/admin/{post._meta.app_label}/{post._meta.model_name}/{post.pk}/change/"


def write(page, text, field="#id_title"):
    page.locator(field).focus()
    page.keyboard.press("Control+End")  # a title may take several lines
    page.keyboard.type(text)


def is_in(page, state):
    expect(page.locator("#podium-saving")).to_have_attribute("data-state", state)


def test_a_new_piece_survives_network_database_and_double_clicks(page, live_server):
    """Offline, a database that is away, a server that is killed, a double click: one piece, all its words."""
    make_editor()
    sign_in(page, live_server, "editor", "/admin/blog/post/add/")
    write(page, "Im Zug")
    is_in(page, "saved")
    page.wait_for_url("**/change/")
    page.context.set_offline(True)
    write(page, " geschrieben")
    is_in(page, "offline")
    page.context.set_offline(False)
    is_in(page, "saved")
    assert Post.objects.get().title == "Im Zug geschrieben"
    page.route(
        "**/change/", lambda route: route.fulfill(status=503, body="Gerade nicht erreichbar")
    )
    write(page, ", ohne Datenbank")
    is_in(page, "offline")
    page.unroute("**/change/")
    page.evaluate("dispatchEvent(new Event('online'))")
    is_in(page, "saved")
    page.route("**/change/", lambda route: route.abort("connectionrefused"))
    write(page, " und ohne Server")
    button = page.locator("input[name=_continue]:not([aria-hidden])").first
    button.dblclick()
    is_in(page, "offline")
    page.unroute("**/change/")
    page.evaluate("dispatchEvent(new Event('online'))")
    is_saved(page)
    assert [post.title for post in Post.objects.all()] == [
        "Im Zug geschrieben, ohne Datenbank und ohne Server"
    ]


def test_the_sign_in_comes_above_the_form(page, live_server):
    """A session that is over asks for a sign-in there; a second tab that signed in anew asks for nothing."""
    make_editor()
    post = make_post("Anfang")
    sign_in(page, live_server, "editor", change(post))
    Session.objects.all().delete()
    write(page, " und Mitte")
    is_in(page, "signed-out")
    frame = page.frame_locator("dialog iframe")
    frame.locator("input[name=login]").fill("editor")
    frame.locator("input[name=password]").fill(PASSWORD)
    frame.locator("input[name=password]").press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    is_in(page, "saved")
    post.refresh_from_db()
    assert post.title == "Anfang und Mitte"
    Session.objects.all().delete()
    other = page.context.new_page()
    sign_in(other, live_server, "editor")
    write(page, " und Ende")
    page.locator("input[name=_continue]:not([aria-hidden])").first.click()
    is_saved(page)
    post.refresh_from_db()
    assert post.title == "Anfang und Mitte und Ende"


def test_after_a_crash_the_same_account_is_offered_what_it_wrote(page, live_server):
    """What was typed and chosen while the server was away is there again, for nobody else."""
    make_editor()
    make_editor("otto")
    event = make_event("Werkstatt")
    post = make_post("Anfang")
    sign_in(page, live_server, "editor", change(post))
    page.route("**/change/", lambda route: route.abort())
    # As select2 does it: the choice is made, and only jQuery hears of it.
    page.evaluate(
        "pk => django.jQuery('#id_event').append(new Option('Werkstatt', pk, true, true))"
        ".trigger('change')",
        event.pk,
    )
    write(page, ", mühsam getippt")
    is_in(page, "offline")
    crashed = page.context.new_page()
    page.close(run_before_unload=False)
    page = crashed
    page.context.clear_cookies()
    sign_in(page, live_server, "otto", change(post))
    page.wait_for_timeout(300)
    assert page.locator(".podium-saving-offer").count() == 0
    page.context.clear_cookies()
    sign_in(page, live_server, "editor", change(post))
    page.locator(".podium-saving-offer button").first.click()
    page.wait_for_load_state("load")
    assert page.input_value("#id_title") == "Anfang, mühsam getippt"
    page.locator("input[name=_continue]:not([aria-hidden])").first.click()
    is_saved(page)
    post.refresh_from_db()
    assert (post.title, post.event) == ("Anfang, mühsam getippt", event)
    assert page.locator(".podium-saving-offer").count() == 0


def test_two_people_in_one_interview_keep_what_both_wrote(page, live_server, browser):
    """Another field is put together; the same one is shown to whoever comes second, with a choice."""
    make_editor()
    make_editor("otto", first_name="Otto")
    interview = make_interview("Titel", exchanges=(("A?", "<p>a</p>"), ("B?", "<p>b</p>")))
    sign_in(page, live_server, "editor", change(interview))
    context = browser.new_context(locale="de-DE")
    other = context.new_page()
    sign_in(other, live_server, "otto", change(interview))
    write(other, " von Otto")
    is_in(other, "saved")
    write(page, " Und wie?", "#id_exchanges-1-question")
    is_in(page, "conflict")
    expect(page.locator(".podium-saving-others")).to_contain_text("Otto")
    page.locator(".podium-saving-meet").click()
    expect(page.locator("#id_title")).to_have_value("Titel von Otto")
    interview.refresh_from_db()
    assert interview.title == "Titel von Otto"
    assert interview.exchanges.last().question == "B? Und wie?"
    write(page, ", von Rita", "#id_title")
    is_in(page, "saved")
    write(other, " allein")
    is_in(other, "conflict")
    other.locator(".podium-saving-meet").click()
    expect(other.locator(".podium-meeting legend")).to_have_text(["Titel"])
    other.locator(".podium-meeting input[value=theirs]").check()
    other.locator("input[name=_continue]:not([aria-hidden])").first.click()
    expect(other.locator(".podium-meeting")).to_have_count(0)
    interview.refresh_from_db()
    assert interview.title == "Titel von Otto, von Rita"
    context.close()


def test_what_readers_see_at_once_is_kept_but_not_saved_by_itself(page, live_server):
    """An event form keeps what was typed on the server; leaving and coming back brings it back."""
    make_editor()
    event = make_event("Werkstatt")
    sign_in(page, live_server, "editor", change(event))
    write(page, " für alle", "#id_name")
    is_in(page, "kept")
    event.refresh_from_db()
    assert event.name == "Werkstatt"
    page.evaluate("localStorage.clear()")
    page.close(run_before_unload=False)
    page = page.context.new_page()
    page.goto(f"{live_server.url}{change(event)}")
    page.locator(".podium-saving-offer button").first.click()
    expect(page.locator("#id_name")).to_have_value("Werkstatt für alle")
    page.locator("input[name=_continue]:not([aria-hidden])").first.dblclick()
    is_saved(page)
    assert [event.name for event in Event.objects.all()] == ["Werkstatt für alle"]
