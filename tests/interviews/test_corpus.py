"""Every text of the corpus is read as it is meant."""

import pytest

from tests.interviews.corpus import Text, outcome, texts

pytestmark = pytest.mark.usefixtures("english")
WHOLE = texts()


@pytest.mark.parametrize("text", WHOLE, ids=lambda text: text.name)
def test_a_text_of_the_corpus_is_read_right(text: Text) -> None:
    assert outcome(text).faults == ()


def test_the_corpus_holds_every_kind() -> None:
    kinds = {text.name.partition(":")[0] for text in WHOLE}
    assert len(WHOLE) >= 150
    assert {"talks", "speakers", "several", "bold", "signs", "wrapped", "markdown", "files",
            "pages", "below", "titles", "guests", "refused", "converted"} <= kinds  # fmt: skip


def test_there_are_hardly_any_doubts_about_what_is_right() -> None:
    found = [outcome(text) for text in WHOLE if "warns" not in text.facts]
    warnings = sum(one.warnings for one in found)
    assert warnings * 10 <= sum(one.exchanges for one in found)
