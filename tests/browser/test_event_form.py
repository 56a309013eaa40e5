"""An editor enters an event of two days with three tiers by keyboard, and lays out the next one."""

import pytest
from playwright.sync_api import Page, expect

from events.models import Event, TicketHost
from tests.making import make_editor

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)

TIERS = [
    ("Früh", "390", "2026-12-01", "2027-03-03"),
    ("Regulär", "490", "2027-03-10", ""),
    ("Gruppen", "350", "2027-03-10", "2027-04-01"),
]


@pytest.fixture
def editor(page, live_server) -> Page:
    """The page of somebody who has signed in."""
    make_editor()
    TicketHost.objects.create(host="tickets.example")
    page.goto(f"{live_server.url}/konto/login/")
    page.fill("input[name=login]", "editor")
    page.fill("input[name=password]", "secret-word-1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/**")
    return page


def tab_to(page, name):
    """Go on with the Tab key until a field has the focus."""
    for _step in range(120):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached with the Tab key")


def enter(page, **values):
    """Go to each field by keyboard and fill it in; days are set, for browsers write them their way."""
    for name, value in values.items():
        tab_to(page, name)
        if name.endswith(("_0", "_1")):
            page.locator(":focus").fill(value)
        else:
            page.keyboard.type(value)


def add_row(page, group):
    """Press the link that adds a row."""
    page.locator(f"#{group}-group .add-row a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"[name^='{group}-']:focus")).to_have_count(1)


def test_an_event_is_entered_and_its_next_edition_laid_out_by_keyboard(
    editor, live_server, console
):
    editor.goto(f"{live_server.url}/admin/events/event/add/")
    enter(editor, name="Kongress 2027", hashtag="#k27")
    enter(editor, starts_at_0="2027-04-21", starts_at_1="09:00")
    enter(editor, ends_at_0="2027-04-22", ends_at_1="18:00")
    for row, day in enumerate(("2027-04-21", "2027-04-22")):
        add_row(editor, "days")
        start, end = f"days-{row}-starts_at", f"days-{row}-ends_at"
        enter(editor, **{f"{start}_0": day, f"{start}_1": "09:00"})
        enter(editor, **{f"{end}_0": day, f"{end}_1": "18:00"})
    for row, (name, price, opens, closes) in enumerate(TIERS):
        add_row(editor, "offers")
        enter(editor, **{f"offers-{row}-name": name, f"offers-{row}-price": price})
        start, end = f"offers-{row}-sales_start", f"offers-{row}-sales_end"
        enter(editor, **{f"{start}_0": opens, f"{start}_1": "00:00"})
        if closes:
            enter(editor, **{f"{end}_0": closes, f"{end}_1": "00:00"})
        enter(editor, **{f"offers-{row}-url": f"https://tickets.example/{row}"})
    tab_to(editor, "_continue")
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/change/")

    gap = "From March 3 to March 9, 2027 nothing can be bought."
    expect(editor.locator(".podium-found li").first).to_have_text(gap)
    expect(editor.locator(".podium-panel li").filter(has_text=gap)).to_be_visible()
    event = Event.objects.get()
    assert (event.days.count(), event.offers.count()) == (2, 3)

    editor.locator("a.podium-main-tool").focus()
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/next-edition/")
    expect(editor.locator("#id_starts_on")).to_have_value("2028-04-19")
    tab_to(editor, "hashtag")
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/change/")
    expect(editor.locator("#id_name")).to_have_value("Kongress 2028")
    expect(editor.locator("#id_public")).not_to_be_checked()
    assert console == []
