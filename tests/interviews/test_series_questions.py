import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.editions.texts import text_hash
from blog.models import Series, SeriesQuestion
from blog.publishing.publish import publish
from blog.roles import EDITORS
from interviews.importing.creation import Choices, create_interview, keep
from interviews.importing.formats.documents import paragraphs_of
from interviews.importing.recognition.reading import read
from interviews.series_questions import adopt, adopt_in
from tests.filling import Page
from tests.making import make_interview, make_person

pytestmark = pytest.mark.django_db
FIRST = "Worauf freuen Sie sich?"


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def series():
    return Series.objects.create(name="Vor dem Saal")


@pytest.fixture
def question(series):
    return series.questions.create(wording=FIRST)


@pytest.fixture
def editor(client):
    user = User.objects.create_user("rita", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def change(interview):
    return reverse("admin:interviews_interview_change", args=[interview.pk])


def asked(interview):
    return list(interview.exchanges.values_list("series_question__wording", flat=True))


@pytest.mark.parametrize(
    "wording", [FIRST, "worauf freuen sie sich", "„Worauf freuen Sie sich …?“"]
)
def test_a_question_is_recognised_by_its_words_whatever_their_signs(series, question, wording):
    interview = make_interview(series=series, exchanges=((wording, "<p>a</p>"), ("B?", "<p>b</p>")))
    assert adopt(interview) == 1
    assert asked(interview) == [FIRST, None]


def test_other_words_and_other_series_are_other_questions(series, question):
    other = Series.objects.create(name="Andere")
    here = make_interview(series=series, exchanges=(("Worauf freust du dich?", "<p>a</p>"),))
    there = make_interview(series=other, exchanges=((FIRST, "<p>a</p>"),))
    without = make_interview(exchanges=((FIRST, "<p>a</p>"),))
    assert [adopt(one) for one in (here, there, without)] == [0, 0, 0]


def test_an_interview_that_moves_to_another_series_lets_go_of_its_questions(series, question):
    interview = make_interview(series=series, exchanges=((FIRST, "<p>a</p>"),))
    adopt(interview)
    interview.series = Series.objects.create(name="Andere")
    interview.save()
    adopt(interview)
    assert asked(interview) == [None]


def test_a_new_question_finds_the_interviews_that_ask_it_already(series):
    interview = make_interview(series=series, exchanges=((FIRST, "<p>a</p>"),))
    series.questions.create(wording=FIRST)
    assert adopt_in(series) == 1
    assert asked(interview) == [FIRST]


def test_importing_a_text_recognises_the_questions_of_its_series(series, question):
    text = f"Titel\n\n1. {FIRST}\n\nAuf alles, was kommt, und auf den Kaffee danach.\n\n2. Und sonst?\n\nNichts weiter, wirklich."
    manuscript = keep(text.encode(), "text.txt", None)
    reading = read(paragraphs_of(text.encode(), "text.txt"))
    interview = create_interview(
        reading, Choices(series=series, interviewees=[make_person("Ada")]), manuscript, None
    )
    assert asked(interview) == [FIRST, None]


def test_publishing_freezes_question_and_place_and_leaves_the_signed_text_alone(series, question):
    interview = make_interview(
        series=series, exchanges=(("Zuerst?", "<p>z</p>"), (FIRST, "<p>a</p>"))
    )
    before = text_hash(interview.content())
    adopt(interview)
    assert text_hash(interview.content()) == before
    edition = publish(interview, by=None)
    (row,) = edition.piece.series_questions
    assert (row.id, row.slug, row.question, row.anchor) == (
        question.pk,
        "worauf-freuen-sie-sich",
        FIRST,
        "frage-2",
    )
    assert list(edition.question_rows.values_list("question", "anchor")) == [
        (question.pk, "frage-2")
    ]


def test_the_form_recognises_what_is_typed_and_says_so(client, editor, series, question):
    interview = make_interview(series=series)
    page = Page(client, change(interview))
    page.add_row("exchanges", question=FIRST.upper(), answer="<p>a</p>").press("_continue")
    assert page.errors == []
    assert "1 question was recognised as one of the series." in page.messages
    assert asked(interview) == [None, FIRST]


def test_a_question_chosen_from_the_series_brings_its_wording(client, editor, series, question):
    interview = make_interview(series=series)
    page = Page(client, change(interview))
    page.add_row("exchanges", series_question=question.pk, answer="<p>a</p>").press("_continue")
    assert page.errors == []
    assert interview.exchanges.last().question == FIRST
    page = Page(client, change(interview))
    page.fill(**{"exchanges-1-question": "Und worauf freust du dich, Ada?"}).press("_continue")
    assert asked(interview) == [None, FIRST]


def test_without_questions_of_a_series_the_form_asks_for_none(client, editor, series):
    page = Page(client, change(make_interview(series=series)))
    assert not [name for name in page.values if "series_question" in name]


def test_more_rows_ask_no_more_for_the_choice_of_questions(client, editor, series, question):
    for number in (1, 3):
        exchanges = tuple((f"F{n}?", "<p>a</p>") for n in range(number))
        interview = make_interview(series=series, exchanges=exchanges)
        client.get(change(interview))
        with CaptureQueriesContext(connection) as queries:
            client.get(change(interview))
        asking = [q for q in queries if 'FROM "blog_seriesquestion"' in q["sql"]]
        assert len(asking) == 1


def test_questions_are_kept_with_their_series_each_once(client, editor, series):
    interview = make_interview(series=series, exchanges=((FIRST, "<p>a</p>"),))
    address = reverse("admin:blog_series_change", args=[series.pk])
    page = Page(client, address).add_row("questions", wording=FIRST).press("_continue")
    assert page.errors == []
    assert "1 question in an interview was recognised." in " ".join(page.messages)
    assert asked(interview) == [FIRST]
    page = Page(client, address).add_row("questions", wording="worauf freuen sie sich?!")
    assert page.press("_continue").errors == ["The series has this question already."]
    page = Page(client, address).add_row("questions", wording="Neu?")
    page.add_row("questions", wording="neu").press("_continue")
    assert page.errors == ["The series has this question already."]
    assert SeriesQuestion.objects.count() == 1
    page = Page(client, address).add_row("questions", wording="?!").press("_continue")
    assert page.errors == ["Write a question."]


def test_another_wording_keeps_the_address(question):
    question.wording = "Worauf hoffen Sie?"
    question.save()
    assert (question.slug, question.normal) == ("worauf-freuen-sie-sich", "worauf hoffen sie")
