"""The link check tells dead from unsure, asks seldom, and changes nothing for readers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.link_check.checking import Finding, check_due, due, find, write_down
from blog.link_check.state import archive_search, dead_sources, state_in_words
from blog.models import Edition, Source
from blog.publishing.publish import publish, withdraw
from outbound.fetching import Fetcher
from tests.making import berlin, make_editor, make_post
from tests.prose.servers import PUBLIC, internet, mute_server, tls_server

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def web():
    with internet() as there:
        there.names = {"site.example": [[PUBLIC]]}
        yield there


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(berlin(2026, 11, 2, 9, 30), tick=False)
    return time_machine


def add_source(post, url="http://site.example/study", **fields):
    fields.setdefault("title", "Studie")
    return Source.objects.create(post=post, ordering=post.sources.count() + 1, url=url, **fields)


def live_source(**fields):
    post = make_post()
    source = add_source(post, **fields)
    publish(post, by=None)
    return source


def state(source):
    source.refresh_from_db()
    return (source.link_status, source.link_note, source.link_failures)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(200, "200"), (204, "204"), (304, "304"), (404, "404"), (410, "410"), (403, "403")],
)
def test_what_a_server_says_is_found(web, status, reason):
    web.pages = {"/study": (status, {})}
    assert find("http://site.example/study", web.fetcher()).reason == reason


def test_a_page_that_is_there_is_asked_for_its_head_only(web):
    find("http://site.example/study", web.fetcher())
    assert [method for method, _host, _path in web.requests] == ["HEAD"]


def test_servers_that_know_no_head_are_asked_for_the_page(web):
    web.pages = {"/study": (405, {})}
    find("http://site.example/study", web.fetcher())
    assert [method for method, _host, _path in web.requests] == ["HEAD", "GET"]
    assert web.pauses == [1.0]


def test_servers_that_want_to_be_left_alone_are_not_asked_twice(web):
    web.pages = {"/study": (429, {})}
    assert find("http://site.example/study", web.fetcher()) == Finding("429")
    assert len(web.requests) == 1


@pytest.mark.parametrize("reason", ["404", "410", "unknown_host"])
def test_these_are_gone(reason):
    assert Finding(reason).gone


@pytest.mark.parametrize(
    "reason",
    ["200", "401", "403", "429", "500", "503", "timeout", "tls", "no_connection", "refused"],
)
def test_these_are_not_gone(reason):
    assert not Finding(reason).gone


def test_slow_servers_and_bad_certificates_are_unsure(web):
    source = live_source(url="https://site.example/")
    with tls_server("site.example") as (web.port, _trusting):
        write_down(source, find(source.url, web.fetcher()), timezone.now())
    assert state(source) == ("unsure", "tls", 0)
    with mute_server() as web.port:
        write_down(source, find(source.url, web.fetcher(seconds=0.1)), timezone.now())
    assert state(source) == ("unsure", "timeout", 0)


def test_private_addresses_are_unsure_and_never_asked(web):
    source = live_source(url="http://169.254.169.254/latest/meta-data/")
    assert [finding.reason for _source, finding in check_due(web.fetcher(), 9)] == ["refused"]
    assert state(source) == ("unsure", "refused", 0)
    assert web.connections == []


@pytest.mark.parametrize("reason", ["404", "410", "unknown_host"])
def test_dead_is_what_was_gone_twice_a_day_apart(clock, reason):
    source, first = live_source(), timezone.now()
    write_down(source, Finding(reason), first)
    assert state(source) == ("unsure", f"{reason} 2026-11-02", 1)
    write_down(source, Finding(reason), first + DAY - timedelta(minutes=1))
    assert state(source) == ("unsure", f"{reason} 2026-11-02", 1)
    write_down(source, Finding(reason), first + DAY)
    assert state(source) == ("dead", f"{reason} 2026-11-02", 2)


def test_trouble_between_two_failures_neither_counts_nor_clears(clock):
    source, first = live_source(), timezone.now()
    for days, reason in enumerate(["404", "503", "timeout"]):
        write_down(source, Finding(reason), first + days * DAY)
    assert state(source) == ("unsure", "timeout 2026-11-02", 1)
    write_down(source, Finding("404"), first + 3 * DAY)
    write_down(source, Finding("503"), first + 10 * DAY)
    assert state(source) == ("dead", "404 2026-11-02", 2)
    assert source.link_checked_at == first + 10 * DAY


def test_a_page_that_comes_back_is_well_again(clock):
    source, first = live_source(), timezone.now()
    for days, reason in enumerate(["404", "404", "200"]):
        write_down(source, Finding(reason), first + days * DAY)
    assert state(source) == ("ok", "200", 0)


def test_an_address_changed_meanwhile_keeps_its_state():
    source = live_source()
    Source.objects.filter(pk=source.pk).update(url="http://other.example/")
    write_down(source, Finding("404"), timezone.now())
    assert state(source) == ("", "", 0)


def test_only_sources_of_live_pieces_are_due(clock):
    now = timezone.now()
    live = live_source()
    live_source(url="")
    add_source(make_post())  # a draft
    scheduled = make_post()
    add_source(scheduled)
    publish(scheduled, by=None, starts_at=now + 2 * DAY)
    gone = live_source()
    withdraw(gone.post)
    assert list(due(now)) == [live]


def test_a_source_is_asked_once_a_week_and_sooner_after_a_first_failure(clock):
    now = timezone.now()
    never, week, failed, today, dead, barred = (live_source() for _n in range(6))
    for source, days, status, failures in [
        (week, 7, "ok", 0),
        (failed, 1, "unsure", 1),
        (today, 0, "unsure", 1),
        (dead, 6, "dead", 2),
        (barred, 6, "unsure", 0),
    ]:
        Source.objects.filter(pk=source.pk).update(
            link_checked_at=now - days * DAY, link_status=status, link_failures=failures
        )
    assert list(due(now)) == [never, week, failed]


def test_no_more_are_asked_than_wanted_and_an_address_once(web):
    for _number in range(3):
        live_source()
    assert len(list(check_due(web.fetcher(), 2))) == 2
    assert len(web.requests) == 1


def test_readers_notice_nothing(web, clock):
    web.pages = {"/study": (404, {})}
    post = make_post()
    source = add_source(post)
    edition = publish(post, by=make_editor())
    before = Edition.objects.values().get(pk=edition.pk), post.updated_at
    for _check in range(2):
        clock.shift(8 * DAY)
        list(check_due(web.fetcher(), 9))
    assert state(source)[0] == "dead"
    post.refresh_from_db()
    assert (Edition.objects.values().get(pk=edition.pk), post.updated_at) == before


def test_dead_sources_without_an_archived_copy_are_named():
    post = make_post()
    dead = add_source(post, link_status="dead")
    add_source(post, link_status="dead", archived_url="https://archive.example/a")
    add_source(post, link_status="unsure")
    assert dead_sources(post) == [dead]


def test_the_state_is_said_in_sentences(clock, english):
    source, first = live_source(), timezone.now()
    assert state_in_words(source) == "Not checked."
    write_down(source, Finding("unknown_host"), first)
    assert "no such host" in state_in_words(source)
    assert state_in_words(source).startswith("Unsure (no such host), checked on ")
    write_down(source, Finding("403"), first)
    assert state_in_words(source).startswith("Unsure (answers with status 403), checked on ")
    write_down(source, Finding("404"), first + DAY)
    assert state_in_words(source).startswith("Dead since ")
    assert "(page not found), last checked on " in state_in_words(source)
    write_down(source, Finding("200"), first + 2 * DAY)
    assert state_in_words(source).startswith("Answers, checked on ")


def test_an_archived_copy_is_looked_for_by_the_editor_alone():
    assert archive_search("https://a.example/b?c=d") == (
        "https://web.archive.org/web/*/https://a.example/b?c=d"
    )


def test_a_fetcher_asks_the_real_web_by_default():
    assert (Fetcher().seconds, Fetcher().limit, Fetcher().pause) == (5.0, 262144, 1.0)
