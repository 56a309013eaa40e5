"""A draft with forty questions on the site that is measured."""

from interviews.models import Interview
from tests.bench.desk import ANSWER, LONG, form
from tests.making import make_interview

TITLE = "Vierzig Fragen"


def measure() -> str:
    """Return the address of its form; it is written once and stays."""
    known = Interview.objects.filter(title=TITLE).first()
    rows = tuple((f"Wie kam es zu {number}?", ANSWER) for number in range(LONG))
    return form(known or make_interview(TITLE, exchanges=rows))
