import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from lxml import html

from blog.admin.clicks import ClickOutAdmin
from blog.counts.clicks import ClickOut
from blog.publishing.publish import publish
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


@pytest.mark.parametrize(
    ("right", "status"), [("view_post", 200), ("view_clickout", 200), ("view_person", 403)]
)
def test_who_may_see_pieces_sees_clicks(client, django_user_model, right, status):
    user = django_user_model.objects.create_user("reads", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=right))
    client.force_login(user)
    assert client.get(REPORT).status_code == status
    assert client.get(REPORT, {"csv": "1"}).status_code == status


def test_pieces_of_the_same_title_are_told_apart(client, editor, offer):
    for number in (3, 2):
        count(offer, number, post=make_post("Vorfreude", event=offer.event).pk)
    tree = html.fromstring(client.get(REPORT, {"event": offer.event.pk}).text)
    pieces = tree.xpath("//div[@class='podium-click-tables']//table")[0]
    rows = [[words(cell) for cell in row] for row in pieces.xpath("tbody/tr")]
    assert rows == [["Vorfreude", "3"], ["Vorfreude", "2"]]


def test_an_event_without_tickets_is_not_taken_for_another(client, editor, offer):
    count(offer, 2)
    page = client.get(REPORT, {"event": make_event("Ohne Karten").pk}).text
    assert "Nobody went to the ticket shop" in page
    chosen = html.fromstring(page).xpath("//select[@name='event']/option[@selected]")
    assert [words(option).startswith("Ohne Karten") for option in chosen] == [True]


def test_the_form_of_a_piece_leads_to_its_clicks(client, editor, offer):
    post = make_post("Vorfreude", event=offer.event)
    publish(post, by=None)
    page = client.get(reverse("admin:blog_post_change", args=[post.pk])).text
    assert f'href="{REPORT}?post={post.pk}"' in page
