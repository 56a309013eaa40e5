"""Feed readers that ask whether anything is new."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.publishing.publish import publish
from tests.making import berlin, make_event, make_offer, make_post, take_for_committed

pytestmark = pytest.mark.django_db
FEEDS = ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json", "/korrekturen/feed.xml"]


@pytest.mark.parametrize("feed", FEEDS)
def test_who_has_the_feed_is_told_so_by_tag_and_by_date(read, feed):
    """If-Modified-Since was ignored: every reader fetched every feed whole each time."""
    publish(make_post(slug="eins"), by=None)
    take_for_committed()
    first = read(feed)
    assert read(feed, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 304
    again = read(feed, HTTP_IF_MODIFIED_SINCE=first.headers["Last-Modified"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("feed", FEEDS)
def test_an_empty_feed_is_no_news_an_hour_later(read, time_machine, feed):
    time_machine.move_to(berlin(2026, 11, 1, 12), tick=False)
    first = read(feed)
    time_machine.shift(timedelta(hours=1))
    assert read(feed, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 304


def test_what_changes_without_any_new_piece_is_sent_all_the_same(read, time_machine):
    """A date of the newest piece would hide prices that end, and pieces that were withdrawn."""
    time_machine.move_to(berlin(2026, 11, 1, 12), tick=False)
    event = make_event(starts_at=berlin(2027, 5, 1, 20), ends_at=berlin(2027, 5, 1, 23))
    ends = timezone.now() + timedelta(hours=1)
    make_offer(event, price="100", sales_end=ends)
    make_offer(event, price="150", sales_start=ends)
    publish(make_post(slug="eins", event=event), by=None)
    take_for_committed()
    first = read("/feeds/rss.xml")
    time_machine.move_to(ends + timedelta(seconds=1), tick=False)
    later = read("/feeds/rss.xml", HTTP_IF_MODIFIED_SINCE=first.headers["Last-Modified"])
    assert later.status == 200
    assert "150\xa0€" in later.text
    assert later.headers["Last-Modified"] != first.headers["Last-Modified"]
