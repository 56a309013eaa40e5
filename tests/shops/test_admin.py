"""Connecting a shop and choosing what is taken over, as an editor does it."""

import pytest
from django.urls import reverse

from events.models import ProgrammeItem, TicketHost
from people.models import Person
from shops import asking
from shops.models import Connection
from tests.filling import Page
from tests.making import make_editor, make_event, make_person
from tests.shops.connecting import TOKENS, make_connection

pytestmark = pytest.mark.django_db
ADD = "/admin/shops/connection/add/"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def differences(connection):
    return reverse("admin:shops_connection_differences", args=[connection.pk])


def filled(client, **values):
    event = make_event("Kongress")
    page = Page(client, ADD)
    return page.fill(
        event=event.pk, kind="pretalx", address="https://talks.example.org/", slug="d2m15", **values
    )


def test_a_connection_is_tried_and_leads_to_what_differs(client, replayed):
    page = filled(client, token=TOKENS["office"]).press("_save")
    connection = Connection.objects.get()
    assert page.errors == []
    assert page.address == differences(connection)
    assert (connection.address, connection.waiting) == ("https://talks.example.org", 9)
    assert Person.objects.count() == ProgrammeItem.objects.count() == 0


def test_a_wrong_token_is_refused_at_its_field_and_nothing_typed_is_lost(client, replayed):
    page = filled(client, token="mistyped").press("_save")
    assert page.errors == ["The token is wrong, or may not read this event."]
    assert page.values["token"] == ["mistyped"]
    assert page.values["slug"] == ["d2m15"]
    assert Connection.objects.count() == 0
