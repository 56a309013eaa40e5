import pytest

from people.initials import initials


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ada Berg", "AB"),
        ("Dr. Ada Lisa Berg-Ott", "AB"),
        ("Prof. Dr. Ada", "A"),
        ("anne von der höh", "AH"),
        ("A. B. Berg, Dr. phil.", "AB"),
        ("Ada M.", "AM"),
        ("Ada Berg, PhD", "AB"),
        ("ßabine Ott", "SO"),
        ("…", "·"),
        ("", "·"),
    ],
)
def test_they_are_of_the_first_and_the_last_name_without_titles(name, wanted):
    assert initials(name) == wanted
