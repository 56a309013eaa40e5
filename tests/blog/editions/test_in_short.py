"""What a list of questions calls a long one."""

import pytest

from blog.editions.question import Question

LEAD_IN = "Viele Häuser haben in den letzten Jahren ihr Licht erneuert, und kaum eines sagt, was es gekostet hat. "


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie war es?", "Wie war es?"),
        (
            f"{LEAD_IN}Was hat euch das neue Licht gekostet?",
            "Was hat euch das neue Licht gekostet?",
        ),
        (f"{LEAD_IN}Und warum?", f"{LEAD_IN}Und warum?"),
        (f"{LEAD_IN}Erzählen Sie uns bitte, wie es dazu kam.", None),
    ],
)
def test_it_is_the_sentence_that_asks_where_that_tells_what_about(question, said):
    assert Question(1, "eins", question).in_short == (said or question)
