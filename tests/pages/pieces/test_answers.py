from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from blog.models import Disclosure, Source
from blog.publishing.publish import CorrectionNote, publish, withdraw
from tests.making import make_event, make_interview, make_notice, make_person, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
EXCHANGES = (
    ("Wie leise ist leise?", "<p>Sehr leise. So steht es auch dort [1].</p>"),
    ('Und was heißt "laut"?', "<p>Laut ist relativ.</p>"),
    ("Noch etwas?", "<p>Nein.</p>"),
)


@pytest.fixture
def interview():
    guest = make_person("Ada Ünlü", role_line="Akustikerin")
    made = make_interview("Stille", slug="stille", guest=guest, exchanges=EXCHANGES)
    Source.objects.create(post=made, ordering=1, title="Studie", url="https://studie.example/")
    return made


def page_of(client, number, slug="stille"):
    return html.fromstring(client.get(f"/interviews/{slug}/frage-{number}/").text)


def test_an_answer_has_a_page_with_question_person_and_a_way_into_the_interview(client, interview):
    publish(interview, by=None)
    page = page_of(client, 2)
    assert words(page.xpath("//h1")[0]) == "Und was heißt „laut“?"
    assert [words(part) for part in page.xpath("//span[@class='person-text']/*")] == [
        "Ada Ünlü",
        "Akustikerin",
    ]
    assert words(page.xpath("//div[@class='answer prose']")[0]) == "Laut ist relativ."
    assert words(page.xpath("//p[@class='labels']/span")[0]) == "Interview"
    assert page.xpath("//p[@class='whole']/a/@href") == ["/interviews/stille/#frage-2"]
    assert "Sehr leise" not in page.text_content()


def test_it_is_shared_under_its_own_address_and_found_under_the_interviews(client, interview):
    publish(interview, by=None)
    page = page_of(client, 1)
    own, whole = (
        "http://testserver/interviews/stille/frage-1/",
        "http://testserver/interviews/stille/",
    )
    assert page.xpath("//link[@rel='canonical']/@href") == [whole]
    assert page.xpath("//meta[@property='og:url']/@content") == [own]
    assert page.xpath("//meta[@property='og:title']/@content") == ["Wie leise ist leise?"]
    [said] = page.xpath("//meta[@property='og:description']/@content")
    assert said == "Interview: Ada Ünlü: „Sehr leise. So steht es auch dort [1].“"
    [card] = page.xpath("//meta[@property='og:image']/@content")
    assert card.endswith("-frage-1.jpg")
    assert client.get(card.removeprefix("http://testserver")).status_code == 200
    assert page.xpath("//p[@class='share-address']/input/@value") == [own]
    assert page.xpath("//script[@type='application/ld+json']") == []
    assert "frage-1" not in client.get("/sitemap.xml").text


def test_citations_lead_to_the_sources_of_the_interview(client, interview):
    publish(interview, by=None)
    [link] = page_of(client, 1).xpath("//a[@class='citation']")
    assert (link.get("href"), link.get("id")) == ("/interviews/stille/#quelle-1", None)


def test_questions_lead_on_to_each_other(client, interview):
    publish(interview, by=None)
    page = page_of(client, 2)
    assert page.xpath("//a[@rel='prev']/@href") == ["/interviews/stille/frage-1/"]
    assert page.xpath("//a[@rel='next']/@href") == ["/interviews/stille/frage-3/"]
    assert page_of(client, 3).xpath("//a[@rel='next']") == []


def test_the_interview_offers_to_share_each_answer(client, interview):
    publish(interview, by=None)
    page = html.fromstring(client.get("/interviews/stille/").text)
    links = page.xpath("//section[@class='exchange']/p[@class='ways-on']/a[@rel]")
    assert [link.get("href") for link in links] == [
        f"/interviews/stille/frage-{number}/" for number in (1, 2, 3)
    ]
    assert "ways-on" not in client.get("/feeds/rss.xml").text


def test_each_answer_leads_on_to_the_next_question_and_back_to_all(client, interview):
    publish(interview, by=None)
    page = html.fromstring(client.get("/interviews/stille/").text)
    links = page.xpath("//p[@class='ways-on']/a[starts-with(@href, '#')]")
    assert [(link.get("href"), " ".join(link.text.split())) for link in links] == [
        ("#frage-2", "Weiter zu Frage 2"),
        ("#alle-fragen", "Alle Fragen"),
        ("#frage-3", "Weiter zu Frage 3"),
        ("#alle-fragen", "Alle Fragen"),
        ("#alle-fragen", "Alle Fragen"),
    ]
    assert all(page.get_element_by_id(link.get("href")[1:]) is not None for link in links)


def test_a_preview_leads_to_no_page_that_is_not_there(admin_client, interview):
    assert "ways-on" not in admin_client.get(f"/admin/preview/{interview.pk}/page/").text


@pytest.mark.parametrize("end", ["frage-4", "frage-0", "frage-01", "frage-99999", "frage-"])
def test_a_number_that_is_not_there_is_not_found(client, interview, end):
    publish(interview, by=None)
    assert client.get(f"/interviews/stille/{end}/").status_code == 404


def test_a_post_has_no_answers(client):
    publish(make_post(slug="text"), by=None)
    assert client.get("/interviews/text/frage-1/").status_code == 404


def test_drafts_and_scheduled_interviews_have_none(client, interview):
    assert client.get("/interviews/stille/frage-1/").status_code == 404
    publish(interview, by=None, starts_at=timezone.now() + timedelta(days=1))
    assert client.get("/interviews/stille/frage-1/").status_code == 404


def test_a_former_address_leads_on_and_a_withdrawn_one_says_so(client, interview):
    publish(interview, by=None)
    interview.slug = "ruhe"
    interview.save()
    publish(interview, by=None)
    answer = client.get("/interviews/stille/frage-2/")
    assert (answer.status_code, answer["Location"]) == (301, "/interviews/ruhe/frage-2/")
    withdraw(interview)
    assert client.get("/interviews/ruhe/frage-2/").status_code == 410


def test_what_readers_must_know_first_stands_above_the_answer_too(client, interview):
    notice = make_notice("Partnerschaften")
    Disclosure.objects.create(post=interview, notice=notice, position="top", ordering=1)
    publish(interview, by=None)
    interview.closing = "<p>Ende.</p>"
    interview.save()
    note = CorrectionNote("correction", "Das Jahr war falsch.", top=True)
    publish(interview, by=None, correction=note)
    notes = " ".join(words(one) for one in page_of(client, 1).xpath("//*[@role='note']"))
    assert "Wir sagen, wer zahlt." in notes
    assert "Das Jahr war falsch." in notes


def test_each_of_two_guests_speaks_with_face_and_role(client):
    one, other = make_person("Ada Berg", role_line="Ton"), make_person("Ben Tal", role_line="Licht")
    interview = make_interview(slug="zwei", guest=one, exchanges=())
    interview.credits.create(person=other, role="interviewee", ordering=3)
    interview.exchanges.create(ordering=1, question="Wer?", answer="<p>Ich.</p>", answered_by=one)
    interview.exchanges.create(ordering=2, answer="<p>Und ich.</p>", answered_by=other)
    publish(interview, by=None)
    page = page_of(client, 1, "zwei")
    assert [words(part) for part in page.xpath("//span[@class='person-text']/*")] == [
        "Ada Berg",
        "Ton",
        "Ben Tal",
        "Licht",
    ]


def test_an_answer_costs_no_more_than_an_article(client, interview, django_assert_max_num_queries):
    interview.event = make_event()
    interview.save()
    publish(interview, by=None)
    with django_assert_max_num_queries(8):
        client.get("/interviews/stille/frage-2/")
