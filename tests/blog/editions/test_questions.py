import pytest

from blog.editions.content import SHORT_QUESTION, Question

LEAD = "Sie haben im letzten Jahr vier Säle umgebaut und dabei jedes Mal gegen den Rat der Planer entschieden."
ASKS = "Woher nehmen Sie diese Sicherheit?"


def asked(text):
    return Question(number=1, anchor="frage-1", question=text)


def test_a_long_question_is_told_apart_into_what_leads_in_and_what_asks():
    question = asked(f"{LEAD} {ASKS}")
    assert len(question.question) > SHORT_QUESTION
    assert (question.lead_in, question.asked) == (LEAD, ASKS)


@pytest.mark.parametrize(
    "text", [ASKS, "Warum? Und wozu?", "x" * 200, "Das meinen Sie, z. B. " + "x" * 120]
)
def test_a_short_one_or_a_single_sentence_stays_whole(text):
    assert (asked(text).lead_in, asked(text).asked) == ("", text)


def test_nothing_of_it_is_lost():
    for text in (f"{LEAD} {LEAD} {ASKS}", f"„{LEAD}“ {ASKS}"):
        question = asked(text)
        assert f"{question.lead_in} {question.asked}" == text
