import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given, strategies as st

from pages.house.colours import (
    AA,
    ACCENT,
    ACCENT_DARK,
    BLACK,
    DARK,
    LIGHT,
    WHITE,
    contrast,
    contrast_on,
    for_dark,
    made_readable,
    readable,
)

CSS = (Path(settings.BASE_DIR) / "static/site/tokens.css").read_text()
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def token(name: str) -> tuple[str, ...]:
    """The light and the dark value of a custom property of the stylesheet."""
    return re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", CSS).groups()


def test_the_papers_and_the_accent_are_those_of_the_stylesheet():
    assert list(zip(LIGHT, DARK, strict=True)) == [token("paper"), token("wash")]
    assert token("accent") == (ACCENT, ACCENT_DARK)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [(BLACK, WHITE, 21), (WHITE, WHITE, 1), ("#777777", WHITE, 4.48), ("#767676", WHITE, 4.54)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_the_accent_that_comes_with_podium_can_be_read():
    assert readable(LIGHT, ACCENT)
    assert readable(DARK, ACCENT_DARK)


@given(COLOUR)
def test_any_colour_can_be_made_readable_on_light_and_on_dark(colour):
    light, dark = made_readable(LIGHT, colour), made_readable(DARK, colour)
    assert all(contrast(light, paper) >= AA for paper in LIGHT)
    assert all(contrast(dark, paper) >= AA for paper in DARK)
    # Text on buttons in that colour.
    assert contrast(light, WHITE) >= AA
    assert contrast(dark, DARK[0]) >= AA


@given(COLOUR)
def test_the_accent_on_dark_is_read_as_well_as_the_one_on_light(colour):
    accent = made_readable(LIGHT, colour)
    wanted = min(contrast_on(LIGHT, accent), 9)
    assert contrast_on(DARK, for_dark(accent)) >= max(AA, wanted)


@given(COLOUR)
def test_a_readable_colour_stays_as_it_is(colour):
    for papers in (LIGHT, DARK):
        if readable(papers, colour):
            assert made_readable(papers, colour) == colour
