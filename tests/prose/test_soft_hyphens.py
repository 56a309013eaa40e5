import pytest
from django.utils.translation import gettext_lazy

from prose.soft_hyphens import SOFT_HYPHEN, hyphenated, hyphenated_headings

LONG = "Veranstaltungssicherheitsdienstleistung"


def test_a_long_word_may_be_broken_where_its_syllables_end():
    broken = hyphenated(f"Was {LONG} kostet", "de")
    assert broken.replace(SOFT_HYPHEN, "") == f"Was {LONG} kostet"
    assert "heits\u00addienst" in broken


def test_short_words_stay_as_they_are():
    assert hyphenated("Ein gutes Programm", "de") == "Ein gutes Programm"


@pytest.mark.parametrize(
    "markup", ['<b class="langerklassenname">Ton</b>', "Ton &CounterClockwise; Licht"]
)
def test_tags_and_references_are_no_words(markup):
    assert hyphenated(markup, "de") == markup


def test_of_a_text_only_headings_and_the_list_of_them_are_broken_by_hand():
    text = (
        f'<nav class="questions"><ol><li><a href="#a">{LONG}</a></li></ol></nav>'
        f'<p>{LONG}</p><h2 id="a">Die <em>{LONG}</em></h2><p>{LONG}</p>'
    )
    broken = hyphenated_headings(text, "de")
    assert broken.replace(SOFT_HYPHEN, "") == text
    assert broken.count(f"<p>{LONG}</p>") == 2
    assert broken.count("heits\u00addienst") == 2


def test_a_word_of_the_interface_is_taken_as_the_words_it_stands_for():
    assert hyphenated(gettext_lazy("Yes"), "de") == hyphenated(str(gettext_lazy("Yes")), "de")
