"""Reports that only a browser can try: the order of rows after a mistake, words too long for a phone."""

import pytest
from playwright.sync_api import Page, expect

from blog.models import Series, Tag
from blog.publishing.publish import publish
from tests.making import make_editor, make_event, make_offer, make_person, make_post

pytestmark = pytest.mark.django_db(transaction=True)


def names_of_offers(page: Page) -> list[str]:
    rows = page.locator("#offers-group input[name^='offers-'][name$='-name']:visible")
    return [row.input_value() for row in rows.all()]


def save(page: Page, name: str) -> None:
    """Send the form as it is: what is wrong with it is the server's to say."""
    page.fill("input[name=name]", name)
    page.evaluate("document.querySelector('form#event_form').noValidate = true")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("[name=_continue]").first.click()


def test_a_new_order_is_shown_after_a_mistake_as_it_is_saved(page, live_server):
    """Row 13: the form came back in the order of before, and was then saved in that."""
    event = make_event("Kongress")
    for number, name in enumerate(("Früh", "Regulär", "Gruppen"), start=1):
        make_offer(event, name=name, ordering=number)
    make_editor()
    page.goto(f"{live_server.url}/admin/events/event/{event.pk}/change/")
    page.fill("input[name=login]", "editor")
    page.fill("input[name=password]", "secret-word-1")
    page.click("main button[type=submit], form button[type=submit]")
    page.locator("#offers-group .podium-move button").last.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.locator("#offers-group .podium-move").nth(0).get_by_role("button").nth(1).click()
    assert names_of_offers(page) == ["Regulär", "Früh", "Gruppen"]
    save(page, name="")
    expect(page.locator(".errorlist").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert names_of_offers(page) == ["Regulär", "Früh", "Gruppen"]
    save(page, name="Kongress")
    said = event.offers.order_by("ordering").values_list("name", flat=True)
    assert list(said) == ["Regulär", "Früh", "Gruppen"]


@pytest.mark.parametrize(
    "word", ["Veranstaltungstechnikerinnenausbildungsverordnungsentwurf", "a" * 50]
)
def test_a_long_word_widens_no_page(browser, live_server, word):
    """Row 27: a topic of one long word made every page that named it wider than a phone."""
    event = make_event(word, city=word)
    make_offer(event, name=word)
    person = make_person(word, newsroom=True)
    series = Series.objects.create(name=word, event=event)
    body = f"<p>{word}</p><h2>{word}</h2><ul><li>{word}</li></ul><blockquote><p>{word}</p></blockquote>"
    post = make_post(word, author=person, series=series, event=event, body=body)
    post.tags.add(word)
    edition = publish(post, by=None)
    places = [edition, person, event, series, Tag.objects.get()]
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    lists = ["/", "/blog/", "/personen/", "/events/", f"/suche/?q={word}"]
    for address in [*lists, *(place.get_absolute_url() for place in places)]:
        page.goto(live_server.url + address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    context.close()
    assert wide == []
