import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from lxml import html

from blog.counts.readings import Reading
from blog.publishing.publish import publish
from tests.making import make_editor, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db
REPORT = reverse("admin:blog_reading_changelist")
LIST = reverse("admin:blog_post_changelist")


def read(post, number=1, days_ago=0, ended=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    Reading.objects.create(post=post, day=day, number=number, finished=ended)


@pytest.fixture
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())


def total(tree):
    return words(tree.xpath("//div[contains(@class,'podium-clicks')]/h2")[0])


def test_the_report_tells_which_pieces_were_read_and_leads_to_each(client, editor):
    much, little = make_post("Viel"), make_post("Wenig")
    read(much, 5, days_ago=3, ended=2)
    read(much, 4)
    read(little, 1)
    tree = html.fromstring(client.get(REPORT).text)
    rows = [[words(cell) for cell in row] for row in tree.xpath("//table[caption]/tbody/tr")]
    assert rows == [["Viel", "9", "2"], ["Wenig", "1", "0"]]
    assert total(tree) == "read 10 times, 2 times to the end"
    (link,) = tree.xpath("//a[text()='Viel']/@href")
    one = html.fromstring(client.get(REPORT + link).text)
    assert total(one) == "read 9 times, 2 times to the end"
    assert len(one.xpath("//div[@id='content-main']//svg/rect")) == 2


def test_a_piece_nobody_read_says_so(client, editor):
    assert "Nothing was counted" in client.get(REPORT, {"post": make_post().pk}).text


@pytest.mark.parametrize("query", [{"post": "x"}, {"post": "0"}, {"days": "7"}, {"days": "x"}])
def test_nonsense_in_the_address_shows_all_pieces(client, editor, query):
    read(make_post(), 3)
    assert "read 3 times" in client.get(REPORT, query).text


def test_the_file_is_safe_to_open_in_a_table(client, editor):
    post = make_post("=1+1", slug="eins")
    read(post, 3, ended=1)
    response = client.get(REPORT, {"post": post.pk, "csv": "1"})
    assert response["Content-Disposition"] == 'attachment; filename="gelesen-eins.csv"'
    head, row = csv.reader(io.StringIO(response.text.removeprefix("\ufeff")), delimiter=";")
    assert head == ["Day", "Piece", "Read", "Read to the end"]
    assert row[1:] == ["'=1+1", "3", "1"]


@pytest.mark.parametrize(("right", "status"), [("view_post", 200), ("view_person", 403)])
def test_who_may_see_pieces_sees_how_often_they_are_read(client, django_user_model, right, status):
    user = django_user_model.objects.create_user("reads", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=right))
    client.force_login(user)
    assert client.get(REPORT).status_code == status
    assert client.get(reverse("admin:blog_reading_add")).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_report_costs_the_same_for_many_pieces(
    client, editor, django_assert_num_queries, number
):
    for _time in range(number):
        read(make_post(), 2)
    with django_assert_num_queries(5):
        client.get(REPORT)


def test_the_form_of_a_piece_leads_to_how_often_it_was_read(client, editor):
    post = make_post()
    publish(post, by=None)
    page = client.get(reverse("admin:blog_post_change", args=[post.pk])).text
    assert f'href="{REPORT}?post={post.pk}"' in page
