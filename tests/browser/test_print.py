"""Real pages printed to PDF by Chromium: the piece with all that must stand with it, and nothing else."""

import html
import io

import pypdf
import pytest
from playwright.sync_api import Page

from blog.editions.edition import Edition
from pages.pieces.leading_on import leading_on, neighbours

pytestmark = pytest.mark.django_db
INTERVIEW = "konrad-muehlhaff-stichwort"
# What only a screen can be used for.
FURNITURE = (
    *("Weiterlesen", "Davor", "Danach", "Ticket für 320", "Beitrag teilen", "Adresse zum Kopieren"),
    *("Fehler gefunden?", "Weiter zu Frage", "Alle Fragen", "Datenschutz", "Impressum"),
)


def printed(tab: Page, address: str) -> list[str]:
    """Return the words of each page of the PDF, line by line as they are set."""
    tab.goto(address)
    tab.emulate_media(color_scheme="dark")
    pdf = pypdf.PdfReader(io.BytesIO(tab.pdf(format="A4", print_background=True)))
    return [page.extract_text() for page in pdf.pages]


def test_print_to_pdf_has_no_neighbours_and_no_empty_stub(url, tab):
    live = Edition.objects.live().get(slug=INTERVIEW)
    beside = neighbours(live)
    others = [*filter(None, beside), *(one.piece for one in leading_on(live, besides=beside))]
    assert len(others) > 2
    pages = printed(tab, f"{url}{live.get_absolute_url()}")
    words = " ".join(" ".join(pages).split())
    for other in others:
        title = html.unescape(other.teaser.title).strip("„“")[:24]
        assert tab.get_by_text(title).count() > 0, "on the screen it is there"
        assert title not in words
    for furniture in FURNITURE:
        assert furniture not in words
    assert "Saallicht 2027" in words
    assert words.count("Frühbucherpreis") == 1
    assert 2 <= len(pages) <= 4
    assert all(len(page) > 200 for page in pages), "no page is left almost empty"


def test_print_to_pdf_keeps_labels_notices_sources_and_every_answer(url, tab):
    piece = Edition.objects.live().get(slug=INTERVIEW).piece
    words = " ".join(" ".join(printed(tab, f"{url}/interviews/{INTERVIEW}/")).split())
    assert words.index("Interview") < words.index("Das Stichwort ist wichtiger")
    for exchange in piece.exchanges:
        assert " ".join(exchange.question.split())[:30] in words
    for notice in piece.notices_below:
        assert notice.heading in words
    words = " ".join(" ".join(printed(tab, f"{url}/blog/barrierefrei-einladen/")).split())
    assert "Quellen 1. W3C" in words
    assert "Einsatz von KI-Tools" in words


@pytest.mark.parametrize("address", ["/", "/events/saallicht-2027/", "/personen/", "/impressum/"])
def test_every_other_page_prints_as_well(url, tab, address):
    pages = printed(tab, f"{url}{address}")
    assert 1 <= len(pages) <= 8
    assert all(page.strip() for page in pages)
