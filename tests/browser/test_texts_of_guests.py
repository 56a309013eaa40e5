"""The main job with what guests really send: each kind becomes a published interview."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from interviews.models import Interview
from people.models import Person
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
MAIL = """From: Jost Reimers <jost@example.org>
To: redaktion@example.org
Subject: Re: Fragen zur Fähre
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Liebe Frau Rehberg,

> 1. Was haben Sie auf dem Wasser über
> Menschen gelernt?

Dass sie leiser werden, sobald das Ufer weg ist.

> 2. Wann fährt die letzte Fähre?

Wenn ich müde bin.

Herzliche Grüße
Jost Reimers
"""
PANEL = """Wem gehört der Platz?

Moderation: Frau Ude, wem gehört der Marktplatz?
Lena Ude: Den Tauben, wenn wir ehrlich sind.
Hamid Rezai: Und den Autos, leider.
Moderation: Was würden Sie als Erstes ändern?
Hamid Rezai: Die Parkplätze.
Lena Ude: Die Bänke.
"""
MARKDOWN = """---
title: Die Kartenzeichnerin
tags: [Karten, Handwerk]
---

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
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:h>Vom Salz</text:h><text:p>Frage: Woher kommt es?</text:p><text:p>Antwort: Aus dem Berg.</text:p>"
    "<text:p>Frage: Schmeckt man das?</text:p><text:p>Antwort: Nur, wenn man es weiß.</text:p>"
    "</office:text></office:body></office:document-content>"
)
# What comes, how many questions it has, its title, and words of the last answer.
KINDS = {
    "gespraech.vtt": (SUBTITLES, 2, "Die Geige im Wald", "Für den Wald reicht es."),
    "antworten.eml": (MAIL, 2, "Auf der Fähre", "Wenn ich müde bin."),
    "salz.odt": (ODT, 2, "Vom Salz", "Nur, wenn man es weiß."),
    "panel": (PANEL, 2, "Wem gehört der Platz?", "Die Bänke."),
    "karten.md": (MARKDOWN, 2, "Die Kartenzeichnerin", "2024"),
    "rich": (PAGE, 2, "Brot ohne Uhr", "Kaffee"),
}
GUESTLESS = {"salz.odt", "karten.md", "rich"}  # nothing in them says who answers
WIDTHS = (1280, 390)


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


def test_each_kind_of_text_becomes_a_published_interview(newsroom, page, live_server, console):
    for number, (name, (text, questions, title, words)) in enumerate(KINDS.items()):
        page.set_viewport_size({"width": WIDTHS[number % 2], "height": 900})
        page.goto(f"{live_server.url}/admin/interviews/interview/from-text/")
        give(page, name, text)
        shot(page, f"{number}-form")
        page.get_by_role("button", name="Interview erkennen").click()
        expect(page.locator(".piece").first).to_be_visible()
        if number < 2:
            axe_finds_nothing(page)
        shot(page, f"{number}-review")
        page.fill("input[name=title]", title)
        if name.endswith(".vtt"):
            page.get_by_role("button", name="Gorana Ilic (Geigenbauerin)").click()
            expect(page.locator("input[name=title]")).to_have_value(title)
        if name in GUESTLESS:
            page.fill("input[name=guest_name_0]", "Malin Voß")
        page.click("input[name=create]")
        page.wait_for_url("**/change/")
        interview = Interview.objects.latest("pk")
        assert interview.exchanges.exclude(question="").count() == questions, name
        page.click("input[data-publish]")
        page.get_by_role("dialog").locator("input[name=_publish]").click()
        page.click(".messagelist .success a")
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator(".exchange").last).to_contain_text(words)
    assert Person.objects.filter(name="Jost Reimers").exists()  # who signed the mail
    assert Person.objects.filter(name__startswith="Gorana").count() == 1
    for kept in ("10³", "https://example.org/", "<li><p>Geduld</p></li>"):
        assert any(kept in one.answer for one in interview.exchanges.all()), kept
    assert not [line for line in console if "422" not in line]


def test_a_mistake_loses_nothing_that_was_pasted_richly(newsroom, page):
    paste(page, "<p>Nur <b>ein</b> Satz.</p>")
    page.get_by_role("button", name="Interview erkennen").click()
    expect(page.locator(".errorlist")).to_be_visible()
    area = page.get_by_role("textbox", name="Text einfügen")
    expect(area.locator("b")).to_have_text("ein")
    axe_finds_nothing(page)
    page.get_by_role("button", name="Nur den Text nehmen").click()
    expect(page.locator("textarea[name=text]")).to_have_value("Nur ein Satz.")


def give(page: Page, name: str, text: str) -> None:
    if name == "rich":
        paste(page, text)
        expect(page.locator(".rich h1")).to_have_text("Brot ohne Uhr")
    elif name == "panel":
        page.fill("textarea[name=text]", text)
    elif name.endswith(".md"):
        drop(page, name, text)
        expect(page.get_by_role("status")).to_contain_text(name)
    else:
        data = odt(text) if name.endswith(".odt") else text.encode()
        page.set_input_files("input[name=file]", {"name": name, "mimeType": "", "buffer": data})


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


def odt(content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def axe_finds_nothing(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
