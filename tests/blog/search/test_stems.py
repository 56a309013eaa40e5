import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, strategies as st

from blog.search.stems import plain, stem as stem_of, stems, words


@pytest.mark.parametrize(
    "spellings",
    [
        "Müller Mueller müller MÜLLER Muller",
        "Straße Strasse strasse STRASSE",
        "Größe Groesse",
        "Baum Bäume Baeume Bäumen",
        "Interview Interviews Interviewen",
        "Autor Autorin Autoren Autorinnen Autor:innen Autor*innen Autor_innen AutorInnen Autor·innen",
        "Veranstaltung Veranstaltungen",
        "Künstler Künstlerin Künstlerinnen Künstler:innen Kuenstlerinnen",
        "Sprecher Sprecherin Sprecher/innen",
        "Gast Gäste Gaeste",
        "Workshop Workshops",
        "Team Teams",
    ],
)
def test_spellings_of_one_word_have_one_stem(spellings):
    assert len({tuple(stems(word)) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Termin", "Term"), ("Berlin", "Berl"), ("Partner", "Party"), ("Medizin", "Medium")],
)
def test_words_that_only_look_alike_keep_their_own_stems(one, other):
    assert stems(one) != stems(other)


def test_soft_hyphens_and_zero_width_spaces_do_not_split_words():
    assert words("Trans\u00adpa\u200brenz") == ["transparenz"]


def test_composed_and_decomposed_umlauts_are_the_same():
    assert stems(unicodedata.normalize("NFD", "Müller")) == stems("Müller")


def test_hyphenated_words_are_found_by_their_parts():
    assert words("Event-Marketing, Q&A #d2m26") == ["event", "marketing", "q", "a", "d2m26"]


def test_punctuation_alone_has_no_stems():
    assert stems('" * ( ) : & | ! <-> ^ - … „“ – \x00') == []


@given(st.text())
def test_stems_never_carry_anything_a_query_language_could_read(text):
    for stem in stems(text):
        assert stem.isalnum()


@given(st.text())
def test_plain_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


@given(st.from_regex(r"[a-zäöüß]{1,20}", fullmatch=True))
def test_a_stem_is_never_empty(word):
    assert stem_of(word)


def test_many_threads_find_the_stems_that_one_finds():
    beginnings, endings = "kraft wander feier schreib", "ungen heiten bäume ers"
    spoken = [
        f"{b}{n:x}{e}" for n in range(500) for b in beginnings.split() for e in endings.split()
    ]
    alone = [stem_of(word) for word in spoken]
    stem_of.cache_clear()
    with ThreadPoolExecutor(max_workers=8) as threads:
        assert [*threads.map(stem_of, spoken)] == alone
