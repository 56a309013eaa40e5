import pytest

from blog.editions.teaser import Teaser, TeaserPerson
from disclosures.decisions import Label

PEOPLE = (
    TeaserPerson("author", 1, "Anna Berg", "anna-berg"),
    TeaserPerson("interviewer", 2, "Ben Cramer", "ben-cramer"),
    TeaserPerson("interviewee", 3, "Carla Dorn", "carla-dorn"),
)


@pytest.mark.parametrize(
    ("kind", "label", "names"),
    [
        ("interview", "interview", ["Carla Dorn"]),
        ("post", "guest", ["Anna Berg"]),
        ("post", "ad", []),
    ],
)
def test_a_teaser_shows_whose_voice_a_piece_is(kind, label, names):
    teaser = Teaser(kind=kind, labels=(Label(label, label),), people=PEOPLE)
    assert [person.name for person in teaser.voices] == names


def test_the_small_print_names_who_wrote_and_who_asked_only_where_nobody_else_did():
    both, asked = Teaser(kind="post", people=PEOPLE[:2]), Teaser(kind="post", people=PEOPLE[1:2])
    assert (both.small_print, asked.small_print) == (["Anna Berg"], ["Ben Cramer"])
    assert Teaser(kind="interview", people=PEOPLE).small_print == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(3, ["Eins", "Zwei", "Drei"]), (5, ["Eins", "Zwei", "und 3 weitere"])],
)
def test_the_small_print_of_many_authors_names_two_and_how_many_others(number, said):
    names = ("Eins", "Zwei", "Drei", "Vier", "Fünf")[:number]
    people = tuple(TeaserPerson("author", key, name, "", "") for key, name in enumerate(names))
    assert Teaser(kind="post", people=people).small_print == said
