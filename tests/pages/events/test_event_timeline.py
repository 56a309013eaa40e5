"""One event from its announcement to two years after: every place says the same at every moment."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree, html

from blog.publishing.publish import publish
from delivery.cache_headers import BROWSER
from events.models import EventSeries
from interviews.importing.creation import Choices, create_interview, keep
from interviews.importing.formats.documents import paragraphs_of
from interviews.importing.recognition.reading import read
from tests.making import berlin, make_event, make_offer, make_person, make_post
from tests.pages.reading import words
from tests.pages.schema_org import one

pytestmark = pytest.mark.django_db

ANNOUNCED = berlin(2026, 9, 1, 10)
SALE = berlin(2026, 10, 1, 10)
EARLY_ENDS = berlin(2026, 10, 25, 2, 30)  # the night in which clocks go back: the first 2:30
PAUSE_ENDS = berlin(2026, 11, 1, 0)
BEGINS = berlin(2027, 3, 28, 9)  # the morning after clocks went forward
ENDS = berlin(2027, 3, 29, 17)
NEXT = berlin(2027, 9, 1, 9)  # the following edition is announced
SECOND = timedelta(seconds=1)

# From each moment on: what is said, the button, and what Google is told of each tier.
TABLE = [
    (ANNOUNCED, "Der Verkauf beginnt am 1. Oktober 2026, 10:00 Uhr.", "", ["PreOrder"] * 2),
    (
        SALE,
        "Frühbucherpreis bis 25. Oktober 2026, 2:30 Uhr MESZ",
        "Ticket für 490 €",
        ["InStock", "PreOrder"],
    ),
    (
        EARLY_ENDS,
        "Zurzeit sind keine Tickets zu haben; die nächsten gibt es ab 1. November 2026.",
        "",
        ["PreOrder"],
    ),
    (PAUSE_ENDS, "Im Verkauf", "Ticket für 690 €", ["InStock"]),
    (BEGINS, "Diese Veranstaltung läuft gerade.", "", []),
    (
        ENDS,
        "Diese Veranstaltung ist vorbei. Für die nächste Ausgabe steht noch kein Termin fest.",
        "",
        [],
    ),
    (NEXT, "Diese Veranstaltung ist vorbei.", "Die nächste Ausgabe: Kongress 2028", []),
]
MOMENTS = sorted(
    {moment + step for moment, *_ in TABLE for step in (-SECOND, 0 * SECOND, SECOND)}
    | {ENDS + timedelta(days=730)}
)


def expected(now):
    return next(row[1:] for row in reversed(TABLE) if row[0] <= now)


@pytest.fixture
def told(client, time_machine):
    """Everything that is said at a moment, in one place each."""
    time_machine.move_to(ANNOUNCED, tick=False)
    series = EventSeries.objects.create(name="Kongress")
    event = make_event("Kongress 2027", series=series, starts_at=BEGINS, ends_at=ENDS)
    make_offer(event, name="Früh", price="490", sales_start=SALE, sales_end=EARLY_ENDS, ordering=1)
    make_offer(event, name="Regulär", price="690", sales_start=PAUSE_ENDS, ordering=2)
    post = make_post("Vorfreude", slug="vorfreude", event=event)
    publish(post, by=None)

    def at(now):
        time_machine.move_to(now, tick=False)
        return Told(client, event, now)

    return at


class Told:
    """What readers and machines are told at one moment."""

    def __init__(self, client, event, now):
        # The following edition is announced when its time has come.
        if now >= NEXT:
            make_event(
                "Kongress 2028",
                series=event.series,
                starts_at=berlin(2030, 3, 1, 9),
                ends_at=berlin(2030, 3, 2, 17),
            )
        self.article = client.get("/blog/vorfreude/")
        self.teasers = html.fromstring(client.get("/blog/").text)
        self.page = client.get(event.get_absolute_url())
        self.card = client.get(f"{event.get_absolute_url()}karte/")
        self.rss = etree.fromstring(client.get("/feeds/rss.xml").content)
        self.atom = etree.fromstring(client.get("/feeds/atom.xml").content)
        self.json = json.loads(client.get("/feeds/feed.json").content)
        self.calendar = client.get("/events.ics").text

    def boxes(self):
        """Return sentence and button of each box on article, event page and card."""
        trees = [html.fromstring(page.text) for page in (self.article, self.page, self.card)]
        return [box(tree.xpath("//aside[contains(@class,'event-box')]")[0]) for tree in trees]

    def feeds(self):
        """Return the text of the item in each feed."""
        atom = {"a": "http://www.w3.org/2005/Atom"}
        encoded = {"c": "http://purl.org/rss/1.0/modules/content/"}
        items = [
            self.rss.xpath("//item/c:encoded", namespaces=encoded)[0].text,
            self.atom.xpath("//a:entry/a:content", namespaces=atom)[0].text,
            self.json["items"][0]["content_html"],
        ]
        return [words(html.fromstring(item)).replace("\xa0", " ") for item in items]


def box(aside):
    sentence = "".join(
        text for text in aside.xpath(".//p[@class='event-state']//text()[not(ancestor::span)]")
    )
    buttons = aside.xpath(".//a[contains(@class,'button')]")
    action = words(buttons[0]) if buttons else ""
    return (plain(sentence), plain(action))


def plain(text):
    return " ".join(text.replace("\xa0", " ").split())


@pytest.mark.parametrize("now", MOMENTS, ids=lambda moment: moment.isoformat())
def test_every_place_says_the_same_at_every_boundary(told, now):
    if now < ANNOUNCED:
        pytest.skip("nobody knows of it yet")
    sentence, action, tiers = expected(now)
    said = told(now)
    assert said.boxes() == [(sentence, action)] * 3
    assert [sentence in item for item in said.feeds()] == [True] * 3
    assert [action in item for item in said.feeds()] == [True] * 3
    sells = action.startswith("Ticket")
    lines = [plain(words(line)) for line in said.teasers.xpath("//p[@class='call-line']")]
    assert len(lines) == sells
    assert all(action in line for line in lines)
    offers = one(said.page.text, "BusinessEvent").get("offers", [])
    assert [offer["availability"].rpartition("/")[2] for offer in offers] == tiers
    shops = [page.text.count("/weiter/") for page in (said.article, said.card)]
    assert shops == [sells] * 2
    assert "STATUS:CONFIRMED" in said.calendar


@pytest.mark.parametrize("now", MOMENTS, ids=lambda moment: moment.isoformat())
def test_no_page_is_kept_beyond_the_next_change(told, now):
    if now < ANNOUNCED:
        pytest.skip("nobody knows of it yet")
    said = told(now)
    boundaries = [row[0] for row in TABLE if row[0] != NEXT]
    left = [(moment - now).total_seconds() for moment in boundaries if moment > now]
    longest = int(min([BROWSER, *left]))
    for page in (said.article, said.page, said.card):
        control = page["Cache-Control"]
        assert "public" in control
        assert int(re.search(r"max-age=(\d+)", control)[1]) <= longest


def test_the_sample_offers_no_ticket_and_leads_to_the_next_edition(client, sample):
    series = EventSeries.objects.create(name="Kongress")
    event = make_event(
        "Kongress 2014",
        series=series,
        starts_at=berlin(2014, 4, 1, 9),
        ends_at=berlin(2014, 4, 2, 17),
    )
    make_offer(event)
    reading = read(paragraphs_of(sample.read_bytes(), sample.name))
    choices = Choices(title="Ein Gespräch", interviewees=[make_person()], event=event)
    interview = create_interview(reading, choices, keep(b"", "text.txt", None), None)
    edition = publish(interview, by=None)

    def said():
        page = client.get(edition.get_absolute_url()).text
        assert "/weiter/" not in page
        return box(html.fromstring(page).xpath("//aside[contains(@class,'event-box')]")[0])

    assert said() == (
        "Diese Veranstaltung ist vorbei. Für die nächste Ausgabe steht noch kein Termin fest.",
        "",
    )
    soon = timezone.now() + timedelta(days=60)
    make_event("Kongress 2027", series=series, starts_at=soon, ends_at=soon + timedelta(days=1))
    assert said() == ("Diese Veranstaltung ist vorbei.", "Die nächste Ausgabe: Kongress 2027")
