from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from blog.roles import AUTHORS, CHIEF_EDITORS, EDITORS
from events.models import Event, EventDay, ProgrammeItem, TicketHost
from tests.filling import Page
from tests.making import berlin, make_editor, make_event, make_offer, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def change(event):
    return reverse("admin:events_event_change", args=[event.pk])


def test_an_event_is_entered_in_berlin_time(client):
    page = Page(client, "/admin/events/event/add/").fill(name="Kongress", hashtag="#K27")
    page.fill(starts_at_0="2027-03-28", starts_at_1="09:00")
    page.fill(ends_at_0="2027-03-28", ends_at_1="18:30").press("_save")
    assert page.errors == []
    event = Event.objects.get()
    assert event.starts_at.isoformat() == "2027-03-28T07:00:00+00:00"
    assert event.hashtag == "#k27"


def test_an_event_that_ends_before_it_starts_is_refused_in_words(client):
    page = Page(client, "/admin/events/event/add/").fill(name="Kongress")
    page.fill(starts_at_0="2027-04-02", starts_at_1="09:00")
    page.fill(ends_at_0="2027-04-01", ends_at_1="09:00").press("_save")
    assert page.errors == ["An event ends after it starts."]
    assert page.values["ends_at_0"] == ["2027-04-01"]


def test_a_time_that_does_not_exist_is_refused_on_its_field(client):
    page = Page(client, "/admin/events/event/add/").fill(name="Kongress")
    page.fill(starts_at_0="2027-03-28", starts_at_1="02:30")
    page.fill(ends_at_0="2027-03-28", ends_at_1="09:00").press("_save")
    assert (
        next(
            error.split(":")[0]
            for error in page.texts("//*[contains(@class,'field-starts_at')]//li")
        )
        == "At 02"
    )


def test_tickets_change_places_without_a_complaint(client):
    event = make_event()
    make_offer(event, name="Früh", ordering=1)
    make_offer(event, name="Regulär", ordering=2)
    page = Page(client, change(event))
    page.fill(**{"offers-0-ordering": 2, "offers-1-ordering": 1}).press("_save")
    assert page.errors == []
    assert list(event.offers.values_list("name", "ordering")) == [("Regulär", 1), ("Früh", 2)]


def test_sales_that_end_before_they_start_are_refused_in_words(client):
    TicketHost.objects.create(host="tickets.example")
    page = Page(client, change(make_event()))
    page.add_row("offers", name="Früh", price="490", url="https://tickets.example/")
    page.fill(**{"offers-0-sales_start_0": "2027-02-01", "offers-0-sales_start_1": "09:00"})
    page.fill(**{"offers-0-sales_end_0": "2027-01-01", "offers-0-sales_end_1": "09:00"})
    assert page.press("_save").errors == ["Sales end after they start."]


def test_an_ambassador_stands_once_for_an_event(client):
    event, person = make_event(), make_person()
    page = Page(client, change(event))
    page.add_row("ambassadorships", person=person.pk).add_row("ambassadorships", person=person.pk)
    page.press("_save")
    assert event.ambassadorships.count() == 0
    assert "Please correct the duplicate" in page.errors[0]


def test_dates_in_the_wrong_order_are_refused_in_words(client):
    event, person = make_event(), make_person()
    page = Page(client, change(event))
    page.add_row(
        "ambassadorships", person=person.pk, starts_on="2027-02-01", ends_on="2027-01-01"
    ).press("_save")
    assert page.errors == ["The end must not be earlier than the beginning."]


def test_a_shop_that_nobody_allowed_is_refused_and_the_allowed_ones_are_named(client):
    TicketHost.objects.create(host="tickets.example")
    page = Page(client, change(make_event()))
    page.add_row("offers", name="Früh", price="490", url="https://tickets.example.evil.example/")
    words = (
        "Nobody has allowed the shop tickets.example.evil.example yet: save this tier as a draft"
    )
    assert page.press("_save").errors == [f"{words} until then. Allowed are: tickets.example"]


# The event's own zone ------------------------------------------------------------------------------
def make_london(**fields):
    return make_event(
        "London",
        time_zone="Europe/London",
        starts_at=berlin(2027, 4, 21, 10),
        ends_at=berlin(2027, 4, 22, 19),
        **fields,
    )


def test_all_times_are_shown_in_the_zone_of_the_event_and_the_form_says_so(client):
    event = make_london()
    make_offer(event, sales_start=berlin(2026, 12, 1, 8, 30))
    EventDay.objects.create(
        event=event, starts_at=berlin(2027, 4, 21, 10), ends_at=berlin(2027, 4, 21, 19)
    )
    page = Page(client, change(event))
    assert page.values["starts_at_1"] == ["09:00"]
    assert page.values["days-0-ends_at_1"] == ["18:00"]
    assert page.values["offers-0-sales_start_1"] == ["07:30"]
    assert "All times on this form are those of the zone Europe/London." in page.texts(
        "//div[@class='description']"
    )
    assert "On sale from (Europe/London)" in page.tree.xpath("//@aria-label")


def test_saving_a_form_as_it_is_changes_no_moment(client):
    event = make_london()
    make_offer(event, sales_start=berlin(2026, 12, 1, 8, 30))
    page = Page(client, change(event)).press("_save")
    assert page.errors == []
    event.refresh_from_db()
    assert (event.starts_at, event.sequence) == (berlin(2027, 4, 21, 10), 0)
    assert event.offers.get().sales_start == berlin(2026, 12, 1, 8, 30)


def test_seconds_and_the_second_of_two_equal_hours_survive_another_change(client):
    event = make_event(starts_at=berlin(2027, 11, 21, 9), ends_at=berlin(2027, 11, 22, 18))
    twice = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)  # 02:30 in Berlin for the second time
    make_offer(event, sales_start=twice, sales_end=berlin(2027, 11, 1, 23, 59, 59))
    page = Page(client, change(event)).fill(**{"offers-0-price": "1.00"}).press("_save")
    assert page.errors == []
    offer = event.offers.get()
    assert (str(offer.price), offer.sales_start) == ("1.00", twice)
    assert offer.sales_end == berlin(2027, 11, 1, 23, 59, 59)


def test_another_zone_keeps_the_times_as_they_are_entered(client):
    event = make_event(starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 22, 18))
    make_offer(event, sales_start=berlin(2026, 12, 1, 8, 30))
    EventDay.objects.create(
        event=event, starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 21, 17)
    )
    ProgrammeItem.objects.create(
        event=event, starts_at=berlin(2027, 4, 21, 10), ends_at=berlin(2027, 4, 21, 11)
    )
    page = Page(client, change(event)).fill(time_zone="Europe/London").press("_save")
    assert page.errors == []
    event.refresh_from_db()
    day, offer, item = event.days.get(), event.offers.get(), event.programme.get()
    assert (event.starts_at, event.ends_at) == (berlin(2027, 4, 21, 10), berlin(2027, 4, 22, 19))
    assert (day.starts_at, day.ends_at) == (berlin(2027, 4, 21, 10), berlin(2027, 4, 21, 18))
    assert offer.sales_start == berlin(2026, 12, 1, 9, 30)
    assert (item.starts_at, item.ends_at) == (berlin(2027, 4, 21, 11), berlin(2027, 4, 21, 12))


def test_the_hour_that_the_clocks_skip_is_that_of_the_events_zone(client):
    page = Page(client, "/admin/events/event/add/").fill(name="London")
    page.fill(time_zone="Europe/London", starts_at_0="2027-03-28", starts_at_1="01:30")
    page.fill(ends_at_0="2027-03-28", ends_at_1="09:00").press("_save")
    assert page.errors == [
        (
            "At 01:30 on 28. March 2027 the clocks go forward: this time does not exist."
            " Choose another."
        )
    ]
    assert page.values["starts_at_1"] == ["01:30"]


def test_an_unknown_zone_is_refused_on_its_field(client):
    page = Page(client, change(make_event())).fill(time_zone="../Berlin").press("_save")
    assert len(page.errors) == 1
    assert page.texts("//*[@id='id_time_zone_error']") == page.errors


def test_a_zone_by_an_old_name_can_be_kept(client):
    event = make_event(time_zone="GB")
    page = Page(client, change(event)).press("_save")
    assert page.errors == []
    event.refresh_from_db()
    assert event.time_zone == "GB"


# Days and programme --------------------------------------------------------------------------------
def test_a_day_outside_the_event_is_refused_on_its_field(client):
    event = make_event(starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 22, 18))
    page = Page(client, change(event))
    page.add_row("days", starts_at_0="2027-04-22", starts_at_1="09:00")
    page.fill(**{"days-0-ends_at_0": "2027-04-23", "days-0-ends_at_1": "17:00"}).press("_save")
    assert page.errors == ["This lies outside the event: 21 April, 9:00 – 22 April 2027, 18:00."]
    assert page.texts("//*[@id='id_days-0-ends_at_error']") == page.errors


def test_a_new_event_comes_with_its_days(client):
    page = Page(client, "/admin/events/event/add/").fill(name="Kongress")
    page.fill(starts_at_0="2027-04-21", starts_at_1="09:00")
    page.fill(ends_at_0="2027-04-22", ends_at_1="18:00")
    for number, (day, ends) in enumerate([("2027-04-21", "20:00"), ("2027-04-22", "18:00")]):
        page.add_row("days", starts_at_0=day, starts_at_1="09:00", name=f"Tag {number + 1}")
        page.fill(**{f"days-{number}-ends_at_0": day, f"days-{number}-ends_at_1": ends})
    page.press("_save")
    assert page.errors == []
    assert list(Event.objects.get().days.values_list("name", "ends_at")) == [
        ("Tag 1", berlin(2027, 4, 21, 20)),
        ("Tag 2", berlin(2027, 4, 22, 18)),
    ]


def test_event_and_days_move_together(client):
    event = make_event(starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 22, 18))
    EventDay.objects.create(
        event=event, starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 21, 17)
    )
    page = Page(client, change(event)).fill(status="EventRescheduled")
    page.fill(starts_at_0="2027-05-21", ends_at_0="2027-05-22")
    page.fill(**{"days-0-starts_at_0": "2027-05-21", "days-0-ends_at_0": "2027-05-21"})
    page.press("_save")
    assert page.errors == []
    assert event.days.get().starts_at == berlin(2027, 5, 21, 9)
    shown = Page(client, change(event)).texts("//td[contains(@class,'field-was')]")
    assert shown == ["21 April, 9:00 – 22 April 2027, 18:00"]


def test_a_previous_date_can_be_struck_out_but_none_added(client):
    event = make_event()
    event.previous_dates.create(starts_at=berlin(2026, 1, 1), ends_at=berlin(2026, 1, 2))
    page = Page(client, change(event))
    assert "previous_dates-__prefix__-id" not in page.values
    page.fill(**{"previous_dates-0-DELETE": "on"}).press("_save")
    assert event.previous_dates.count() == 0


def test_a_talk_is_added_from_the_event_with_its_speakers_in_their_order(client):
    event, first, second = make_london(), make_person("Anna Berg"), make_person("Ben Dorn")
    page = Page(client, f"/admin/events/programmeitem/add/?event={event.pk}")
    page.fill(title="Ein Vortrag", starts_at_0="2027-04-21", starts_at_1="10:00")
    page.add_row("speaker_rows", person=second.pk).add_row("speaker_rows", person=first.pk)
    page.press("_save")
    assert (page.errors, page.address) == ([], change(event))
    assert event.programme.get().starts_at == berlin(2027, 4, 21, 11)
    assert page.texts("//*[@id='programme']//tbody/tr") == [
        "Wed, 21. Apr 10:00 Ein Vortrag talk Ben Dorn, Anna Berg"
    ]


def test_a_talk_outside_the_event_is_refused_on_its_field(client):
    event = make_event(starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 22, 18))
    page = Page(client, f"/admin/events/programmeitem/add/?event={event.pk}")
    page.fill(title="Ein Vortrag", starts_at_0="2027-04-20", starts_at_1="10:00").press("_save")
    assert page.errors == ["This lies outside the event: 21 April, 9:00 – 22 April 2027, 18:00."]
    assert page.texts("//*[@id='id_starts_at_error']") == page.errors


# What is worth a look ------------------------------------------------------------------------------
def test_sales_beyond_the_event_are_a_remark_not_an_error(client):
    event = make_event(starts_at=berlin(2047, 4, 21, 9), ends_at=berlin(2047, 4, 22, 18))
    make_offer(event, name="Spät", sales_end=berlin(2047, 5, 1))
    page = Page(client, change(event)).press("_continue")
    assert page.errors == []
    assert page.texts("//section[contains(@class,'podium-panel')]//li") == [
        "These are on sale even after the event ends: Spät",
        "It is our own event, but no organiser is named.",
    ]


def test_prices_so_far_are_shown_the_latest_first(client):
    offer = make_offer(make_event(), price="390.00")
    offer.price = "490.00"
    offer.save()
    shown = Page(client, change(offer.event)).texts(
        "//div[contains(@class,'field-prices_so_far')]//div/div"
    )
    prices = [words.split(" since")[0] for words in shown if " since" in words]
    assert prices[-2:] == ["490.00 EUR", "390.00 EUR"]


def test_every_status_says_what_readers_calendars_and_google_are_told(client):
    words = Page(client, change(make_event())).texts("//div[@id='id_status']//label")
    assert [line.split(" – ")[0] for line in words] == list(Event.Status.labels)
    assert all("Google" in line for line in words[1:])


def test_the_timeline_is_drawn_without_style_attributes(client):
    event = make_event()
    make_offer(event, name="Früh", sales_end=event.starts_at)
    page = Page(client, change(event))
    bars = page.tree.xpath("//section[contains(@class,'podium-timeline')]//*[name()='rect']")
    assert [bar.get("class") for bar in bars] == ["podium-event", "podium-sale podium-sale-open"]
    assert page.tree.xpath("//section[contains(@class,'podium-timeline')]//*[@style]") == []


def test_many_rows_ask_the_database_no_more_than_few(client, django_assert_max_num_queries):
    event = make_event(starts_at=berlin(2027, 4, 21, 9), ends_at=berlin(2027, 4, 22, 18))
    for hour in range(8):
        starts, ends = berlin(2027, 4, 21, 9 + hour), berlin(2027, 4, 21, 10 + hour)
        EventDay.objects.create(event=event, starts_at=starts, ends_at=ends)
        item = ProgrammeItem.objects.create(event=event, title="Talk", starts_at=starts)
        item.speakers.add(make_person())
        make_offer(event, ordering=hour + 1)
    client.get(change(event))
    with django_assert_max_num_queries(22):
        client.get(change(event))


# The next edition ----------------------------------------------------------------------------------
def next_edition(event):
    return reverse("admin:events_event_next_edition", args=[event.pk])


def test_the_next_edition_is_laid_out_with_one_press(client):
    event = make_event(
        "Kongress 2027",
        hashtag="#k27",
        starts_at=berlin(2027, 4, 21, 9),
        ends_at=berlin(2027, 4, 22, 18),
    )
    make_offer(event, name="Früh")
    page = Page(client, next_edition(event))
    assert (page.values["starts_on"], page.values["hashtag"]) == (["2028-04-19"], ["#k28"])
    page.press("_save")
    edition = Event.objects.get(name="Kongress 2028")
    assert page.address == change(edition)
    assert page.messages == [
        "Kongress 2028 (#k28) is laid out, and announced to nobody yet. Please look through it."
    ]
    assert (edition.public, edition.offers.get().draft) == (False, True)
    assert client.get(edition.get_absolute_url()).status_code == 404
    assert edition.get_absolute_url() not in page.tree.xpath("//ul[@class='object-tools']//a/@href")


def test_the_next_edition_begins_after_this_one_and_has_a_hashtag_of_its_own(client):
    event = make_event(hashtag="#k27")
    page = Page(client, next_edition(event))
    page.fill(starts_on=event.starts_at.date(), hashtag="#K27").press("_save")
    assert page.status == 422
    assert page.errors == [
        "The next edition begins after this one has ended.",
        "Another event has this hashtag already.",
    ]
    assert Event.objects.count() == 1


def test_only_who_may_add_events_lays_out_the_next_edition(client):
    event = make_event()
    reader = User.objects.create_user("gast", password="x", is_staff=True)
    client.force_login(reader)
    assert client.get(next_edition(event)).status_code == 403
    assert client.post(next_edition(event), {"starts_on": date(2030, 1, 1)}).status_code == 403


# Roles ---------------------------------------------------------------------------------------------
def in_group(name):
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return user


def test_editors_see_the_allowed_shops_but_only_editors_in_chief_change_them(client):
    host = TicketHost.objects.create(host="tickets.example")
    address = reverse("admin:events_tickethost_change", args=[host.pk])
    client.force_login(in_group(EDITORS))
    assert "tickets.example" in client.get("/admin/events/tickethost/").content.decode()
    assert client.post(address, {"host": "evil.example"}).status_code == 403
    client.force_login(in_group(CHIEF_EDITORS))
    Page(client, address).fill(host="karten.example").press("_save")
    assert TicketHost.objects.get().host == "karten.example"


def test_an_editor_may_do_the_whole_form(client):
    event = make_london()
    EventDay.objects.create(event=event, starts_at=event.starts_at, ends_at=event.ends_at)
    make_offer(event)
    client.force_login(in_group(EDITORS))
    page = Page(client, change(event)).fill(**{"offers-0-price": "123.00"}).press("_save")
    assert page.errors == []
    assert str(event.offers.get().price) == "123.00"


# Shops that nobody has allowed yet -----------------------------------------------------------------
def as_role(client, role):
    user = User.objects.create_user(role, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


def new_shop(page, **fields):
    return page.add_row("offers", name="Früh", price="9", url="https://neu.example/a", **fields)


def test_an_editor_proposes_a_shop_by_a_draft_and_a_chief_allows_it_on_the_form(client):
    as_role(client, EDITORS)
    event = make_event()
    TicketHost.objects.get_or_create(host="tickets.example")
    page = new_shop(Page(client, change(event))).press("_continue")
    words = "Nobody has allowed the shop neu.example yet: save this tier as a draft until then."
    words += " Allowed are: tickets.example"
    assert page.errors == [words]
    assert page.tree.xpath("//input[@name='_allow_shop']") == []
    page.fill(**{"offers-0-draft": "on"}).press("_continue")
    assert page.errors == []
    assert "neu.example" in " ".join(page.tree.xpath("//*[@id='podium-shops']/..//text()"))

    as_role(client, CHIEF_EDITORS)
    start = client.get("/admin/")
    assert "Shop to be allowed" in start.text
    page = Page(client, change(event))
    assert page.tree.xpath("//input[@name='_allow_shop']/@value") == ["neu.example"]
    page.fill(_allow_shop="neu.example", **{"offers-0-draft": ""}).press("_continue")
    assert page.errors == []
    assert TicketHost.objects.allows("https://neu.example/a")
    assert not event.offers.get().draft
    assert "Shop to be allowed" not in client.get("/admin/").text


def test_no_editor_allows_a_shop_by_what_a_form_says(client):
    as_role(client, EDITORS)
    event = make_event()
    page = new_shop(Page(client, change(event)), draft="on").press("_continue")
    page.fill(_allow_shop="neu.example").press("_continue")
    assert not TicketHost.objects.allows("https://neu.example/a")


@pytest.mark.parametrize(
    "url", ["https://neu.example:8/", "https://x@neu.example/", "https://nohost"]
)
def test_what_is_no_address_of_a_shop_is_refused_or_never_allowed(client, url):
    as_role(client, CHIEF_EDITORS)
    event, before = make_event(), TicketHost.objects.count()
    page = Page(client, change(event)).add_row(
        "offers", name="Früh", price="9", url=url, draft="on"
    )
    page.press("_continue")
    page.fill(_allow_shop="nohost").press("_continue")
    assert TicketHost.objects.count() == before


def test_a_shop_is_allowed_only_when_the_form_is_saved_and_stays_ticked_until_then(client):
    as_role(client, EDITORS)
    event = make_event()
    new_shop(Page(client, change(event)), draft="on").press("_continue")
    as_role(client, CHIEF_EDITORS)
    page = Page(client, change(event))
    page.fill(name="", _allow_shop="neu.example", **{"offers-0-draft": ""}).press("_continue")
    assert page.errors == ["This field is required."]
    assert not TicketHost.objects.allows("https://neu.example/a")
    assert page.values["_allow_shop"] == ["neu.example"]
    page.fill(name="Kongress").press("_continue")
    assert page.errors == []
    assert TicketHost.objects.allows("https://neu.example/a")


def test_who_only_looks_at_events_sees_no_tier_that_is_a_draft(client):
    event = make_event()
    make_offer(event, name="Geheimtarif", price="777", draft=True)
    ProgrammeItem.objects.create(event=event, title="Ungesagt")
    as_role(client, AUTHORS)
    page = client.get(change(event))
    assert page.status_code == 200
    for word in ("Geheimtarif", "777", "Ungesagt", "When which ticket is sold"):
        assert word not in page.text
    as_role(client, EDITORS)
    assert "Geheimtarif" in client.get(change(event)).text


def test_rows_say_what_their_fields_are_for_and_tie_it_to_them(client):
    event = make_event()
    make_offer(event)
    page = Page(client, change(event))
    words = "Readers do not see it, and nobody can buy it."
    assert words in page.texts("//div[@id='offers-group']//th[contains(@class, 'draft')]/span")
    tied = page.tree.xpath("//div[@class and contains(@class, 'event-rows')]//@aria-describedby")
    ids = set(page.tree.xpath("//@id"))
    assert "id_offers-0-draft_helptext" in tied
    assert set(" ".join(tied).split()) <= ids
    assert page.texts("//*[@id='id_offers-0-draft_helptext']") == [words]
