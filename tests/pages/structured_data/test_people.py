from dataclasses import replace

import pytest

from blog.publishing.publish import publish
from tests.making import make_person, make_post
from tests.pages.schema_org import one
from tests.pages.structured_data.world import World, page_with

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]


def test_a_profile_is_about_one_person(client):
    World()
    page = client.get("/personen/anna-berg/").text
    profile, person = one(page, "ProfilePage"), one(page, "Person")
    assert profile["mainEntity"] == {"@id": person["@id"]}
    assert (person["name"], person["honorificPrefix"]) == ("Anna Berg", "Prof. Dr.")
    assert person["sameAs"] == ["https://anna.example/"]
    assert person["description"] == "Schreibt & fragt."
    assert [piece["headline"] for piece in profile["hasPart"]] == ["Licht am Einlass"]


@pytest.mark.parametrize(
    ("full_name", "title", "name"),
    [
        ("Dr. Anna Berg", "Dr.", "Anna Berg"),
        ("Prof. Dr. h. c. mult. Eva Öztürk", "Prof. Dr. h. c. mult.", "Eva Öztürk"),
        ("PD Dr. med. Jo Klein", "PD Dr. med.", "Jo Klein"),
        ("Dipl.-Ing. Ida Mugler", "Dipl.-Ing.", "Ida Mugler"),
        ("J. R. Muller", None, "J. R. Muller"),
        ("Mag Ingmar", None, "Mag Ingmar"),
        ("Drago Prof", None, "Drago Prof"),
    ],
)
def test_a_title_is_no_part_of_a_name(client, full_name, title, name):
    edition = publish(make_post(author=make_person("A", slug="a")), by=None)
    credit = replace(edition.piece.credits[0], name=full_name)
    person = one(page_with(edition, credits=(credit,)), "Person")
    assert (person.get("honorificPrefix"), person["name"]) == (title, name)
