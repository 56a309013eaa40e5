import pytest
from hypothesis import given, strategies as st

from media.lettering import SANS, SERIF, Room, drawable, fitted

ROOM = Room(width=680, height=320, largest=86, smallest=30, most=5)
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikanten"


def test_a_short_text_stands_in_the_largest_size_with_even_lines():
    setting = fitted("Das Stichwort ist wichtiger als die Uhr", SERIF, ROOM)
    assert (setting.size, setting.whole) == (86, True)
    assert setting.lines == ("Das Stichwort", "ist wichtiger", "als die Uhr")


def test_long_german_words_are_hyphenated_where_syllables_end():
    setting = fitted("Nachhaltigkeitsberichterstattung", SERIF, ROOM)
    assert setting.lines[0] in ("Nachhaltig-", "Nachhaltigkeits-")
    assert "".join(line.removesuffix("-") for line in setting.lines) == (
        "Nachhaltigkeitsberichterstattung"
    )


def test_a_word_of_sixty_letters_fits_whole():
    setting = fitted(WORD, SERIF, ROOM)
    assert len(WORD) == 60
    assert (setting.whole, setting.width <= 680) == (True, True)
    assert "".join(line.removesuffix("-") for line in setting.lines) == WORD


def test_a_word_with_hyphens_breaks_after_them_and_gets_no_second_one():
    room = Room(width=400, height=320, largest=86, smallest=80, most=5)
    lines = fitted("Früh-Bucher-Karten", SERIF, room).lines
    assert lines == ("Früh-", "Bucher-", "Karten")


def test_what_cannot_fit_ends_in_an_ellipsis():
    setting = fitted("Wer streicht, hat verstanden. " * 20, SERIF, ROOM)
    assert (setting.size, setting.whole, setting.lines[-1][-1]) == (30, False, "…")


@pytest.mark.parametrize("text", ["", " ", "🎉"])
def test_nothing_to_say_takes_no_room(text):
    setting = fitted(text, SANS, ROOM)
    assert (setting.lines, setting.height, setting.width) == ((), 0, 0)


@given(st.text(max_size=400), st.sampled_from(["de", "en"]))
def test_every_text_stays_in_its_room(text, language):
    for font in (SERIF, SANS):
        setting = fitted(text, font, ROOM, language)
        assert setting.width <= ROOM.width
        assert setting.height <= ROOM.height


@pytest.mark.parametrize("font", [SERIF, SANS])
def test_umlauts_quotation_marks_and_european_names_are_in_the_fonts(font):
    text = "ÄÖÜäöüßẞ „Zitat“ ‚innen‘ – … € § Łukasz Çelik Čapek Ångström Óscar Ñandú"
    assert drawable(text, font) == text


def test_letters_that_the_font_lacks_are_written_in_latin_ones():
    assert drawable("王小明 Łukasz 🎉", SERIF) == "Wang Xiao Ming Łukasz"
