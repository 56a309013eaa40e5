"""What addresses are made of."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from names.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Größe & Straße – Müller über Öl", "groesse-und-strasse-mueller-ueber-oel"),
        (unicodedata.normalize("NFD", "Müller"), "mueller"),
        (
            "Für Autor:innen, Leser*innen und Gäst_innen",
            "fuer-autorinnen-leserinnen-und-gaestinnen",
        ),
        ("890 € für GROẞE", "890-euro-fuer-grosse"),
        ("Москва", "moskva"),
        ("Ver\u00adan\u200bstaltung", "veranstaltung"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_a_readable_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_at_the_end_of_a_word() -> None:
    assert slug_of("eins zwei drei", max_length=10) == "eins-zwei"


@given(st.text(max_size=300))
def test_any_title_gives_a_slug_that_stays_as_it_is(title: str) -> None:
    slug = slug_of(title)
    assert len(slug) <= 80
    assert slug_of(slug) == slug
    assert slug.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == ""
