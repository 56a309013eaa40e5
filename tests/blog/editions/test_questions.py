import pytest

from blog.editions.question import SHORT_QUESTION, Question

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


@pytest.mark.parametrize(
    ("lead", "asks"),
    [
        (f"{'Pläne scheitern, weil niemand mit den Leuten vor Ort gesprochen hat. ' * 2}", ASKS),
        (f"{'Das war so. ' * 12}", "Ist es das noch?"),
        (f"{LEAD} Das begann 2024.", "Und heute?"),
        (
            f"{LEAD} Warum?",
            "Oder reden wir mit Dr. Ohm über die 3. Halle in St. Blasien bzw. Kassel?",
        ),
        (f"{LEAD} Also wirklich!", "„Wozu?“, fragt man sich da."),
    ],
)
def test_short_words_end_a_sentence_and_abbreviations_do_not(lead, asks):
    question = asked(f"{lead.strip()} {asks}")
    assert (question.lead_in, question.asked) == (lead.strip(), asks)


def test_a_long_statement_is_set_smaller_too():
    assert asked("x" * 121).is_long
    assert not asked(ASKS).is_long


def test_nothing_of_it_is_lost():
    for text in (f"{LEAD} {LEAD} {ASKS}", f"„{LEAD}“ {ASKS}"):
        question = asked(text)
        assert f"{question.lead_in} {question.asked}" == text
