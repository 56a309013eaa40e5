from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from blog.models import Series
from blog.publishing.publish import publish, withdraw
from interviews.series_questions import adopt
from tests.making import berlin, make_interview, make_person
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
QUESTION = "Worauf freuen Sie sich?"
ADDRESS = "/serien/vor-dem-saal/frage/worauf-freuen-sie-sich/"


@pytest.fixture
def series():
    row = Series.objects.create(name="Vor dem Saal")
    row.questions.create(wording=QUESTION)
    return row


def interviewed(series, name, answer, **when):
    guest = make_person(name, role_line=f"Rolle von {name}")
    exchanges = (("Zuerst?", "<p>Ja.</p>"), (QUESTION, f"<p>{answer}</p>"))
    slug = name.lower().replace(" ", "-")
    interview = make_interview(
        f"Mit {name}", slug=slug, series=series, guest=guest, exchanges=exchanges
    )
    adopt(interview)
    if when.get("draft"):
        return interview
    publish(interview, by=None, **when)
    return interview


def test_all_live_answers_stand_on_one_page_newest_first(client, series):
    with time_machine.travel(berlin(2026, 3, 1, 12), tick=False) as clock:
        for name in ("Ada Berg", "Ben Tal", "Cem Fels"):
            interviewed(series, name, f"Auf {name[0]}.")
            clock.shift(3600)
        page = html.fromstring(client.get(ADDRESS).text)
    assert words(page.xpath("//h1")[0]) == QUESTION
    names = ("Cem Fels", "Ben Tal", "Ada Berg")
    assert [words(one) for one in page.xpath("//span[@class='person-text']/strong")] == [*names]
    roles = [words(one) for one in page.xpath("//span[@class='role-line']")]
    assert roles == [f"Rolle von {name}" for name in names]
    assert [words(one) for one in page.xpath("//div[@class='answer prose']")] == [
        "Auf C.",
        "Auf B.",
        "Auf A.",
    ]
    links = page.xpath("//p[@class='ways-on']/a/@href")
    assert links[0] == "/interviews/cem-fels/#frage-2"
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{ADDRESS}"]
    labels = page.xpath("//section[@class='said']/p[@class='labels']")
    assert [words(label) for label in labels] == ["Interview"] * 3


def test_one_answer_alone_is_no_page_for_engines_and_drafts_do_not_count(client, series):
    interviewed(series, "Ada Berg", "A")
    interviewed(series, "Ben Tal", "Geheim", draft=True)
    later = timezone.now() + timedelta(days=1)
    interviewed(series, "Cem Fels", "Sperrfrist", starts_at=later)
    alone = client.get(ADDRESS)
    assert (alone.status_code, "Sperrfrist" in alone.text) == (200, False)
    assert 'name="robots" content="noindex"' in alone.text
    assert ADDRESS not in client.get("/serien/vor-dem-saal/").text
    assert ADDRESS not in client.get("/sitemaps/places.xml").text
    with time_machine.travel(later + timedelta(minutes=1)):
        page = client.get(ADDRESS)
        assert (page.status_code, "Sperrfrist" in page.text) == (200, True)
        assert "noindex" not in page.text
        assert "Geheim" not in page.text


def test_a_question_that_nobody_has_answered_has_no_page(client, series):
    interviewed(series, "Ben Tal", "Geheim", draft=True)
    assert client.get(ADDRESS).status_code == 404


def test_a_withdrawn_interview_takes_its_answer_along(client, series):
    interviewed(series, "Ada Berg", "A")
    gone = interviewed(series, "Ben Tal", "B")
    assert "Ben Tal" in client.get(ADDRESS).text
    withdraw(gone)
    assert "Ben Tal" not in client.get(ADDRESS).text


def test_series_and_interviews_lead_there(client, series):
    interviewed(series, "Ada Berg", "A")
    interviewed(series, "Ben Tal", "B")
    listed = html.fromstring(client.get("/serien/vor-dem-saal/").text)
    assert listed.xpath(f"//a[@href='{ADDRESS}']/text()") == [QUESTION]
    interview = html.fromstring(client.get("/interviews/ada-berg/").text)
    [section] = interview.xpath(f"//section[.//a[@href='{ADDRESS}']]")
    assert section.get("aria-labelledby") == "frage-2"
    assert ADDRESS in client.get("/sitemaps/places.xml").text


def test_editions_frozen_before_there_were_questions_have_none(client, series):
    interview = make_interview(
        "Alt", slug="alt", series=series, exchanges=((QUESTION, "<p>x</p>"),)
    )
    edition = publish(interview, by=None)
    assert edition.piece.series_questions == ()
    assert client.get("/interviews/alt/").status_code == 200


def test_from_a_deleted_question_the_interviews_lead_to_the_series(client, series):
    interviewed(series, "Ada Berg", "A")
    interviewed(series, "Ben Tal", "B")
    series.questions.get().delete()
    assert client.get("/interviews/ada-berg/").status_code == 200
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.url) == (302, "/serien/vor-dem-saal/")


@pytest.mark.parametrize("number", [2, 4])
def test_more_answers_cost_no_more_queries(client, series, number, django_assert_num_queries):
    for name in ("Ada Berg", "Ben Tal", "Cem Fels", "Dag Holm")[:number]:
        interviewed(series, name, "x")
    with django_assert_num_queries(3):
        client.get(ADDRESS)
    with django_assert_num_queries(4):
        client.get("/serien/vor-dem-saal/")
