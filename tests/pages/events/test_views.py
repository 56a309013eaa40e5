from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from blog.publishing.publish import publish
from disclosures.models import Notice
from events.models import Event, EventSeries, Sponsorship
from people.models import Organisation
from tests.making import berlin, make_event, make_interview, make_notice, make_person, make_post
from tests.media.pictures import saved_image
from tests.pages.reading import words
from tests.pages.schema_org import problems

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to(berlin(2026, 11, 23, 12, 0), tick=False)


def page(client, event):
    return html.fromstring(client.get(event.get_absolute_url()).text)


def facts(client, event):
    rows = page(client, event).xpath("//dl[@class='facts']/div")
    return {words(row.find("dt")): words(row.find("dd")) for row in rows}


def test_hours_are_told_day_by_day_in_the_zone_of_the_event(client):
    event = make_event(
        time_zone="Europe/London",
        starts_at=berlin(2027, 3, 27, 10, 0),
        ends_at=berlin(2027, 3, 28, 19, 0),
    )
    event.days.create(starts_at=berlin(2027, 3, 27, 10, 0), ends_at=berlin(2027, 3, 27, 19, 0))
    event.days.create(
        starts_at=berlin(2027, 3, 28, 11, 0), ends_at=berlin(2027, 3, 28, 19, 0), name="Werkstatt"
    )
    assert facts(client, event)["Wann"] == (
        "27. März 2027, 9–18 Uhr 28. März 2027, 10–18 Uhr – Werkstatt Ortszeit (Europe/London)"
    )


def test_a_map_is_a_link_and_no_embed(client):
    event = make_event(
        venue="Halle", street="Weg 1", city="Kassel", latitude="51.3", longitude="9.5"
    )
    tree = page(client, event)
    (link,) = tree.xpath("//a[text()='Auf der Karte zeigen']/@href")
    assert link == (
        "https://www.openstreetmap.org/?mlat=51.300000&mlon=9.500000#map=17/51.300000/9.500000"
    )
    assert tree.xpath("//iframe|//object|//embed") == []


def test_an_address_without_coordinates_is_searched_for_on_the_map(client):
    event = make_event(street="Weg 1", postal_code="34117", city="Kassel")
    (link,) = page(client, event).xpath("//a[text()='Auf der Karte zeigen']/@href")
    assert link == "https://www.openstreetmap.org/search?query=Weg+1%2C+34117+Kassel%2C+DE"


def test_the_programme_stands_by_day_with_who_speaks_and_open_times_last(client):
    event = make_event(starts_at=berlin(2027, 3, 27, 9, 0), ends_at=berlin(2027, 3, 28, 18, 0))
    anna, bo = make_person("Anna Berg"), make_person("Bo Ott")
    later = event.programme.create(title="Offen")
    second = event.programme.create(title="Zweiter", starts_at=berlin(2027, 3, 28, 9, 0))
    first = event.programme.create(
        title="Erster",
        starts_at=berlin(2027, 3, 27, 10, 0),
        ends_at=berlin(2027, 3, 27, 11, 30),
        room="Saal 1",
    )
    first.speaker_rows.create(person=bo, ordering=1)
    first.speaker_rows.create(person=anna, ordering=2)
    second.speaker_rows.create(person=bo, ordering=1)
    tree = page(client, event)
    assert [words(title) for title in tree.xpath("//section[@class='programme']//h4")] == [
        first.title,
        second.title,
        later.title,
    ]
    days = [words(day) for day in tree.xpath("//section[@class='programme']/h3")]
    assert days == ["27. März 2027", "28. März 2027", "Zeit noch offen"]
    assert words(tree.xpath("//p[@class='talk-when']")[0]) == "10–11:30 Uhr Saal 1"
    speaking = tree.xpath("//section[@aria-labelledby='wer-spricht']//strong/text()")
    assert speaking == ["Anna Berg", "Bo Ott"]


def test_somebody_who_only_speaks_has_a_page_and_somebody_unannounced_has_none(client):
    open_event, secret = make_event(), make_event(public=False)
    for event, name in ((open_event, "Anna Berg"), (secret, "Bo Ott")):
        item = event.programme.create(title=f"Von {name}")
        item.speaker_rows.create(person=make_person(name))
    assert "Von Anna Berg" in client.get("/personen/anna-berg/").text
    assert client.get("/personen/bo-ott/").status_code == 404


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Event.Status.CANCELLED, "Diese Veranstaltung ist abgesagt."),
        (Event.Status.MOVED_ONLINE, "Diese Veranstaltung findet online statt, nicht vor Ort."),
    ],
)
def test_what_became_of_it_stands_above_everything(client, status, told):
    assert words(page(client, make_event(status=status)).xpath("//*[@role='note']")[0]) == told


def test_a_new_date_names_the_one_before(client):
    event = make_event(
        starts_at=berlin(2027, 3, 27, 9, 0),
        ends_at=berlin(2027, 3, 27, 18, 0),
        status=Event.Status.POSTPONED,
    )
    event.status = Event.Status.RESCHEDULED
    event.starts_at, event.ends_at = berlin(2027, 6, 5, 9, 0), berlin(2027, 6, 5, 18, 0)
    event.save()
    assert words(page(client, event).xpath("//*[@role='note']")[0]) == (
        "Diese Veranstaltung hat einen neuen Termin. Vorher war sie für 27. März 2027, 9–18 Uhr geplant."
    )


def test_sponsors_stand_by_level_while_their_time_holds(client):
    event = make_event(starts_at=berlin(2027, 3, 27, 9, 0), ends_at=berlin(2027, 3, 27, 18, 0))
    for name, level, until in (
        ("Partner e. V.", "partner", None),
        ("Groß AG", "main_sponsor", "2027-12-31"),
        ("Gegangen GmbH", "sponsor", "2026-11-22"),
    ):
        organisation = Organisation.objects.create(name=name)
        Sponsorship.objects.create(
            organisation=organisation,
            event=event,
            level=level,
            starts_on="2026-01-01",
            ends_on=until,
        )
    section = page(client, event).xpath("//section[@aria-labelledby='sponsoren']")[0]
    assert words(section) == "Partner und Sponsoren Hauptsponsor Groß AG Partner Partner e. V."


def test_a_notice_of_the_library_stands_on_the_event_unless_it_needs_filling_in(client):
    event = make_event()
    notice = make_notice("Barrierefreiheit")
    event.notices.create(notice=notice, ordering=1)
    event.notices.create(notice=Notice.objects.get(key="interview"), ordering=2)
    section = page(client, event).xpath("//section[@class='notices']")[0]
    assert [words(heading) for heading in section.xpath(".//h3")] == ["Barrierefreiheit"]


def test_every_edition_of_a_series_leads_to_all_others(client):
    series = EventSeries.objects.create(name="Kongress")
    events = {
        year: make_event(
            f"Kongress {year}",
            series=series,
            starts_at=berlin(year, 6, 1, 9, 0),
            ends_at=berlin(year, 6, 1, 18, 0),
        )
        for year in (2025, 2026, 2027)
    }
    make_event("Geheim", series=series, public=False)
    listed = page(client, events[2025]).xpath("//nav[@class='editions']//li")
    assert [words(one).split(" 1.")[0] for one in listed] == [
        "Kongress 2027",
        "Kongress 2026",
        "Kongress 2025",
    ]
    read = words(html.fromstring(client.get(series.get_absolute_url()).text).xpath("//main")[0])
    assert read.index("Kongress 2027") < read.index("Kongress 2026") < read.index("Kongress 2025")
    assert "Geheim" not in read


def test_the_topic_of_a_hashtag_leads_to_its_event_and_the_other_editions(client):
    series = EventSeries.objects.create(name="Kongress")
    make_event("Kongress 2027", series=series, hashtag="#k27")
    past = timezone.now() - timedelta(days=200)
    old = make_event(
        "Kongress 2026",
        series=series,
        hashtag="#k26",
        starts_at=past,
        ends_at=past + timedelta(hours=8),
    )
    post = make_interview("Ein Gespräch", event=old)
    post.tags.add("k26")
    publish(post, by=None)
    tree = html.fromstring(client.get("/thema/k26/").text)
    links = tree.xpath("//main//a/@href")
    assert "/events/kongress-2027/" in links
    assert "/events/kongress-2026/" in links


def test_an_unannounced_event_is_nowhere(client):
    event = make_event("Geheimkongress", public=False, hashtag="#geheim")
    post = make_post("Ein Text", event=event)
    publish(post, by=None)
    assert client.get(event.get_absolute_url()).status_code == 404
    for address in ("/", "/events/", "/sitemap.xml", "/events.ics"):
        assert "eheimkongress" not in client.get(address).text
    assert event.get_absolute_url() not in client.get(post.get_absolute_url()).text


def test_an_event_with_pictures_and_its_series_are_described_without_fault(client):
    series = EventSeries.objects.create(name="Kongress")
    event = make_event("Kongress 2027", series=series, city="Kassel")
    event.pictures.create(image=saved_image(), ordering=1)
    assert problems(client.get(event.get_absolute_url()).text) == []
    assert "Bilder" in client.get(event.get_absolute_url()).text
    assert problems(client.get(series.get_absolute_url()).text) == []


def test_whole_days_end_on_the_day_before_midnight(client):
    event = make_event(all_day=True, starts_at=berlin(2027, 3, 1, 0), ends_at=berlin(2027, 3, 3, 0))
    assert facts(client, event)["Wann"] == "1.–2. März 2027"


def test_hours_name_the_clock_where_people_take_part_from_elsewhere(client):
    online = make_event(
        starts_at=berlin(2026, 7, 1, 9),
        ends_at=berlin(2026, 7, 1, 17),
        online_url="https://o.example",
    )
    here = make_event(starts_at=berlin(2026, 7, 1, 9), ends_at=berlin(2026, 7, 1, 17))
    assert "9–17\xa0Uhr\xa0MESZ" in client.get(online.get_absolute_url()).text
    assert "MESZ" not in client.get(here.get_absolute_url()).text
