from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.templatetags.static import static
from django.test import Client
from lxml import html

from blog.models import Reading
from blog.publishing.publish import publish, withdraw
from pages.pieces import read_count as read_counts
from pages.pieces.preview import edition_of
from tests.making import berlin, make_editor, make_post

pytestmark = pytest.mark.django_db
BROWSER = {
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "sec-fetch-site": "same-origin",
}


@pytest.fixture(autouse=True)
def _no_limit_yet(monkeypatch):
    monkeypatch.setattr(read_counts, "limit", read_counts.Limit(read_counts.MOST))


@pytest.fixture
def piece():
    return publish(make_post(slug="gelesen"), by=None)


def tell(client, post, body="", **headers):
    sent = {name: value for name, value in (BROWSER | headers).items() if value is not None}
    return client.post(f"/gelesen/{post}/", body, content_type="text/plain", headers=sent)


def counted():
    return list(Reading.objects.values_list("post", "number", "finished"))


def test_a_reader_and_the_end_of_the_text_are_counted_by_the_day_in_berlin(client):
    with time_machine.travel(berlin(2026, 12, 1, 0, 30), tick=False):
        piece = publish(make_post(slug="gelesen"), by=None)
        tell(client, piece.post_id)
        tell(client, piece.post_id, "end")
    (row,) = Reading.objects.all()
    assert (str(row.day), row.number, row.finished) == ("2026-12-01", 1, 1)


def test_a_reader_costs_two_statements(client, piece, django_assert_num_queries):
    tell(client, piece.post_id)
    with django_assert_num_queries(2 + 2):  # and the savepoint that tests need
        assert tell(client, piece.post_id).status_code == 204


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-gpc": "1"},
        {"dnt": "1"},
        {"user-agent": ""},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "Mozilla/5.0 (X11) HeadlessChrome/140.0"},
        {"sec-purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_whoever_asks_not_to_be_tracked_are_not_counted(client, piece, headers):
    answer = tell(client, piece.post_id, **headers)
    assert (answer.status_code, counted()) == (204, [])


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": None},
        {"sec-fetch-site": None, "origin": "https://evil.example"},
    ],
)
def test_other_sites_count_nothing(client, piece, headers):
    assert tell(client, piece.post_id, **headers).status_code == 403
    assert counted() == []


def test_a_browser_that_knows_no_fetch_metadata_says_its_origin(client, piece):
    old = {"sec-fetch-site": None, "origin": "http://testserver"}
    assert tell(client, piece.post_id, **old).status_code == 204
    assert counted() == [(piece.post_id, 1, 0)]


def test_only_live_pieces_are_counted(client, piece):
    draft = make_post()
    withdraw(draft_of := piece.post, by=None)
    for post in (draft.pk, draft_of.pk, 0, 10**12, 10**30):
        assert tell(client, post).status_code == 404
    assert counted() == []


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch"])
def test_nothing_but_post_counts(client, piece, method):
    answer = getattr(client, method)(f"/gelesen/{piece.post_id}/", headers=BROWSER)
    assert (answer.status_code, counted()) == (405, [])


def test_a_long_message_is_refused_unread(client, piece):
    assert tell(client, piece.post_id, "x" * 4).status_code == 413


def test_the_newsroom_does_not_count_itself(client, piece):
    client.force_login(make_editor())
    assert tell(client, piece.post_id).status_code == 204
    assert counted() == []


def test_a_flood_ends_after_so_many_a_minute_and_leaves_other_pieces_alone(
    client, piece, monkeypatch
):
    monkeypatch.setattr(read_counts, "limit", read_counts.Limit(3))
    other = publish(make_post(), by=None)
    statuses = [tell(client, piece.post_id).status_code for _time in range(5)]
    assert statuses == [204, 204, 204, 429, 429]
    assert tell(client, other.post_id).status_code == 204
    assert sorted(counted()) == [(piece.post_id, 3, 0), (other.post_id, 1, 0)]


def test_the_limit_begins_anew_with_each_minute():
    with time_machine.travel(berlin(2026, 12, 1, 9), tick=False) as now:
        limit = read_counts.Limit(1)
        assert [limit.takes(7), limit.takes(7), limit.takes(8)] == [True, False, True]
        now.shift(timedelta(seconds=61))
        assert limit.takes(7)


def test_nothing_is_set_and_nothing_kept_by_the_answer(piece):
    client = Client(enforce_csrf_checks=True)
    answer = tell(client, piece.post_id)
    assert answer.status_code == 204
    assert not answer.cookies
    assert answer.content == b""


def test_a_database_that_refuses_is_no_trouble_of_the_readers(client, piece):
    def refuse(execute, sql, *rest):
        if "blog_reading" in sql:
            raise DatabaseError
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        assert tell(client, piece.post_id).status_code == 204


def test_the_page_names_the_one_module_that_tells_and_the_policy_knows_no_inline_script(
    client, piece, settings
):
    page = client.get("/blog/gelesen/")
    (script,) = html.fromstring(page.text).xpath("//script[@data-read]")
    assert script.get("data-read") == f"/gelesen/{piece.post_id}/"
    assert (script.get("src"), script.text) == (static("site/reading.js"), None)
    assert "script-src 'self';" in page["Content-Security-Policy"]
    settings.READING_COUNTS = False
    assert "data-read" not in client.get("/blog/gelesen/").text
    assert tell(client, piece.post_id).status_code == 404


def test_a_preview_is_not_counted(client):
    client.force_login(make_editor())
    post = make_post()
    assert edition_of(post).post_id == post.pk
    assert "data-read" not in client.get(f"/admin/preview/{post.pk}/page/").text
