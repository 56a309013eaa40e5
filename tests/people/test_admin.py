import pytest

from people.models import Person
from tests.filling import Page
from tests.making import make_editor, make_person

pytestmark = pytest.mark.django_db
ADD = "/admin/people/person/add/"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def test_a_person_is_entered_with_a_page_elsewhere(client):
    page = Page(client, ADD).fill(name="Jörg Müller", role_line="Journalist")
    page.add_row("links", url="https://example.org/joerg").press("_save")
    assert page.errors == []
    person = Person.objects.get()
    assert (person.slug, person.sort_name) == ("joerg-mueller", "Müller, Jörg")
    assert person.links.get().url == "https://example.org/joerg"


def test_a_namesake_is_pointed_out(client):
    make_person("Jörg Müller", role_line="Journalist")
    page = Page(client, ADD).fill(name="Joerg Mueller").press("_save")
    assert page.messages[0] == ("There is somebody of this name already: Jörg Müller (Journalist)")


def test_the_list_is_in_phonebook_order(client):
    for name in ("Anna Zorn", "Otto Oelze", "Eva Özil", "Udo Ober"):
        make_person(name)
    page = Page(client, "/admin/people/person/")
    assert page.texts("//th[@class='field-listed_name']") == [
        "Ober, Udo",
        "Oelze, Otto",
        "Özil, Eva",
        "Zorn, Anna",
    ]


def test_other_names_are_entered_one_per_line(client):
    page = Page(client, ADD).fill(name="Anna Berg", aliases="Anna Tal \n\nAnna Tal\nA. Berg")
    assert page.press("_save").errors == []
    assert Person.objects.get().names() == ("Anna Berg", "Anna Tal", "A. Berg")


def test_another_name_that_is_too_short_is_refused_and_nothing_lost(client):
    page = Page(client, "/admin/people/organisation/add/")
    page.fill(name="Muster GmbH", aliases="M\nMusterfirma").press("_save")
    assert page.errors == ["“M” is too short to be found reliably."]
    assert page.values["aliases"] == ["M\nMusterfirma"]
