"""Connecting a shop and choosing what is taken over, as an editor does it."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.roles import CHIEF_EDITORS, EDITORS
from events.models import Event, ProgrammeItem, TicketHost, TicketOffer
from people.models import Person
from shops import tasks
from shops.models import Connection
from tests.filling import Page
from tests.making import berlin, make_editor, make_event
from tests.shops.connecting import TEAM, TOKENS, make_connection
from tests.shops.pretalx_recordings import Said

pytestmark = pytest.mark.django_db
ADD = "/admin/shops/connection/add/"
FORM = "//form[@id='differences']"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def differences(connection):
    return reverse("admin:shops_connection_differences", args=[connection.pk])


def compare(connection):
    return reverse("admin:shops_connection_compare", args=[connection.pk])


@pytest.fixture
def press(client, django_capture_on_commit_callbacks):
    """Press the button and let the task do what it asked for."""

    def press(connection):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(compare(connection))
        return client.get(differences(connection))

    return press


def filled(client, **values):
    event = make_event()
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


def test_a_server_that_cannot_be_reached_is_said_and_may_be_kept_for_later(client, answering):
    answering(lambda *_: Said(503, "text/html", b"<html>"))
    page = filled(client, token=TOKENS["office"]).press("_save")
    assert page.errors == ["The server has a fault of its own."]
    page.fill(anyway="on").press("_save")
    connection = Connection.objects.get()
    assert (page.errors, connection.token) == ([], TOKENS["office"])
    assert connection.seen_at is None


def test_only_https_addresses_of_public_servers_are_accepted(client, replayed):
    for address in ("http://talks.example.org", "https://127.1", "https://a.example/?x=1", "x"):
        page = filled(client).fill(address=address, event=Event.objects.last().pk).press("_save")
        assert page.errors[0].startswith("Only the https address of a server")
        Event.objects.all().delete()
    assert replayed.asked == []


def test_a_pretix_shop_must_be_one_that_readers_may_be_led_to(client, answering):
    served = answering(lambda *_: Said(500, "text/html", b""))
    page = filled(client, token="x").fill(kind="pretix", organizer="org").press("_save")
    assert page.errors == ["The shop must be an https address at an allowed host. Allowed are: –"]
    page.fill(organizer="", token="").press("_save")
    assert page.errors[1:] == [
        "pretix needs the short form of the organiser, too.",
        "pretix needs a token.",
    ]
    assert served.asked == []


def test_a_token_that_is_kept_is_on_no_page_and_stays_when_the_field_is_empty(client, replayed):
    connection = make_connection()
    address = reverse("admin:shops_connection_change", args=[connection.pk])
    page = Page(client, address)
    assert TOKENS["office"] not in page.response.content.decode()
    page.fill(automatic="on").press("_save")
    connection.refresh_from_db()
    assert (connection.token, connection.automatic) == (TOKENS["office"], True)
    history = client.get(reverse("admin:shops_connection_history", args=[connection.pk]))
    assert TOKENS["office"] not in history.content.decode()


def test_who_may_only_look_sees_neither_token_nor_webhook(client):
    connection = make_connection()
    looker = User.objects.create_user("looker", password="x", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_connection"))
    client.force_login(looker)
    address = reverse("admin:shops_connection_change", args=[connection.pk])
    text = client.get(address).content.decode()
    assert "d2m15" in text
    assert TOKENS["office"] not in text
    assert "new-hook" not in text
    new_hook = reverse("admin:shops_connection_new_hook", args=[connection.pk])
    assert client.post(new_hook).status_code == 403
    assert client.get(differences(connection)).status_code == 403


def test_a_token_is_not_sent_to_another_address_than_it_was_entered_for(client, replayed):
    connection = make_connection()
    page = Page(client, reverse("admin:shops_connection_change", args=[connection.pk]))
    page.fill(address="https://evil.example.org").press("_save")
    assert page.errors == [
        "Please enter the token again: it is only sent where it was entered for."
    ]
    assert replayed.asked == []


def test_a_token_can_be_forgotten(client, replayed):
    connection = make_connection()
    page = Page(client, reverse("admin:shops_connection_change", args=[connection.pk]))
    page.fill(forget_token="on").press("_save")
    connection.refresh_from_db()
    assert (page.errors, connection.token) == ([], "")


def test_the_button_asks_and_shows_what_differs_and_takes_nothing(client, replayed, press):
    connection = make_connection()
    assert client.get(compare(connection)).status_code == 405
    response = press(connection)
    page = Page(client, differences(connection), FORM).take(response)
    assert page.texts("//section[@aria-label='State']")[0].startswith("Last compared:")
    assert page.texts("//h2[starts-with(@id, 'section')]") == ["Speakers", "Programme"]
    assert ProgrammeItem.objects.count() == 0


def test_the_button_waits_for_no_shop_and_the_page_says_what_a_task_was_told(
    client, replayed, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    connection = make_connection()
    for _press in range(2):
        page = Page(client, differences(connection)).take(
            client.post(compare(connection), follow=True)
        )
        assert page.texts("//section[@aria-label='State']")[0].startswith("Being asked since")
        assert page.texts("//a[.='Look whether it has answered']")
    assert replayed.asked == []
    asks = DBTaskResult.objects.filter(task_path="shops.tasks.compare_wanted")
    assert [one.args_kwargs["args"] for one in asks] == [[connection.pk]]
    tasks.compare_wanted.func(connection.pk)
    page = Page(client, differences(connection), FORM)
    assert page.texts("//section[@aria-label='State']")[0].startswith("Last compared:")
    assert page.texts("//h2[starts-with(@id, 'section')]") == ["Speakers", "Programme"]


def test_a_failure_is_said_on_the_page_and_in_the_list(client, answering, press):
    answering(lambda *_: Said(401, "application/json", b"{}"))
    connection = make_connection()
    response = press(connection)
    told = "The token is wrong, or may not read this event."
    assert told in response.content.decode()
    assert told in client.get("/admin/shops/connection/?trouble=1").content.decode()
    assert told not in client.get("/admin/shops/connection/?trouble=0").content.decode()


def test_what_is_chosen_is_taken_over_and_said_in_words(client, replayed, press):
    connection = make_connection()
    press(connection)
    page = Page(client, differences(connection), FORM)
    page.fill(**{name: "leave_out" for name in page.values if name.startswith("become:talk")})
    page.fill(**{"become:speaker:DANDAN": ""}).press("_save")
    assert sorted(Person.objects.values_list("name", flat=True)) == [
        "Ben Bröger",
        "Clara Nwosu",
        "Änne Öztürk-Groß",
    ]
    assert page.messages[0].startswith("Taken over: new: Ben Bröger; new: Änne Öztürk-Groß;")
    assert [name for name in page.values if name.startswith("become")] == ["become:speaker:DANDAN"]


def test_fields_are_offered_with_both_sides_and_prechecked_unless_locked_or_ours(
    client, replayed, press
):
    connection = make_connection()
    press(connection)
    Page(client, differences(connection), FORM).press("_save")
    item = ProgrammeItem.objects.get(title="Ferries & other boats")
    item.room, item.title = "Foyer", "Boote"
    item.save()
    connection.mappings.filter(item=item).update(seen={"title": "Boote", "room": "Studio 2"})
    page = Page(client, differences(connection), FORM)
    rows = page.texts("//fieldset[contains(@class, 'podium-difference')]//tbody/tr")
    assert rows == [
        "Title Boote Ferries & other boats take over: Boote, title lock: Boote, title",
        "Room changed here by hand Foyer Studio 2 take over: Boote, room lock: Boote, room",
    ]
    assert page.values["take"] == ["talk:TALKBB:title"]
    page.fill(lock=["talk:TALKBB:room"]).press("_save")
    item.refresh_from_db()
    assert (item.room, item.title) == ("Foyer", "Ferries & other boats")
    assert page.values["lock"] == ["talk:TALKBB:room"]
    connection.refresh_from_db()
    assert connection.waiting == 0


def test_choices_are_kept_and_nothing_is_taken_if_something_changed_meanwhile(
    client, replayed, press
):
    connection = make_connection()
    press(connection)
    page = Page(client, differences(connection), FORM)
    connection.refresh_from_db()
    Connection.objects.update(said=connection.said[:-1])
    page.fill(**{"become:speaker:DANDAN": "leave_out"}).press("_save")
    assert page.status == 409
    assert page.messages[0].startswith("Something has changed meanwhile")
    assert page.values["become:speaker:DANDAN"] == ["leave_out"]
    assert (Person.objects.count(), connection.mappings.count()) == (0, 0)


def test_a_form_without_a_fingerprint_takes_nothing(client, replayed, press):
    connection = make_connection()
    press(connection)
    response = client.post(differences(connection), {"become:speaker:DANDAN": "new"})
    assert (response.status_code, Person.objects.count()) == (409, 0)


@pytest.mark.parametrize(("group", "status"), [(EDITORS, 200), (CHIEF_EDITORS, 200), (None, 403)])
def test_the_newsroom_may_compare_and_others_may_not(client, group, status):
    user = User.objects.create_user("someone", password="x", is_staff=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(differences(make_connection())).status_code == status


def test_a_shop_is_connected_and_its_tickets_become_drafts(client, shop):
    TicketHost.objects.create(host="tickets.example.org")
    page = filled(client, token=TEAM, organizer="saallicht")
    page.fill(kind="pretix", address="https://tickets.example.org", slug="k27").press("_save")
    page = Page(client, page.address, FORM)
    assert page.texts("//fieldset[1]//dl/div") == [
        "Price 290.00",
        "Currency EUR",
        "VAT in per cent 19.0 %",
        "On sale from Sept. 1, 2026, 10:00",
        "On sale until Oct. 25, 2026, 01:30",
        "Availability available",
        "Ticket shop https://tickets.example.org/saallicht/k27/",
    ]
    page.press("_save")
    assert page.messages[0].startswith("Taken over: new as a draft: Early bird;")
    assert (TicketOffer.objects.count(), TicketOffer.objects.exclude(draft=True).count()) == (10, 0)
    offer = TicketOffer.objects.get(name="Early bird")
    assert (offer.price, offer.code) == (Decimal("290.00"), "")
    assert offer.sales_start == berlin(2026, 9, 1, 10)
    assert page.texts("//p[.='Here and there say the same.']") == ["Here and there say the same."]


def test_a_wrong_token_of_a_shop_is_said_at_its_field(client, shop):
    TicketHost.objects.create(host="example.org")
    page = filled(client, token="nobody", organizer="saallicht")
    page.fill(kind="pretix", address="https://tickets.example.org", slug="k27").press("_save")
    assert page.errors == ["The token is wrong, or may not read this event."]


def test_the_form_of_the_event_says_how_its_shop_is_and_leads_there(client):
    connection = make_connection(trouble="silent", trouble_since=timezone.now(), waiting=2)
    address = reverse("admin:events_event_change", args=[connection.event_id])
    page = Page(client, address)
    [told] = page.texts("//section[@aria-label='pretalx: d2m15']")
    assert "The server cannot be reached. Next try:" in told
    assert told.endswith("2 differences wait for you")
    links = page.tree.xpath("//section[@aria-label='pretalx: d2m15']//a/@href")
    assert links == [differences(connection)]


def many(number):
    people = [["speaker", f"S{n}", f"Person {n}", {"name": f"Person {n}"}] for n in range(number)]
    talks = [
        ["talk", f"T{n}", f"Vortrag {n}", {"title": f"Vortrag {n}", "speakers": [f"S{n}"]}]
        for n in range(number)
    ]
    return people + talks


def test_more_things_to_compare_ask_no_more_of_the_database(client, django_assert_num_queries):
    def look(number, linked):
        connection = make_connection(said=many(number))
        if linked:
            Page(client, differences(connection), FORM).press("_save")
            connection.event.programme.update(title="Anders")
        client.get(differences(connection))
        with django_assert_num_queries(8 if linked else 7):
            client.get(differences(connection))
        Person.objects.all().delete()

    for linked in (False, True):
        look(1, linked)
        look(30, linked)


def test_the_address_of_the_webhook_is_shown_once_and_kept_as_a_hash(client):
    connection = make_connection()
    address = reverse("admin:shops_connection_change", args=[connection.pk])
    page = Page(client, address, "//section//form")
    page.take(client.post(f"{address.removesuffix('change/')}new-hook/", page.values))
    (shown,) = page.texts("//code[@class='podium-hook']")
    secret = shown.partition("?secret=")[2]
    path = shown.removeprefix("http://testserver")
    assert client.post(path).status_code == 204
    kept = [str(value) for value in Connection.objects.values().get().values()]
    assert not any(secret in value for value in kept)
    history = reverse("admin:shops_connection_history", args=[connection.pk])
    for other in (address, history):
        assert secret not in client.get(other).content.decode()
    client.post(f"{address.removesuffix('change/')}new-hook/")
    assert client.post(path).status_code == 404
