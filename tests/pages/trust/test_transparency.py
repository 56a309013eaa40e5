from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from blog.models import Tie
from blog.publishing.publish import CorrectionNote, publish
from disclosures.models import Notice
from events.models import Ambassadorship, Sponsorship
from people.models import Organisation
from tests.making import berlin, make_event, make_interview, make_person, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db


def section(client, name):
    """Return the words between a heading of the page and the next."""
    tree = html.fromstring(client.get("/transparenz/").text)
    heading = tree.xpath(f"//h2[@id='{name}']")[0]
    following = heading.itersiblings()
    read = []
    for element in following:
        if element.tag == "h2":
            break
        read.append(words(element))
    return " ".join(read)


def test_every_notice_in_force_stands_there_as_it_reads_on_a_piece(client):
    read = section(client, "hinweise")
    assert "Wenn ein Beitrag ein Interview ist." in read
    assert "Aus dem Englischen" in read
    assert "{" not in read


def test_earlier_wordings_stay_to_be_read(client):
    notice = Notice.objects.get(key="interview")
    before = notice.wording("de", timezone.now())
    notice.versions.create(
        language="de",
        number=2,
        heading=before.heading,
        text="<p>Hier spricht unser Gast.</p>",
        valid_from=timezone.now() - timedelta(minutes=1),
    )
    tree = html.fromstring(client.get("/transparenz/").text)
    (stands,) = tree.xpath("//section[@id='interview']/blockquote")
    (earlier,) = tree.xpath("//section[@id='interview']/details/blockquote")
    assert words(stands) == "Hier spricht unser Gast."
    assert words(earlier).startswith(before.text.removeprefix("<p>").partition("{")[0])


def test_sponsors_and_ambassadors_stand_there_while_it_lasts(client, time_machine):
    time_machine.move_to(berlin(2026, 5, 4, 12, 0), tick=False)
    event = make_event(
        "Kongress", starts_at=berlin(2026, 6, 1, 9, 0), ends_at=berlin(2026, 6, 1, 18, 0)
    )
    for name, until in (("Jetzt GmbH", "2026-06-30"), ("Früher AG", "2026-04-30")):
        organisation = Organisation.objects.create(name=name)
        Sponsorship.objects.create(
            organisation=organisation, event=event, starts_on="2026-01-01", ends_on=until
        )
    Ambassadorship.objects.create(
        person=make_person("Bo Ott"), event=event, benefit="ein freies Ticket"
    )
    read = section(client, "partner")
    assert "Jetzt GmbH" in read
    assert "Früher AG" not in read
    assert "Bo Ott" in read
    assert "erhält: ein freies Ticket" in read


def test_the_register_counts_pieces_and_advertisements_of_live_pieces_only(client):
    organisation = Organisation.objects.create(name="Muster GmbH")
    for title, consideration in (("Bezahlt", "money"), ("Frei", "none"), ("Entwurf", "money")):
        post = make_post(title)
        Tie.objects.create(
            post=post,
            organisation=organisation,
            part="mentioned",
            consideration=consideration,
            influence="none",
        )
        if title != "Entwurf":
            publish(post, by=None)
    read = section(client, "verbindungen")
    assert "Muster GmbH" in read
    assert "2 Beiträge" in read
    assert "davon 1 Anzeige" in read
    assert "Entwurf" not in read


def test_figures_count_the_labels_of_what_is_live(client):
    publish(make_interview("A", slug="a"), by=None)
    publish(make_interview("B", slug="b"), by=None)
    publish(make_post("C"), by=None)
    read = section(client, "zahlen")
    assert read.startswith("3 Beiträge sind veröffentlicht.")
    assert "Interview 2" in read
    assert "Anzeige 0" in read


def test_the_latest_corrections_lead_to_their_pieces(client):
    post = make_post("Der Saal")
    publish(post, by=None)
    post.standfirst = "Anders."
    post.save()
    publish(post, by=None, correction=CorrectionNote("correction", "Das Jahr war falsch."))
    read = section(client, "korrekturen")
    assert "Der Saal: Das Jahr war falsch." in read


def test_an_empty_site_says_so_well(client):
    assert "Zurzeit unterstützt niemand" in section(client, "partner")
    assert section(client, "verbindungen") == "Es ist keine Verbindung verzeichnet."
    assert "Bisher gab es nichts zu korrigieren." in section(client, "korrekturen")


def test_the_page_can_be_read_in_english(client, settings):
    settings.LANGUAGE_CODE = "en"
    assert "The notices in force" in client.get("/transparenz/").text
