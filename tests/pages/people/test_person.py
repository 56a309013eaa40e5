"""What a person's page tells of them: in their time, and as notices do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from events.models import Sponsorship
from people.models import Organisation
from tests.making import berlin, make_ambassador, make_event, make_person, make_site
from tests.pages import schema_org

pytestmark = pytest.mark.django_db
NOW = berlin(2026, 11, 23, 12)


@pytest.fixture
def anna(time_machine):
    time_machine.move_to(NOW, tick=False)
    summit = make_event(
        "Summit 2027", starts_at=berlin(2027, 6, 14, 9), ends_at=berlin(2027, 6, 15, 18)
    )
    first, second, third = (
        Organisation.objects.create(name=name) for name in ("Stadtwerke", "Lichthaus", "Chor")
    )
    Sponsorship.objects.create(
        event=summit, organisation=second, level="Sponsor", ends_on=date(2027, 1, 31)
    )
    anna = make_person("Anna Berg", slug="anna-berg", affiliation=first)
    anna.also_works_for.add(second, third)
    make_ambassador(summit, person=anna, starts_on=date(2026, 3, 1))
    return anna


def head(client) -> str:
    tree = html.fromstring(client.get("/personen/anna-berg/").text)
    return " ".join(tree.xpath("//header[@class='person-head']")[0].text_content().split())


def test_further_employers_are_told_where_they_stand_behind_us_and_as_long_as_they_do(
    client, anna, time_machine
):
    said = head(client)
    assert "arbeitet für Stadtwerke arbeitet für Lichthaus (Sponsor von Summit 2027)" in said
    assert "Chor" not in said  # nothing to us
    time_machine.move_to(berlin(2027, 3, 1, 12), tick=False)
    make_site()  # another day, another generation
    assert "Lichthaus (bis 31. Januar 2027 Sponsor von Summit 2027)" in head(client)
    time_machine.move_to(berlin(2028, 6, 1, 12), tick=False)
    make_site()
    assert "Lichthaus" not in head(client)


def test_such_a_page_is_kept_until_midnight(client, anna):
    kept = client.get("/personen/anna-berg/")
    assert kept.headers["Expires"] == "Mon, 23 Nov 2026 23:00:00 GMT"


def test_of_the_dead_all_is_told_in_the_past(client, anna):
    anna.died_on = date(2026, 11, 2)
    anna.save()
    make_site()
    said = head(client)
    assert "Gestorben am 2. November 2026" in said
    assert "arbeitete für Stadtwerke" in said
    assert "arbeitet für" not in said
    assert "1. März – 2. November 2026" in said
    assert (
        schema_org.one(client.get("/personen/anna-berg/").text, "Person")["deathDate"]
        == "2026-11-02"
    )


def test_it_costs_the_same_with_one_employer_and_with_three(client, anna):
    def queries() -> int:
        make_site()
        client.get("/personen/anna-berg/")
        make_site()
        with CaptureQueriesContext(connection) as asked:
            client.get("/personen/anna-berg/")
        return len(asked)

    three = queries()
    anna.also_works_for.clear()
    assert queries() == three
