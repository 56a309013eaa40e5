import pytest

from pages.templatetags.teasers import voices

PEOPLE = [
    {"role": "author", "name": "Anna Berg"},
    {"role": "interviewer", "name": "Ben Cramer"},
    {"role": "interviewee", "name": "Carla Dorn"},
]


@pytest.mark.parametrize(
    ("kind", "labels", "names"),
    [
        ("interview", ["interview"], ["Carla Dorn"]),
        ("post", ["guest"], ["Anna Berg"]),
        ("post", ["ad"], []),
        ("post", [], []),
    ],
)
def test_a_teaser_shows_whose_voice_a_piece_is(kind, labels, names):
    teaser = {"kind": kind, "labels": [{"key": key} for key in labels], "people": PEOPLE}
    assert [person["name"] for person in voices(teaser)] == names
