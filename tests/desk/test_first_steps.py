"""The first run of a site: what to set up first, ticked as it is done, left out as one likes."""

import pytest
from django.test import Client
from lxml import html

from blog.publishing.publish import publish
from desk.start.first_steps import NAMES, STEPS, SettledStep
from pages.models import Page
from tests.making import make_editor, make_event, make_post, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    """The browser of whoever has just run createsuperuser."""
    client = Client()
    client.force_login(make_editor())
    return client


def steps(client):
    return client.get("/admin/").context["steps"]


def test_whoever_runs_an_empty_site_is_led_by_links_that_lead_somewhere(chief):
    shown = steps(chief)
    assert [(step.done, step.settled) for step in shown] == [(False, False)] * len(STEPS)
    for step in shown:
        response = chief.get(step.address.partition("#")[0], follow=True)
        assert response.status_code == 200, step.name
        if anchor := step.address.partition("#")[2]:
            assert html.fromstring(response.content).get_element_by_id(anchor) is not None


def test_what_is_done_is_ticked_and_an_established_house_is_asked_nothing(chief):
    make_site(name="Haus", legal_name="Haus e. V.", street="Weg 1", city="Jena")
    imprint = Page(place="imprint", title="Impressum", body="<p>Haus</p>", no_external_sources=True)
    imprint.save()
    assert [step.name for step in steps(chief) if step.done] == ["name", "address"]
    publish(imprint, by=None)
    make_event()
    publish(make_post("Das erste"), by=None)
    assert [step.name for step in steps(chief) if not step.done] == ["newsroom"]
    make_editor("other")
    assert steps(chief) == []
    assert {*SettledStep.objects.values_list("name", flat=True)} == NAMES


def test_each_step_and_all_of_them_can_be_left_out(chief):
    assert chief.post("/admin/start/", {"step": "event"}, follow=True).status_code == 200
    assert [step.name for step in steps(chief) if step.settled] == ["event"]
    assert "weggelassen" in chief.get("/admin/").text
    said = chief.post("/admin/start/", {"step": "nothing of ours"})
    assert (said.status_code, "Schritt" in said.text) == (400, True)
    chief.post("/admin/start/", {"step": "all"})
    assert steps(chief) == []


def test_only_who_may_set_the_site_up_sees_the_steps(desk):
    assert steps(desk) == []
    assert desk.post("/admin/start/", {"step": "all"}).status_code == 403
    assert not SettledStep.objects.exists()
