"""Interviews as real ones are, on a phone: soon at the first answer, on from question to question."""

import pytest
from playwright.sync_api import Browser, Page, expect

from blog.models import Credit
from blog.publishing.publish import publish
from interviews.models import Exchange
from media.models import Image
from tests.making import make_interview, make_person
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db(transaction=True)
TWO_SCREENS = 2 * 844
QUESTION = (
    "Seit gut zwanzig Jahren reden Veranstalter darüber, wie man große Säle so einrichtet, dass auch in"
    " der letzten Reihe noch jedes Wort ankommt, und doch versteht dort jemand nur die Hälfte."
    " Woran liegt das eigentlich?"
)
STANDFIRST = (
    "Vier Fachleute über Säle, in denen man alles hört, und über solche, in denen man es lieber nicht"
    " täte: ein Gespräch über Nachhall, Geld und Geduld."
)
ANSWER = (
    "<p>" + "Ein Saal ist ein Instrument, und wer ihn nicht stimmt, hört ihn nicht. " * 12 + "</p>"
)
INTRO = (
    "<p>"
    + "Wer in einer Mehrzweckhalle gesessen hat, kennt das Gefühl, nichts zu hören. " * 3
    + "</p>"
    "<p>" + "Menschen, die Säle bauen und bespielen, haben darüber gesprochen. " * 3 + "</p>"
)


def speaking(slug: str, number: int, body: str) -> str:
    picture = saved_image()
    Image.objects.filter(pk=picture.pk).update(credit="Saallicht eG")
    first = make_person("Anna-Lena Großkreutz", portrait=picture)
    interview = make_interview(
        "Vier Stimmen über Säle, in denen man alles hört",
        guest=first,
        slug=slug,
        body=body,
        image=picture,
        standfirst=STANDFIRST,
        exchanges=tuple((QUESTION, ANSWER) for _one in range(5)),
    )
    for place in range(number - 1):
        person = make_person(f"Bernd Ohneland-{place}", portrait=picture)
        Credit.objects.create(
            post=interview, person=person, role="interviewee", ordering=place + 10
        )
    interview.credits.filter(role="interviewee").update(
        role_line="Technische Leitung, Stadthalle Beispielstadt"
    )
    if number > 1:
        Exchange.objects.filter(interview=interview).update(answered_by=first)
    publish(interview, by=None)
    return f"/interviews/{slug}/"


@pytest.fixture
def phone(browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def first_answer(phone: Page) -> float:
    return phone.locator(".exchange .answer").first.bounding_box()["y"]


def test_of_four_speakers_the_first_answer_is_on_the_second_screen(phone, live_server):
    phone.goto(live_server.url + speaking("vier", 4, INTRO))
    assert first_answer(phone) < TWO_SCREENS
    # The picture follows what is said, with its caption; every face stands above.
    last = phone.locator(".exchange").last.bounding_box()["y"]
    assert phone.locator(".lead-figure").bounding_box()["y"] > last
    assert phone.locator(".byline .portrait").count() == 4


def test_a_box_about_the_guest_is_closed_on_a_phone_and_open_elsewhere(phone, live_server, browser):
    box = f'{INTRO}<h3>Zur Person</h3><figure data-file="{saved_image().pk}"></figure>' + (
        "<p>" + "Sie leitet die Saaltechnik und hat drei Häuser umgebaut. " * 8 + "</p>"
    )
    address = live_server.url + speaking("kasten", 1, box)
    phone.goto(address)
    assert first_answer(phone) < TWO_SCREENS
    said = phone.get_by_text("hat drei Häuser umgebaut").first
    expect(said).to_be_hidden()
    phone.locator(".side-text summary").click()
    expect(said).to_be_visible()
    desk = browser.new_page(viewport={"width": 1280, "height": 900})
    desk.goto(address)
    expect(desk.get_by_role("heading", name="Zur Person")).to_be_visible()
    expect(desk.get_by_text("hat drei Häuser umgebaut").first).to_be_visible()
    desk.emulate_media(media="print")
    expect(desk.get_by_text("hat drei Häuser umgebaut").first).to_be_visible()
    desk.close()


def test_one_goes_on_to_the_next_question_and_back_to_all_by_keyboard(phone, live_server):
    phone.goto(live_server.url + speaking("weiter", 1, "<p>Vorab.</p>"))
    way = phone.get_by_role("link", name="Weiter zu Frage 2")
    way.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#frage-2")).to_be_in_viewport()
    phone.keyboard.press("Tab")  # on from there: its permalink
    assert phone.evaluate("document.activeElement.closest('.exchange').querySelector('h2').id") == (
        "frage-2"
    )
    phone.locator("#frage-2 ~ .ways-on .to-all").click()
    expect(phone.locator("#alle-fragen")).to_be_in_viewport()


def test_beside_the_list_of_questions_no_answer_leads_on(live_server, browser):
    address = live_server.url + speaking("breit", 1, "<p>Vorab.</p>")
    for width, leads_on in ((1023, True), (1024, False), (1920, False)):
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.goto(address)
        assert tab.locator(".ways-on .on").first.is_visible() == leads_on, width
        assert tab.locator(".ways-on .to-all").first.is_visible() == leads_on, width
        assert tab.locator(".questions li").first.is_visible() != leads_on, width
        assert tab.get_by_role("link", name="Teilen").first.is_visible()
        tab.close()
