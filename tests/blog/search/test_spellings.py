"""Words as readers write them, held against one shelf of pieces."""

from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings, strategies as st

from blog.search import search
from tests.blog.search.test_search import publish_text, titles
from tests.worlds import shared


@shared
def shelf():
    """Pieces that a reader may look for."""
    publish_text("Licht", "Frau Müller wohnt in der Langen Straße unter alten Bäumen.")
    publish_text("Ton", "Die Autorinnen und Autoren trafen sich zu drei Interviews.")
    publish_text("Bühne", "Eine Künstlerin, zwei Künstler:innen, viele Veranstaltungen.")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mueller", ["Licht"]),
        ("MÜLLER", ["Licht"]),
        ("strasse", ["Licht"]),
        ("Baum", ["Licht"]),
        ("Baeume", ["Licht"]),
        ("Bäume", ["Licht"]),
        ("Autor:innen", ["Ton"]),
        ("Autor*innen", ["Ton"]),
        ("Autorin", ["Ton"]),
        ("autoren", ["Ton"]),
        ("Interview", ["Ton"]),
        ("Künstlerinnen", ["Bühne"]),
        ("kuenstler", ["Bühne"]),
        ("buehne", ["Bühne"]),
        ('"langen straße"', ["Licht"]),
        ('"straße langen"', []),
        ('"Autorinnen und Autoren" Interviews', ["Ton"]),
        ("Müller Interviews", []),
        ("alte müller", ["Licht"]),
        ("Veranst", ["Bühne"]),
        ("Veranstaltu", ["Bühne"]),
        ("Veranstaltun", ["Bühne"]),
        ("Künstleri", ["Bühne"]),
        ("Mü", ["Licht"]),
        ("Mue", ["Licht"]),
        ("Intervie", ["Ton"]),
        ("Veran* Künstler", ["Bühne"]),
        ("", []),
        ("   ", []),
        ("… – „“ !", []),
    ],
)
def test_readers_find_words_in_the_spellings_they_use(db, shelf, query, expected):
    assert titles(query) == expected


SIGNS = ('"', "*", "(", ")", ":", "&", "|", "!", "<->", "^", "-", "'", "\\", ";", "--", "%", "\x00")


@pytest.mark.parametrize("sign", [*SIGNS, "$$", "[", "?", "{}:", "/*"])
def test_signs_of_query_languages_are_only_signs(db, shelf, sign):
    assert titles(sign) == []
    assert titles(f"{sign}Müller") == ["Licht"]
    assert titles(f"Müller {sign}") == ["Licht"]
    assert titles(f"Müller{sign}Straße") == []


def test_names_of_columns_are_only_words(db, shelf):
    assert titles("title:Müller") == []
    assert titles('"{title} : Müller"') == []


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR"])
def test_words_of_query_languages_are_only_words(db, shelf, word):
    publish_text("Englisch", f"A {word} B")
    assert titles(word) == ["Englisch"]
    assert titles(f'"{word}"') == ["Englisch"]
    assert titles(f"Müller {word} Interviews") == []


@pytest.mark.parametrize("query", ["x" * 10_000, "x " * 5_000, '"' * 10_000, "ü" * 10_000])
def test_very_long_queries_find_nothing_and_fail_nowhere(db, shelf, query):
    assert titles(query) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40))
def test_no_query_whatever_is_an_error(db, shelf, query):
    assert set(titles(query)) <= {"Licht", "Ton", "Bühne"}


@pytest.mark.parametrize(
    "word", ["Σίσυφος", "Чайка", "日本語", "𞤀𞤁𞤂", "Iğdır", "3,5", "1e5", "0x1F"]
)
def test_words_of_any_script_are_found(db, shelf, word):
    publish_text("Andere Schrift", f"Das Wort {word} steht hier.")
    assert titles(word) == ["Andere Schrift"]


@pytest.mark.parametrize(
    "query",
    ["Veranstatlung", "Veranstalltung", "Verantaltung", "Vernstaltungen"],
)
def test_a_misspelt_word_is_taken_for_the_one_that_was_meant(db, shelf, query):
    found = search.find(query)
    assert titles(query) == ["Bühne"]
    assert found.meant == {query: ["veranstaltungen"]}


def test_words_that_are_found_are_never_corrected(db, shelf):
    publish_text("Leise", "Das Licht im Tal.")
    assert search.find("Tal").meant == {}
    assert titles("Tal") == ["Leise"]


def test_a_word_like_none_is_left_out_where_others_remain(db, shelf):
    found = search.find("Veran Künstler")
    assert (titles("Veran Künstler"), found.left_out) == (["Bühne"], ["Veran"])
    assert titles("xyzzyqwert") == []


def test_one_of_several_words_may_be_missing_if_no_piece_has_all(db, shelf):
    found = search.find("Autoren Interviews Bäume")
    assert (titles("Autoren Interviews Bäume"), found.lacking) == (["Ton"], True)
    assert titles("Müller Interviews") == []


def test_words_that_say_nothing_are_asked_for_only_alone(db, shelf):
    assert titles("wo sind die Autorinnen") == ["Ton"]
    assert titles("und") == ["Ton"]


def test_both_ways_to_fill_the_index_give_the_same(db, shelf):
    before = {query: titles(query) for query in ("müller", "Veranstalltung", "Interview")}
    call_command("rebuild_editions", verbosity=0, stdout=StringIO())
    assert {query: titles(query) for query in before} == before
