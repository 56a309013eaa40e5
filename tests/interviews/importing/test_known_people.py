"""People whom the site knows are met again, however a text spells their names."""

import pytest

from interviews.importing.formats.documents import paragraphs_of_text
from interviews.importing.known_people import alike, named_in, person_named
from interviews.importing.recognition.reading import read
from people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    names = ("Anna Müller", "Annette Mühl", "Thomas Kowalski", "Hedda von der Lühe", "Li Ma",
             "Lena-Marie Groß", "Quirla Ostrum", "Thorsten Kohl")  # fmt: skip
    return {name: Person.objects.create(name=name) for name in names}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Anna Mueller", "Anna Müller"),
        ("ANNA MÜLLER", "Anna Müller"),
        ("Dr. med. Anna Müller, M. A.", "Anna Müller"),
        ("A. Müller", "Anna Müller"),
        ("Anna Mülelr", "Anna Müller"),
        ("Thomas Kowalsky", "Thomas Kowalski"),
        ("Tomas Kowalski", "Thomas Kowalski"),
        ("Kowalski", "Thomas Kowalski"),
        ("Hedda Lühe", "Hedda von der Lühe"),
        ("Lena Marie Gross", "Lena-Marie Groß"),
        ("Hedda v. d. Lühe", "Hedda von der Lühe"),
    ],
)
def test_another_spelling_is_offered(known, written, meant):
    assert alike([written])[written][:1] == [known[meant]]


@pytest.mark.parametrize(
    "written", ["Clara Müller", "Anna Berg", "Li Mo", "Jo Ma", "Bo", "Ute Groß", ""]
)
def test_somebody_else_is_not(known, written):
    assert alike([written])[written] == []


def test_all_names_are_looked_up_by_one_query_among_ten_thousand(known, django_assert_num_queries):
    Person.objects.bulk_create(
        Person(
            name=f"Anna Ort{n}", slug=f"p{n}", sort_key=f"ort{n}, anna", sort_name=f"Ort{n}, Anna"
        )
        for n in range(2_500)
    )
    with django_assert_num_queries(1):
        found = alike(["Anna Mueller", "Thomas Kowalsky"])
    assert [people[0].name for people in found.values()] == ["Anna Müller", "Thomas Kowalski"]


def test_a_title_or_degree_tells_nobody_apart_who_has_none(known):
    for written in ("Prof. Dr. Anna Müller", "Anna Müller, M. A.", "anna Müller"):
        assert person_named(written) == known["Anna Müller"]


def test_less_evidence_is_enough_for_somebody_the_site_knows(known):
    text = "Quirla Ostrum\n\n**Was sehen Sie?**\n\nSchafe.\n\n**Und Sie?**\n\nMich."
    paragraphs = paragraphs_of_text(text)
    assert named_in(paragraphs) == ["Quirla Ostrum"]
    assert read(paragraphs).interviewees == ()
    assert read(paragraphs, known=named_in(paragraphs)).interviewees == ("Quirla Ostrum",)
