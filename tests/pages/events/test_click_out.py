from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from blog.models import ClickOut
from blog.publishing.publish import publish
from events.models import Ambassadorship, Event, TicketHost, TicketOffer
from pages.events.click_out import ticket_address
from tests.making import berlin, make_event, make_offer, make_person, make_post

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def offer():
    return make_offer(make_event("Kongress"), url="https://tickets.example/kaufen?lang=de")


@pytest.fixture
def stands(offer):
    return Ambassadorship.objects.create(
        event=offer.event, person=make_person("Bo Ott"), code="BO10"
    )


@pytest.fixture
def piece(offer):
    return publish(make_post("Vorfreude", slug="vorfreude", event=offer.event), by=None)


def go(client, offer, post=None, code="", **headers):
    return client.get(ticket_address(offer, post, code), headers=BROWSER | headers)


def query_of(response):
    return {key: values[0] for key, values in parse_qs(urlsplit(response.url).query).items()}


def counted():
    return list(ClickOut.objects.values_list("post", "ambassadorship__code", "number"))


def test_the_way_to_the_shop_says_where_somebody_comes_from(client, offer, stands, piece):
    response = go(client, offer, piece.post_id, "bo10")
    assert response.status_code == 302
    assert response.url.startswith("https://tickets.example/kaufen?lang=de&")
    assert query_of(response) == {
        "lang": "de",
        "voucher": "BO10",
        "utm_source": "testserver",
        "utm_medium": "blog",
        "utm_campaign": "kongress",
        "utm_content": "vorfreude",
        "utm_term": "BO10",
    }
    assert counted() == [(piece.post_id, "BO10", 1)]


def test_nothing_is_stored_at_the_reader_nor_kept_by_anybody_on_the_way(client, offer):
    response = go(client, offer)
    assert response.cookies == {}
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "origin"
    assert {field.name for field in ClickOut._meta.get_fields()} == {
        "id",
        "day",
        "offer",
        "post",
        "ambassadorship",
        "number",
    }


def test_the_code_of_a_tier_comes_before_an_ambassadors(client, offer, stands):
    TicketHost.objects.filter(host="tickets.example").update(code_parameter="code")
    TicketOffer.objects.update(code="TEAM")
    query = query_of(go(client, offer, code="BO10"))
    assert (query["code"], query["utm_term"]) == ("TEAM", "BO10")


def test_what_the_shops_address_says_already_stays(client, offer):
    TicketOffer.objects.update(url="https://tickets.example/?utm_source=brief&voucher=X#karten")
    response = go(client, offer)
    assert query_of(response)["utm_source"] == "brief"
    assert response.url.endswith("#karten")


@pytest.mark.parametrize("query", ["item=1&item=2", "iframe", "q=a%20b+c&t=%C3%A4", "leer=", "a;b"])
def test_the_shops_own_query_stays_to_the_letter(client, offer, query):
    TicketOffer.objects.update(url=f"https://tickets.example/kaufen?{query}")
    assert go(client, offer).url.startswith(
        f"https://tickets.example/kaufen?{query}&utm_source=testserver&"
    )


def test_an_address_without_a_query_gets_one(client, offer):
    TicketOffer.objects.update(url="https://tickets.example")
    assert go(client, offer).url == (
        "https://tickets.example?utm_source=testserver&utm_medium=blog&utm_campaign=kongress"
    )


def test_clicks_of_a_day_add_up_and_a_day_ends_at_midnight_in_berlin(client, offer, time_machine):
    for moment in (
        berlin(2026, 11, 23, 23, 58),
        berlin(2026, 11, 23, 23, 59),
        berlin(2026, 11, 24, 0, 0),
    ):
        time_machine.move_to(moment, tick=False)
        go(client, offer)
    days = ClickOut.objects.order_by("day").values_list("day", "number")
    assert [(day.isoformat(), number) for day, number in days] == [
        ("2026-11-23", 2),
        ("2026-11-24", 1),
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": ""},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "Mozilla/5.0 (compatible; GoogleOther)"},
        {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/141.0.0.0 Safari/537.36"},
        {"user-agent": "Mozilla/5.0 zgrab/0.x"},
        {"user-agent": "TelegramBot (like TwitterBot)"},
        {"user-agent": "http.rb/5.1.1 (Mastodon/4.2; +https://social.example/)"},
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": "python-requests/2.32"},
        {"user-agent": "WhatsApp/2.23"},
        {"user-agent": "node"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
    ],
)
def test_robots_and_pages_fetched_ahead_find_the_shop_and_are_not_counted(client, offer, headers):
    assert go(client, offer, **headers).status_code == 302
    assert counted() == []


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 [LinkedInApp]/9.30",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/131.0.0.0 Telegram-Android/11.3.3 (Google)",
        "Mozilla/5.0 (Linux; Android 9; CUBOT X19) Chrome/130.0.0.0 Mobile Safari/537.36",
        "Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12.423 Version/12.16",
    ],
)
def test_readers_in_browsers_and_in_apps_are_counted(client, offer, agent):
    go(client, offer, **{"user-agent": agent})
    assert counted() == [(None, None, 1)]


def test_asking_for_the_head_is_no_click(client, offer):
    assert client.head(ticket_address(offer), headers=BROWSER).status_code == 302
    assert counted() == []


@pytest.mark.parametrize("sent", ["0", "99999999", "-1", "1.5", "x", "٣", "9" * 400, "1;DROP"])
def test_a_piece_that_is_none_is_counted_as_none(client, offer, sent):
    go(client, offer)
    client.get(ticket_address(offer), {"von": sent}, headers=BROWSER)
    assert counted() == [(None, None, 2)]


def test_a_piece_of_another_event_is_not_counted(client, offer):
    other = publish(make_post("Anderes", event=make_event()), by=None)
    go(client, offer, other.post_id)
    assert counted() == [(None, None, 1)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [(-1, 1, True), (0, 0, True), (None, None, True), (1, 2, False), (-2, -1, False)],
)
def test_a_code_counts_while_the_ambassadorship_holds(
    client, offer, stands, starts_on, ends_on, holds
):
    today = timezone.localdate()
    stands.starts_on = None if starts_on is None else today + timedelta(days=starts_on)
    stands.ends_on = None if ends_on is None else today + timedelta(days=ends_on)
    stands.save()
    assert ("voucher" in query_of(go(client, offer, code="BO10"))) == holds


@pytest.mark.parametrize("code", ["x" * 41, "a b", "<b>", "BO10&x=1", "\x00", "BO10\r\nX: y", "ÄÖ"])
def test_strange_codes_lead_to_the_shop_all_the_same(client, offer, stands, code):
    response = client.get(ticket_address(offer), {"b": code}, headers=BROWSER)
    assert response.status_code == 302
    assert "voucher" not in query_of(response)


def test_a_target_in_the_address_is_ignored(client, offer):
    for name in ("url", "next", "target", "to"):
        response = client.get(
            ticket_address(offer), {name: "https://evil.example/"}, headers=BROWSER
        )
        assert urlsplit(response.url).hostname == "tickets.example"


@pytest.mark.parametrize(
    "url",
    [
        "http://tickets.example/",
        "https://tickets.example.evil.example/",
        "https://tickets.example@evil.example/",
        "https://evil.example/?tickets.example",
        "https://tickets.example:8443/",
        "javascript:alert(1)",
        "//evil.example/",
        "https://[::1",
    ],
)
def test_nobody_is_led_to_a_shop_that_is_not_allowed(client, offer, url):
    TicketOffer.objects.update(url=url)
    response = go(client, offer)
    assert response.status_code == 404
    assert "Der Weg zum Ticketshop ist zurzeit versperrt" in response.text
    assert counted() == []


def test_a_shop_below_an_allowed_host_is_allowed(client, offer):
    TicketOffer.objects.update(url="https://de.tickets.example/")
    assert go(client, offer).status_code == 302


@pytest.mark.parametrize(
    "gone",
    [
        {"availability": TicketOffer.Availability.SOLD_OUT},
        {"sales_end": timezone.now() - timedelta(days=1)},
        {"sales_start": timezone.now() + timedelta(days=1)},
    ],
)
def test_what_cannot_be_bought_leads_to_the_event(client, offer, gone):
    TicketOffer.objects.update(**gone)
    assert go(client, offer).url == "/events/kongress/"
    assert counted() == []


@pytest.mark.parametrize("status", [Event.Status.CANCELLED, Event.Status.POSTPONED])
def test_what_does_not_take_place_now_leads_to_the_event(client, offer, status):
    Event.objects.update(status=status)
    assert go(client, offer).url == "/events/kongress/"
    assert counted() == []


def test_when_the_event_is_over_an_old_link_leads_to_its_page(client, offer, time_machine):
    TicketOffer.objects.update(sales_end=offer.event.ends_at)
    time_machine.move_to(offer.event.ends_at - timedelta(seconds=1), tick=False)
    assert go(client, offer).url.startswith("https://tickets.example/")
    time_machine.move_to(offer.event.ends_at, tick=False)
    assert go(client, offer).url == "/events/kongress/"


def test_an_offer_taken_back_leads_to_the_event(client, offer):
    TicketOffer.objects.update(draft=True)
    assert go(client, offer).url == "/events/kongress/"
    assert counted() == []


def test_unannounced_events_are_not_there(client, offer):
    Event.objects.update(public=False)
    assert go(client, offer).status_code == 404


def test_a_shop_taken_off_the_list_is_closed_from_that_moment_and_sets_no_cookie(client, offer):
    assert go(client, offer).status_code == 302
    TicketHost.objects.all().delete()
    response = go(client, offer)
    assert (response.status_code, response.cookies) == (404, {})
    assert response["Cache-Control"] == "no-store"
    assert counted() == [(None, None, 1)]


@pytest.mark.parametrize("trouble", [DatabaseError, InterfaceError])
def test_a_database_in_trouble_does_not_keep_a_reader_from_the_shop(client, offer, trouble):
    def refuse(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")):
            raise trouble("full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        assert go(client, offer).status_code == 302


def test_the_way_to_the_shop_takes_few_queries(
    client, offer, stands, piece, django_assert_max_num_queries
):
    for number in range(20):
        make_offer(offer.event, price=number)
    go(client, offer, piece.post_id, "BO10")
    with django_assert_max_num_queries(11):
        go(client, offer, piece.post_id, "BO10")
