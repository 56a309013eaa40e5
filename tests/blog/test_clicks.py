import csv
import io
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from lxml import html

from blog.admin.clicks import ClickOutAdmin
from blog.clicks import ClickOut
from blog.publishing import publish
from events.models import Ambassadorship
from tests.making import make_editor, make_event, make_offer, make_person, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
REPORT = reverse("admin:blog_clickout_changelist")


def count(offer, number=1, days_ago=0, **origin):
    day = timezone.localdate() - timedelta(days=days_ago)
    for _time in range(number):
        ClickOut.objects.count_one(day, offer, **origin)


@pytest.fixture
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


@pytest.fixture
def offer():
    return make_offer(make_event("Kongress"), name="Regulär")


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_time_are_all_counted():
    offer, day, together = make_offer(make_event()), timezone.localdate(), Barrier(4)

    def click():
        together.wait()
        for _time in range(5):
            ClickOut.objects.count_one(day, offer)
        connection.close()

    threads = [Thread(target=click) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.number for row in ClickOut.objects.all()] == [20]


def test_the_report_tells_clicks_by_piece_ambassador_and_tier(client, editor, offer):
    post = make_post("Vorfreude", event=offer.event)
    stands = Ambassadorship.objects.create(
        event=offer.event, person=make_person("Bo Ott"), code="BO10"
    )
    count(offer, 3, days_ago=2, post=post.pk)
    count(offer, 2, ambassadorship=stands.pk)
    count(make_offer(make_event()), 9)
    tree = html.fromstring(client.get(REPORT, {"event": offer.event.pk}).text)
    tables = {
        words(table.find("caption")): {
            words(row.find("th")): words(row.find("td")) for row in table.xpath("tbody/tr")
        }
        for table in tree.xpath("//div[@class='podium-click-tables']//table")
    }
    elsewhere = "directly, from the page of the event or from another site"
    assert tables == {
        "Pieces": {"Vorfreude": "3", elsewhere: "2"},
        "Ambassadors": {"without an ambassador’s link": "3", "Bo Ott": "2"},
        "Tickets": {"Regulär": "5"},
    }
    assert words(tree.xpath("//div[contains(@class,'podium-clicks')]/h2")[0]) == "5 clicks"
    assert len(tree.xpath("//main//svg/rect | //div[@id='content-main']//svg/rect")) == 2


def test_a_year_is_shown_week_by_week_and_older_clicks_are_left_out(client, editor, offer):
    count(offer, 4, days_ago=200)
    count(offer, 7, days_ago=400)
    tree = html.fromstring(client.get(REPORT, {"event": offer.event.pk, "days": 365}).text)
    assert words(tree.xpath("//div[contains(@class,'podium-clicks')]/h2")[0]) == "4 clicks"
    usual = client.get(REPORT, {"event": offer.event.pk}).text
    assert "Nobody went to the ticket shop" in usual


def test_the_clicks_of_one_piece_are_told_across_events(client, editor, offer):
    post = make_post("Vorfreude", event=offer.event)
    count(offer, 3, post=post.pk)
    count(make_offer(make_event()), 2, post=post.pk)
    assert "5 clicks" in client.get(REPORT, {"post": post.pk}).text


def test_the_file_is_safe_to_open_in_a_table(client, editor, offer):
    offer.name = '=HYPERLINK("https://evil.example")'
    offer.save()
    count(offer, 2)
    response = client.get(REPORT, {"event": offer.event.pk, "csv": "1"})
    assert response["Content-Disposition"] == 'attachment; filename="klicks-kongress.csv"'
    head, row = csv.reader(io.StringIO(response.text.removeprefix("\ufeff")), delimiter=";")
    assert head == ["Day", "Event", "Ticket", "Piece", "Ambassador", "Clicks"]
    assert row[1:] == ["Kongress", f"'{offer.name}", "", "", "2"]


@pytest.mark.parametrize("query", [{"event": "x"}, {"days": "9999"}, {"post": "0"}, {"event": ""}])
def test_nonsense_in_the_address_shows_the_nearest_event(client, editor, offer, query):
    count(offer, 2)
    assert "2 clicks" in client.get(REPORT, query).text


def test_the_report_needs_the_same_few_queries_for_many_clicks(
    client, editor, offer, django_assert_max_num_queries
):
    client.get(REPORT)
    for number in range(30):
        post = make_post(event=offer.event)
        count(make_offer(offer.event), 2, days_ago=number, post=post.pk)
    with django_assert_max_num_queries(13):
        client.get(REPORT)


def test_nobody_changes_what_was_counted(client, editor, offer):
    count(offer)
    row = ClickOut.objects.get()
    address = reverse("admin:blog_clickout_change", args=[row.pk])
    assert client.post(address, {"number": 99}).status_code == 403
    assert client.get(reverse("admin:blog_clickout_add")).status_code == 403
    assert ClickOutAdmin.has_delete_permission(None, None) is False


def test_only_the_newsroom_sees_clicks(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.get(REPORT).status_code == 403


def test_the_form_of_a_piece_leads_to_its_clicks(client, editor, offer):
    post = make_post("Vorfreude", event=offer.event)
    publish(post, by=None)
    page = client.get(reverse("admin:blog_post_change", args=[post.pk])).text
    assert f'href="{REPORT}?post={post.pk}"' in page
