import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from lxml import html

from blog.editions.texts import text_hash
from blog.publishing.freezing import Freezing
from blog.publishing.publish import publish
from interviews.models import Exchange
from tests.making import make_interview, make_person

pytestmark = pytest.mark.django_db

TWO = (("Erste Frage?", "<p>Eins.</p>"), ("Zweite Frage?", "<p>Zwei.</p>"))


def codes(interview):
    return [one.code for one in Freezing(interview).requirements if one.blocking]


def anchors(edition):
    return [(one.anchor, one.question) for one in edition.piece.exchanges]


def test_an_answer_without_question_joins_the_question_before():
    anna, ben = make_person("Anna Berg"), make_person("Ben Celik")
    interview = make_interview(exchanges=(*TWO, ("", "<p>Auch zwei.</p>")))
    interview.exchanges.filter(ordering=2).update(answered_by=anna)
    interview.exchanges.filter(ordering=3).update(answered_by=ben)
    edition = publish(interview, by=None)
    second = edition.piece.exchanges[1]
    assert [answer.name for answer in second.answers] == ["Anna Berg", "Ben Celik"]
    assert len(edition.piece.exchanges) == 2


def test_links_to_questions_stay_true_when_questions_move():
    interview = make_interview(exchanges=TWO)
    assert anchors(publish(interview, by=None)) == [
        ("frage-1", "Erste Frage?"),
        ("frage-2", "Zweite Frage?"),
    ]
    interview.exchanges.filter(ordering=1).update(ordering=3)
    Exchange.objects.create(interview=interview, ordering=1, question="Neu?", answer="<p>Ja.</p>")
    assert anchors(publish(interview, by=None)) == [
        ("frage-3", "Neu?"),
        ("frage-2", "Zweite Frage?"),
        ("frage-1", "Erste Frage?"),
    ]


def test_an_unanswered_question_stands_in_the_way():
    interview = make_interview(exchanges=(*TWO, ("Und jetzt?", "")))
    assert codes(interview) == ["answer"]
    with pytest.raises(ValidationError):
        publish(interview, by=None)


def test_an_interview_without_guest_or_questions_stands_in_the_way():
    interview = make_interview(exchanges=())
    interview.credits.filter(role="interviewee").delete()
    assert codes(interview) == ["interviewee", "questions"]


def test_the_first_answer_needs_a_question():
    assert codes(make_interview(exchanges=(("", "<p>Wozu?</p>"),))) == ["question"]


def test_an_agreed_sign_off_binds_to_the_exact_text():
    interview = make_interview(exchanges=TWO, authorisation_agreed="full")
    assert codes(interview) == ["disclosure"]
    person = interview.credits.get(role="interviewee").person
    interview.authorisations.create(person=person, text_sha256=text_hash(interview.content()))
    assert codes(interview) == []
    interview.exchanges.filter(ordering=1).update(answer="<p>Etwas anderes.</p>")
    assert codes(interview) == ["disclosure"]


def test_publishing_does_not_change_what_was_signed_off():
    interview = make_interview(exchanges=TWO, authorisation_agreed="full")
    person = interview.credits.get(role="interviewee").person
    interview.authorisations.create(person=person, text_sha256=text_hash(interview.content()))
    edition = publish(interview, by=None)
    assert edition.piece.interview.authorised is True
    assert codes(interview) == []


def test_the_database_refuses_an_empty_exchange_and_a_place_taken_twice():
    interview = make_interview()
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.create(interview=interview, ordering=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.create(interview=interview, ordering=1, question="Noch eine?")


def test_the_list_of_questions_names_of_a_long_one_the_sentence_that_asks():
    lead = "Sie haben im letzten Jahr vier Säle umgebaut und dabei jedes Mal gegen den Rat aller entschieden, die planen."
    asks = "Woher nehmen Sie diese Sicherheit?"
    edition = publish(make_interview(exchanges=((f"{lead} {asks}", "<p>Tja.</p>"), *TWO)), by=None)
    listed = html.fromstring(edition.html).xpath("//nav//li/a/text()")
    assert listed == [asks, "Erste Frage?", "Zweite Frage?"]
    assert lead in edition.html
