"""The main job with what guests really send: each kind becomes a published interview."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from interviews.models import Interview
from people.models import Person
from tests.browser.axe import violations
from tests.making import make_person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)

SUBTITLES = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Rita Rehberg>Frau Ilić, wie baut man

00:00:03.000 --> 00:00:05.000
<v Rita Rehberg>eine Geige für draußen?

00:00:06.000 --> 00:00:09.000
<v Gorana Ilić>Mit Kunststoff. Leider.

00:00:10.000 --> 00:00:12.000
<v Rita Rehberg>Und wie klingt sie?

00:00:13.000 --> 00:00:15.000
<v Gorana Ilić>Für den Wald reicht es.
"""
# A program wrapped the mail at 72 columns, the questions and the answers alike.
MAIL = """From: Jost Reimers <jost@example.org>
To: redaktion@example.org
Subject: Re: Fragen zur Fähre
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Liebe Frau Rehberg,

> 1. Sie fahren seit dreißig Jahren über denselben Fluss, bei jedem Wetter
> und zu jeder Stunde. Was haben Sie auf dem Wasser über Menschen
> gelernt?

Dass sie leiser werden, sobald das Ufer weg ist. Am Steg reden noch alle
durcheinander, und in der Mitte des Flusses hört man nur noch den Motor,
und auch den möchten die meisten am liebsten nicht hören.

> 2. Wann fährt die letzte Fähre?

Wenn ich müde bin.

Herzliche Grüße
Jost Reimers
"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD = f"""<w:document xmlns:w="{W}"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Vom Salz</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Woher kommt Ihr Salz?</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Aus </w:t></w:r>
<w:del w:id="1" w:author="x"><w:r><w:delText xml:space="preserve">einem Sack, </w:delText></w:r></w:del>
<w:ins w:id="2" w:author="x"><w:r><w:t xml:space="preserve">dem Berg, </w:t></w:r></w:ins><w:r><w:t>sagt man.</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Schmecken Sie das?</w:t></w:r></w:p>
<w:p><w:r><w:t>Nur, wenn man es weiß.</w:t></w:r></w:p>
</w:body></w:document>"""
MARKDOWN = """---
title: Die Kartenzeichnerin
tags: [Karten, Handwerk]
---

**Was ist eine gute Karte?**

Malin Voß fragt zurück: Für wen?

**Zeichnen Sie nach der Natur?**

Nach Schuhen. Ich laufe alles ab.[^1]

**Wie viele Paare im Jahr?**

| Jahr | Paare |
|------|------:|
| 2024 | 4     |

[^1]: Auch im Winter.
"""
PAGE = (
    "<h1>Brot ohne Uhr</h1><p><strong>Wann ist ein Teig fertig?</strong></p><p>Wenn er sich wehrt, bei 10<sup>3</sup> "
    "Hefen, <a href='https://example.org/'>sagt man</a>.</p><p><strong>Und wenn die Kunden warten?</strong></p>"
    "<ul><li>Geduld</li><li>Kaffee</li></ul>"
)
SITE = """<!DOCTYPE html><html lang="de"><head><title>Die Glocke im Keller – Stadtblatt</title></head><body>
<header><nav><ul><li><a href="/">Warum abonnieren?</a></li><li><a href="/a">Haben Sie Fragen?</a></li></ul></nav></header>
<main><article><h1>Die Glocke im Keller</h1><p>Ein Gespräch mit Tom Acker, 44.</p>
<h2>Herr Acker, wie stimmt man eine Glocke?</h2><p>Man nimmt etwas weg.</p>
<h2>Und wenn Sie zu viel wegnehmen?</h2><p>Dann gießt man eine neue.</p></article></main>
<aside class="teaser"><h3>Lesen Sie auch</h3><p>Wer läutet hier?</p></aside><footer>Cookies?</footer></body></html>"""
SERIES = """<h1>Zwei am Deich</h1>
<h2>Ida Kern, Fährfrau</h2>
<p><b>Frau Kern, wann fährt die letzte Fähre?</b></p><p>Wenn ich müde bin.</p>
<p><b>Und wer bringt Sie hinüber?</b></p><p>Niemand.</p>
<h2>Bert Holm, Deichgraf</h2>
<p><b>Herr Holm, was hält der Deich aus?</b></p><p>Mehr als die Verwaltung.</p>
<p><b>Und was halten Sie aus?</b></p><p>Regen, wenn er von vorn kommt.</p>"""
# What comes, how many questions it has, its title, and words of the last answer.
KINDS = {
    "gespraech.vtt": (SUBTITLES, 2, "Die Geige im Wald", "Für den Wald reicht es."),
    "antworten.eml": (MAIL, 2, "Auf der Fähre", "Wenn ich müde bin."),
    "salz.docx": (WORD, 2, "Vom Salz", "Nur, wenn man es weiß."),
    "karten.md": (MARKDOWN, 3, "Die Kartenzeichnerin", "2024"),
    "seite.html": (SITE, 2, "Die Glocke im Keller", "Dann gießt man eine neue."),
    "reihe.html": (SERIES, 2, "Bert Holm, Deichgraf", "Regen, wenn er von vorn kommt."),
}
GUESTLESS = {"salz.docx", "karten.md"}  # nothing in them says who answers
WIDTHS = {
    1280: tuple(KINDS),
    390: ("gespraech.vtt", "karten.md", "reihe.html"),
}  # a phone has less to tell apart


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "de-DE"}


@pytest.fixture
def newsroom(page: Page, live_server):
    """An editor at the form; one of the guests is somebody the site knows by another spelling."""
    user = User.objects.create_superuser("redaktion", password="podium-demo")
    make_person("Rita Rehberg", newsroom=True, user=user)
    Person.objects.create(name="Gorana Ilic", role_line="Geigenbauerin")
    page.set_default_timeout(90_000)  # the first file is opened by a process that has yet to start
    page.goto(f"{live_server.url}/admin/interviews/interview/from-text/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "podium-demo")
    page.click("main button[type=submit], form button[type=submit]")
    page.locator("textarea[name=text]").wait_for()
    page.wait_for_load_state()  # its script has begun


@pytest.mark.parametrize("width", WIDTHS)
def test_each_kind_of_text_becomes_a_published_interview(
    newsroom, page, live_server, console, width
):
    page.set_viewport_size({"width": width, "height": 900})
    for number, name in enumerate(WIDTHS[width]):
        text, questions, title, words = KINDS[name]
        if number:
            page.goto(f"{live_server.url}/admin/interviews/interview/from-text/")
        give(page, name, text)
        shot(page, f"{width}-{number}-form")
        page.get_by_role("button", name="Interview erkennen").click()
        expect(page.locator(".piece").first).to_be_visible()
        look_closer(page, name)
        nothing_is_cut_off(page)
        shot(page, f"{width}-{number}-review")
        take_over(page, name, title)
        interview = Interview.objects.latest("pk")
        assert interview.exchanges.exclude(question="").count() == questions, name
        page.click("input[data-publish]")
        page.get_by_role("dialog").locator("input[name=_publish]").click()
        page.click(".messagelist .success a")
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator(".exchange").last).to_contain_text(words)
        shot(page, f"{width}-{number}-page")
    if "antworten.eml" in WIDTHS[width]:
        assert Person.objects.filter(name="Jost Reimers").exists()  # who signed the mail
    assert Person.objects.filter(name__startswith="Gorana").count() == 1
    assert not [line for line in console if "422" not in line]


def test_what_is_pasted_richly_is_published_as_it_was(newsroom, page, live_server):
    give(page, "rich", PAGE)
    page.get_by_role("button", name="Interview erkennen").click()
    expect(page.locator(".piece").first).to_be_visible()
    assert violations(page) == []
    page.fill("input[name=guest_name_0]", "Malin Voß")
    page.click("input[name=create]")
    page.wait_for_url("**/change/")
    answers = " ".join(one.answer for one in Interview.objects.get().exchanges.all())
    for kept in ("10³", "https://example.org/", "<li><p>Geduld</p></li>"):
        assert kept in answers, kept


def test_a_mistake_loses_nothing_that_was_pasted_richly(newsroom, page):
    paste(page, "<p>Nur <b>ein</b> Satz.</p>")
    page.get_by_role("button", name="Interview erkennen").click()
    expect(page.locator(".errorlist")).to_be_visible()
    area = page.get_by_role("textbox", name="Text einfügen")
    expect(area.locator("b")).to_have_text("ein")
    assert violations(page) == []
    page.get_by_role("button", name="Nur den Text nehmen").click()
    expect(page.locator("textarea[name=text]")).to_have_value("Nur ein Satz.")


def give(page: Page, name: str, text: str) -> None:
    """Hand a text in as its kind comes: pasted, dropped, or chosen as a file."""
    if name == "rich":
        paste(page, text)
        expect(page.locator(".rich h1")).to_have_text("Brot ohne Uhr")
    elif name == "reihe.html":
        paste(page, text)
        expect(page.locator(".rich h1")).to_have_text("Zwei am Deich")
    elif name.endswith((".md", "seite.html")):
        drop(page, name, text)
        expect(page.get_by_role("status")).to_contain_text(name)
    else:
        data = word(text) if name.endswith(".docx") else text.encode()
        page.set_input_files("input[name=file]", {"name": name, "mimeType": "", "buffer": data})


def look_closer(page: Page, name: str) -> None:
    """Look at what was recognised: the other reading, and which of several interviews is meant."""
    if name == "salz.docx":
        expect(page.locator(".warnings")).to_contain_text("Änderung")
        expect(page.locator(".pieces")).not_to_contain_text("Sack")
    if name == "karten.md":
        for _there_and_back in range(2):
            before = page.locator(".runner-up").inner_text()
            page.get_by_role("button", name="So lesen").click()
            expect(page.locator(".runner-up")).not_to_have_text(before)
    if name == "seite.html":
        expect(page.locator(".pieces")).not_to_contain_text("Wer läutet hier?")
    if name == "reihe.html":
        page.locator(".sections a").nth(1).click()
        expect(page.locator(".sections a").nth(1)).to_have_attribute("aria-current", "true")
        expect(page.locator(".pieces")).not_to_contain_text("Fähre")


def take_over(page: Page, name: str, title: str) -> None:
    """Say what the text does not, and make the draft."""
    page.fill("input[name=title]", title)
    known = page.get_by_role("button", name="Gorana Ilic (Geigenbauerin)")
    if name.endswith(".vtt") and known.count():
        known.click()
        expect(page.locator("input[name=title]")).to_have_value(title)
    if name in GUESTLESS:
        page.fill("input[name=guest_name_0]", "Malin Voß")
    page.click("input[name=create]")
    page.wait_for_url("**/change/")


def nothing_is_cut_off(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0, f"{width} pixels stand out on the right"


def paste(page: Page, html: str) -> None:
    """Paste as a browser does: an event with what the clipboard holds."""
    page.locator("textarea[name=text]").evaluate(
        """(area, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "nur der Text");
            area.focus();
            area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        html,
    )
    expect(page.locator(".rich")).to_be_visible()


def drop(page: Page, name: str, text: str) -> None:
    page.locator("textarea[name=text]").evaluate(
        """(area, [name, text]) => {
            const data = new DataTransfer();
            data.items.add(new File([text], name));
            area.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        [name, text],
    )


def word(document: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", document)
    return stream.getvalue()


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
