"""The real interview, as it was published then: what would its readers be told today?"""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from lxml import html

from blog.publishing.publish import publish
from events.models import Ambassadorship, Sponsorship
from interviews.models import Interview
from people.models import Organisation
from tests.making import berlin, make_event, make_offer, make_person

pytestmark = pytest.mark.django_db

OVER = berlin(2014, 6, 25, 9)
PUBLISHED = berlin(2014, 5, 6, 9)
NOW = berlin(2026, 11, 23, 12)


@pytest.fixture
def interview(sample, tmp_path, capsys):
    """The sample, linked to an event that is over, with its ambassador and a sponsor it names."""
    event = make_event(
        "Kongress 2014", hashtag="#d2m14", starts_at=OVER, ends_at=OVER + timedelta(days=1)
    )
    make_offer(event)
    sponsor = Organisation.objects.create(name="Facebook")  # a name that stands in the text
    Sponsorship.objects.create(
        organisation=sponsor, event=event, level="sponsor", starts_on=PUBLISHED.date()
    )
    call_command("import_interview", str(sample))
    capsys.readouterr()
    piece = Interview.objects.get()
    guest = piece.credits.get(role="interviewee").person
    Ambassadorship.objects.create(person=guest, event=event)
    piece.mode, piece.shortened = "written", False
    piece.save()
    editor = make_person("Rita Rehberg", newsroom=True)
    piece.credits.create(person=editor, role="interviewer", ordering=9)
    return piece


def test_the_sample_gets_exactly_what_is_so(interview, client):
    with time_machine.travel(PUBLISHED, tick=False):
        edition = publish(Interview.objects.get(pk=interview.pk), by=None)
    assert [label.text for label in edition.piece.labels] == ["Interview"]
    told = [(n.rule, n.heading, n.position) for n in edition.piece.notices]
    assert told == [
        ("C3", "Partnerschaften", "bottom"),
        ("G2", "Gastbeiträge und Interviews", "bottom"),
    ]
    partnership = edition.piece.notices[0]
    assert "Facebook ist Sponsor der Veranstaltung Kongress 2014" in partnership.text
    assert "weil Facebook Sponsor der Veranstaltung Kongress 2014" in partnership.because

    with time_machine.travel(NOW, tick=False):
        page = html.fromstring(client.get(edition.get_absolute_url()).text)
    article = page.xpath("//article")[0]
    assert words(article[0]).startswith("Interview")
    assert "schriftlich geführt" in words(article.xpath(".//*[@class='interview-line']")[0])
    guest = interview.credits.get(role="interviewee").person
    byline = words(article.xpath(".//*[@class='byline']//ul")[0])
    assert guest.full_name in byline
    assert "von #d2m14" in byline
    notes = [words(note) for note in article.xpath(".//*[@role='note']")]
    assert [
        ("12 Jahre" in note, "fand vom 25. bis 26. Juni 2014 statt" in note) for note in notes
    ] == [
        (True, False),
        (False, True),
    ]
    headings = [words(h) for h in article.xpath(".//section[@class='notices']//h3")]
    assert headings == ["Partnerschaften", "Gastbeiträge und Interviews"]
    assert article.xpath(".//section[@class='sources']") == []
    assert article.xpath(".//a[contains(@href, 'tickets.example')]") == []


def words(node) -> str:
    return " ".join(node.text_content().replace("\xa0", " ").split())
