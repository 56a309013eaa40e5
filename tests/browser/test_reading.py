"""How readers get along: by keyboard, by ear, on paper, in forced colours, without motion."""

from itertools import pairwise

import pytest

from tests.browser.axe import violations

pytestmark = pytest.mark.django_db
HTML = "text/html; charset=utf-8"
INTERVIEW = "/interviews/konrad-muehlhaff-stichwort/"
FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def style(page, selector, name):
    return page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name)


def test_headings_leave_no_level_out_and_begin_with_one(places, url, tab):
    wrong = {}
    for place in places:
        tab.goto(url + place)
        levels = tab.locator(":is(h1, h2, h3, h4)").evaluate_all(
            "all => all.map(e => +e.tagName[1])"
        )
        steps = pairwise(levels)
        if levels[0] != 1 or levels.count(1) != 1 or any(b - a > 1 for a, b in steps):
            wrong[place] = levels
    assert wrong == {}


def test_every_page_says_in_a_sentence_what_it_is(places, url, tab):
    said = {}
    for place in places:
        if not place.endswith("/karte/"):  # stands in a frame, and no search engine shows it
            tab.goto(url + place)
            found = tab.locator("meta[name=description]")
            said[place] = [one.get_attribute("content") for one in found.all()]
    assert {place: texts for place, texts in said.items() if len(texts) != 1 or not texts[0]} == {}


def test_an_interview_is_heard_in_the_order_it_is_read(url, tab):
    tab.goto(url + INTERVIEW)
    heard = tab.locator("body").aria_snapshot()
    order = [
        'link "Zum Inhalt springen"',
        "banner:",
        'navigation "Hauptnavigation"',
        "main:",
        "article:",
        "Interview",
        'heading "„Das Stichwort ist wichtiger als die Uhr“" [level=1]',
        "Konrad Mühlhaff",
        'navigation "6 Fragen"',
        "Herr Mühlhaff, was tut ein Inspizient?",
        "[level=2]",
        "Er sorgt dafür",
        'complementary "Saallicht 2027"',
        "contentinfo:",
    ]
    place = 0
    for said in order:
        place = heard.find(said, place)
        assert place >= 0, f"not heard, or too early: {said}\n{heard[:3000]}"


def test_the_keyboard_leads_from_the_skip_link_through_the_questions_and_shows_where_it_is(
    url, tab
):
    tab.goto(url + INTERVIEW)
    tab.keyboard.press("Tab")
    assert tab.locator(".skip").bounding_box()["y"] >= 0
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
    for _step in range(12):
        assert tab.evaluate(FOCUS), tab.evaluate("document.activeElement.outerHTML")
        tab.keyboard.press("Tab")
    link = tab.locator(".questions a").nth(2)
    link.focus()
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#frage-3")
    assert tab.locator("#frage-3").is_visible()


def test_the_questions_stay_beside_the_answers_on_a_wide_screen(url, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url + INTERVIEW)
    page.locator("#frage-4").evaluate("e => e.scrollIntoView({behavior: 'instant'})")
    listed, asked = (page.locator(one).bounding_box() for one in (".questions", "#frage-4"))
    assert 0 <= listed["y"] < 900
    assert listed["x"] + listed["width"] <= asked["x"] + 48  # the number hangs out by 3 rem
    context.close()


def test_no_list_of_pieces_links_to_the_shop_more_than_once(places, url, tab):
    """Only the pages of events, on which tickets are chosen, offer each of them."""
    often = {}
    for place in places:
        if not place.startswith("/events/"):
            tab.goto(url + place)
            often[place] = tab.locator("a[href^='/weiter/']").count()
    assert often["/"] == 1
    assert {place: number for place, number in often.items() if number > 1} == {}


def test_a_permalink_shows_itself_to_pointer_keyboard_and_touch(url, browser):
    for has_touch, at_rest in ((False, "0"), (True, "1")):
        context = browser.new_context(has_touch=has_touch, is_mobile=has_touch)
        page = context.new_page()
        page.goto(url + INTERVIEW)
        assert style(page, ".permalink", "opacity") == at_rest
        page.locator(".permalink").first.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        assert style(page, ".permalink", "opacity") == "1"
        context.close()


def test_nothing_vanishes_in_forced_colours(url, browser):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    for place in ("/", INTERVIEW, "/events/saallicht-2027/"):
        page.goto(url + place)
        page.locator(".labels, .teaser-title").first.wait_for()
        assert float(style(page, ".ticket", "borderTopWidth")[:-2]) >= 1
        assert float(style(page, ".button", "borderTopWidth")[:-2]) >= 1
        page.locator(".button").first.focus()
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)
    page.locator(".label").first.evaluate("e => e.classList.add('is-ad')")
    assert float(style(page, ".label.is-ad", "borderTopWidth")[:-2]) >= 1
    context.close()


def test_nothing_moves_for_those_who_asked_for_it(url, browser):
    for wish, scrolling in (("reduce", "auto"), ("no-preference", "smooth")):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(url + INTERVIEW)
        assert style(page, "html", "scrollBehavior") == scrolling
        assert page.evaluate("document.getAnimations().length") == 0
        context.close()


def test_on_paper_the_text_and_its_labels_stay_and_the_furniture_goes(url, tab):
    tab.goto(url + INTERVIEW)
    tab.emulate_media(media="print", color_scheme="dark")
    for gone in (".neighbours", ".related", ".ticket-stub", ".questions", ".ways-on"):
        assert tab.locator(gone).count() > 0, gone
        assert not tab.locator(gone).first.is_visible(), gone
    tab.goto(url + "/blog/barrierefrei-einladen/")
    furniture = (".site-nav", ".site-footer", ".tags", ".share ul", ".event-buy", ".breadcrumbs")
    for gone in (*furniture, ".related"):
        assert tab.locator(gone).count() > 0, gone
        assert not tab.locator(gone).first.is_visible(), gone
    assert tab.locator("h1").is_visible()
    assert tab.locator(".notices").is_visible()
    assert style(tab, "body", "backgroundColor") == "rgb(255, 255, 255)"
    link = tab.locator(".prose a[href^='http']").first
    if link.count():
        after = link.evaluate("e => getComputedStyle(e, '::after').content")
        assert link.get_attribute("href") in after
    tab.locator(".label").first.evaluate("e => e.classList.add('is-ad')")
    assert tab.locator(".label.is-ad").is_visible()
    assert style(tab, ".label.is-ad", "borderTopStyle") == "solid"


def test_an_article_asks_for_its_text_its_looks_and_its_typeface_and_does_not_jump(url, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=2)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.shifts += entry.value })).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(url + INTERVIEW, wait_until="networkidle")
    assert sorted(kind for kind in asked if kind not in ("image", "other", "script")) == [
        "document",
        "font",
        "stylesheet",
    ]
    assert page.evaluate("window.shifts") < 0.01
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_among_the_components(url, browser, admin_client, scheme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE"
    )
    page = context.new_page()
    shown = admin_client.get("/admin/bausteine/").text
    page.route("**/admin/bausteine/", lambda route: route.fulfill(body=shown, content_type=HTML))
    page.goto(f"{url}/admin/bausteine/")
    found = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found == []
    assert wide <= width
