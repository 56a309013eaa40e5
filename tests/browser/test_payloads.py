"""Hostile texts through every way in that editors have, opened in Chromium: nothing runs."""

from itertools import batched

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blog.models import Disclosure, Post
from blog.publishing.publish import publish
from disclosures.library import misplaced
from disclosures.models import Notice, NoticeVersion
from interviews.importing.creation import Choices, create_interview, keep
from interviews.importing.formats.documents import paragraphs_of
from interviews.importing.recognition.reading import read
from tests.making import make_event, make_person, make_post
from tests.prose.payloads import hostile_texts

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 500
WATCH = """
window.__ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...words) => window.__ran.push(name + ":" + words.join());
"""
# The controls that the house itself puts into a piece, told apart by all that they have: the address to
# copy, which is that of the page, its button, and what enlarges a table or a picture.
PROVOKE = """() => {
  const found = [];
  const has = (element, ...names) => element.getAttributeNames().sort().join() === names.join();
  const address = document.querySelector("link[rel=canonical]").href;
  const ours = (element) =>
    (element === document.getElementById("adresse") && element.matches(".share-address > input") &&
      has(element, "id", "readonly", "value") && element.getAttribute("value") === address) ||
    (element === document.querySelector(".share-address > button") &&
      has(element, "class", "type") && element.type === "button" && !element.childElementCount) ||
    (element.matches(".zoom > input.zoom-in:first-child") &&
      has(element, "aria-label", "autocomplete", "class", "type") && element.type === "checkbox");
  const forbidden = "script,iframe,object,embed,svg,math,form,input,button,style,link,meta,base," +
    "template,video,audio,dialog";
  for (const element of document.querySelectorAll("article *")) {
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on") || name === "style") found.push(name + "=" + value);
      if (/^\\s*(javascript|data|vbscript):/i.test(value)) found.push(name + "=" + value);
    }
    for (const event of ["mouseover", "focus", "click", "error", "load", "toggle"])
      if (event !== "click" || element.tagName !== "A") element.dispatchEvent(new Event(event));
  }
  for (const element of document.querySelectorAll("article")) {
    const there = [...element.querySelectorAll(forbidden)].filter((e) => !ours(e));
    found.push(...there.map((e) => e.outerHTML.slice(0, 200)));
    found.push(...[...element.querySelectorAll("a[href^='//']")].map((e) => e.outerHTML));
  }
  return [...found, ...window.__ran];
}"""


def _accepted(field):
    """Return what the field makes of each hostile text, as the form would save it.

    One by one, because an open tag would swallow all that follow; a refused link is refused.
    """
    for text in hostile_texts():
        try:
            yield field.clean(f"<p>{text}</p>", None)
        except ValidationError:
            continue


@pytest.fixture
def opened(live_server, browser):
    """Open a piece in Chromium; return whatever ran, was asked of others, or stands there."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    foreign = []
    page.on("request", lambda r: r.url.startswith(live_server.url) or foreign.append(r.url))
    page.on("dialog", lambda d: (foreign.append(f"dialog {d.message}"), d.dismiss()))

    def look(address):
        page.goto(live_server.url + address, wait_until="load")
        return page.evaluate(PROVOKE) + foreign

    yield look
    context.close()


def test_through_the_rich_text_field_of_the_form(opened):
    for texts in batched(_accepted(Post._meta.get_field("body")), AT_ONCE, strict=False):
        post = make_post(body="<p>Anfang</p>" + "".join(texts))
        assert opened(publish(post, by=None).get_absolute_url()) == []


def test_through_title_standfirst_and_names(opened):
    short = [text for text in hostile_texts() if len(text) < 90]
    for texts in batched(short[:120], 6, strict=True):
        author = make_person(texts[0], role_line=texts[1], newsroom=True)
        event = make_event(texts[4], slug=f"event-{author.pk}")
        post = make_post(
            texts[2], author=author, standfirst=texts[3], discuss=texts[5], event=event
        )
        assert opened(publish(post, by=None).get_absolute_url()) == []


def test_through_the_import_of_a_text(opened):
    for texts in batched(hostile_texts(), AT_ONCE, strict=False):
        answers = "\n\n".join(text.replace("\n", " ") for text in texts)
        text = f"1) Was tun?\n\nWenig.\n{answers}\n\n2) Und dann?\n\nNoch weniger.\n"
        reading = read(paragraphs_of(text.encode(), "text.txt"))
        choices = Choices(title="Probe", interviewees=[make_person()])
        interview = create_interview(reading, choices, keep(b"", "text.txt", None), None)
        assert opened(publish(interview, by=None).get_absolute_url()) == []


def test_through_the_import_of_a_web_page(opened):
    for texts in batched(hostile_texts(), AT_ONCE, strict=False):
        answers = "".join(f"<p>{text}</p>" for text in texts)
        asked = "<h2>Was tun?</h2><p>Wenig.</p><h2>Und dann?</h2><p>Noch weniger.</p>"
        html = f"<p>Ein Interview mit Anna Berg.</p>{asked}{answers}"
        reading = read(paragraphs_of(html.encode(), "text.html"))
        choices = Choices(title="Probe", interviewees=[make_person()])
        interview = create_interview(reading, choices, keep(b"", "text.html", None), None)
        assert opened(publish(interview, by=None).get_absolute_url()) == []


def test_through_the_notice_library(opened):
    texts = _accepted(NoticeVersion._meta.get_field("text"))
    accepted = [text for text in texts if not misplaced(text, ())]  # braces are for placeholders
    headings = [text[:100] for text in hostile_texts() if not misplaced(text[:100], ())]
    for number, texts in enumerate(batched(accepted, AT_ONCE, strict=False)):
        notice = Notice.objects.create(name=f"Probe {number}")
        text = "<p>Anfang</p>" + "".join(texts)
        NoticeVersion.objects.create(notice=notice, heading=headings[number], text=text)
        post = make_post()
        Disclosure.objects.create(post=post, notice=notice, ordering=1, position="top")
        assert opened(publish(post, by=None).get_absolute_url()) == []
    assert opened(reverse("transparency")) == []
