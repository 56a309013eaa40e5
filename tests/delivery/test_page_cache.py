import gzip
import math
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import brotli
import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, strategies as st

from blog.publishing.publish import publish, withdraw
from config.page_cache import in_front_of, release
from delivery import generation
from delivery.page_cache import PageCache, Pages, key_of, name_of
from delivery.shared_pages import SharedPages
from delivery.stored_page import keep
from pages.house.errors import unavailable
from tests.making import make_editor, make_event, make_offer, make_post, take_for_committed
from tests.pages.asking import ask
from tests.serving import free_port

pytestmark = pytest.mark.django_db
PLENTY = 1 << 24


@pytest.fixture(autouse=True)
def _new_process(db):
    """Know nothing yet; keep the test's transaction open across requests, as Django's client does."""
    generation.known.__init__()
    signals = (request_started, request_finished) if connection.in_atomic_block else ()
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
    generation.known.__init__()


@pytest.fixture
def site():
    """The page cache in front of Django."""
    return PageCache(WSGIHandler(), most=PLENTY, shared=None, unavailable=unavailable)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something as a transaction of its own would, and what follows a commit."""

    def do(change, *arguments, **named):
        take_for_committed()
        with django_capture_on_commit_callbacks(execute=True):
            return change(*arguments, **named)

    return do


@pytest.fixture
def address(committed):
    return committed(publish, make_post("Grüße aus Kassel"), by=None).get_absolute_url()


class Counting:
    """Django, counting how often it is asked, slow or broken at will."""

    def __init__(self, gate=None, error=None):
        self.asked = 0
        self.gate = gate
        self.error = error
        self.django = WSGIHandler()

    def __call__(self, environ, start_response):
        self.asked += 1
        if self.gate:
            self.gate.wait(10)
        if self.error:
            start_response("500 Internal Server Error", [("Content-Type", "text/html")])
            return [b"broken"]
        return self.django(environ, start_response)


def test_a_page_is_rendered_once_and_then_answered_without_a_query(site, address):
    first = ask(site, address)
    with CaptureQueriesContext(connection) as queries:
        second = ask(site, address)
    assert (first.status, first.cache) == (200, "fwd=miss; stored")
    assert (second.cache, second.body, len(queries)) == ("hit", first.body, 0)


def test_the_three_encodings_say_the_same_under_tags_of_their_own(site, address):
    plain = ask(site, address)
    brotlied = ask(site, address, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    zipped = ask(site, address, HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0.5")
    refused = ask(site, address, HTTP_ACCEPT_ENCODING="gzip;q=0.0")
    assert brotli.decompress(brotlied.body) == gzip.decompress(zipped.body) == plain.body
    assert refused.body == plain.body
    assert len({said.headers["ETag"] for said in (plain, brotlied, zipped)}) == 3
    assert {said.headers["Vary"] for said in (plain, brotlied, zipped)} == {"Accept-Encoding"}
    assert int(brotlied.headers["Content-Length"]) == len(brotlied.body)


def test_what_is_kept_is_compressed_well_and_what_was_sent_before_is_still_known(site, address):
    first = ask(site, address, HTTP_ACCEPT_ENCODING="br")
    kept = ask(site, address, HTTP_ACCEPT_ENCODING="br")
    assert brotli.decompress(first.body) == brotli.decompress(kept.body)
    assert len(kept.body) < len(first.body)
    assert kept.headers["ETag"] != first.headers["ETag"]
    for had in (first, kept):
        tag = had.headers["ETag"]
        again = ask(site, address, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=tag)
        assert (again.status, again.headers["ETag"]) == (304, tag)


def test_who_has_the_page_gets_304_and_who_asks_for_the_head_no_body(site, address):
    page = ask(site, address, HTTP_ACCEPT_ENCODING="br")
    again = ask(site, address, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=page.headers["ETag"])
    head = ask(site, address, "HEAD")
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", page.headers["ETag"])
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["Content-Length"]) > 0


def test_it_says_how_long_others_may_keep_it(site, address):
    assert ask(site, address).headers["Cache-Control"] == (
        "public, max-age=60, s-maxage=10, stale-while-revalidate=30, stale-if-error=86400"
    )


def test_a_publish_shows_at_once_everywhere(site, address, committed):
    assert "Ganz neu" not in ask(site, "/").text
    committed(publish, make_post("Ganz neu"), by=None)
    assert "Ganz neu" in ask(site, "/").text


def test_a_withdrawal_takes_the_page_away_at_once(site, committed):
    post = make_post("Zu viel gesagt")
    there = committed(publish, post, by=None).get_absolute_url()
    assert ask(site, there).status == 200
    committed(withdraw, post)
    assert ask(site, there).status == 410


def test_what_is_scheduled_appears_at_its_moment(site, committed, time_machine):
    later = timezone.now() + timedelta(minutes=20)
    committed(publish, make_post("Mit Sperrfrist"), by=None, starts_at=later)
    assert "Mit Sperrfrist" not in ask(site, "/").text
    time_machine.move_to(later - timedelta(seconds=20), tick=False)
    before = ask(site, "/")
    assert "Mit Sperrfrist" not in before.text
    time_machine.move_to(later, tick=False)
    assert "Mit Sperrfrist" in ask(site, "/").text


def test_a_price_ends_at_its_moment_and_nobody_may_keep_it_longer(site, committed, time_machine):
    event = make_event()
    end = timezone.now() + timedelta(hours=2)
    committed(make_offer, event, name="Frühbucher", sales_end=end.replace(microsecond=0))
    time_machine.move_to(end.replace(microsecond=0) - timedelta(seconds=5), tick=False)
    page = ask(site, event.get_absolute_url())
    assert page.headers["Cache-Control"] == (
        "public, max-age=5, s-maxage=5, stale-while-revalidate=0, stale-if-error=86400"
    )
    assert "Frühbucher" in page.text
    time_machine.move_to(end.replace(microsecond=0), tick=False)
    assert ask(site, event.get_absolute_url()).cache == "fwd=miss; stored"


def test_marks_of_campaigns_neither_split_the_cache_nor_reach_the_page(site, address):
    ask(site, address)
    said = ask(site, f"{address}?utm_source=brief&fbclid=x%22%3E")
    assert said.cache == "hit"
    assert ask(site, f"{address}?b=ADA").cache == "fwd=miss; stored"
    assert ask(site, f"{address}?utm_id=1&b=ADA").cache == "hit"


def test_who_is_logged_in_reads_the_same_page(site, address, client):
    client.force_login(make_editor())
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    ask(site, address)
    said = ask(site, address, HTTP_COOKIE=cookie, HTTP_ACCEPT_LANGUAGE="en")
    assert (said.cache, "Set-Cookie" in said.headers) == ("hit", False)
    newsroom = ask(site, "/admin/", HTTP_COOKIE=cookie)
    assert (newsroom.status, newsroom.cache) == (200, "")


@pytest.mark.parametrize("where", ["/gibt-es-nicht/", "/suche", "/favicon.ico", "/healthz"])
def test_only_pages_that_say_so_are_kept(site, where):
    assert [ask(site, where).cache, ask(site, where).cache] == ["", ""]


@pytest.mark.parametrize("host", ["böse.example", "evil.example", ""])
def test_a_foreign_host_is_refused_and_never_kept(site, address, host):
    said = ask(site, address, HTTP_HOST=host)
    assert (said.status, said.cache) == (400, "")


def test_while_rendering_fails_the_last_true_page_is_shown_and_says_so(address):
    django = Counting()
    site = PageCache(django, most=PLENTY, shared=None, unavailable=unavailable)
    page = ask(site, address)
    django.error = True
    generation.begin()
    said = ask(site, address)
    assert (said.status, said.body) == (200, page.body)
    assert said.cache.endswith("; detail=stale")
    assert ask(site, "/blog/").status == 500
    django.error = None
    assert ask(site, address).cache == "fwd=miss; stored"


def test_while_the_database_is_away_old_pages_are_shown_and_new_ones_wait(site, address):
    ask(site, address)
    generation.known.away = True
    assert ask(site, address).cache == "hit"
    generation.known.token = "another"
    said = ask(site, address)
    assert said.cache.endswith("; detail=stale")
    missing = ask(site, "/blog/")
    assert (missing.status, missing.headers["Retry-After"]) == (503, "30")
    assert "kurze Pause" in missing.text


def test_a_page_older_than_a_day_does_not_stand_in(site, address, time_machine):
    ask(site, address)
    generation.known.away = True
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=6))
    assert ask(site, address).status == 503


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_who_ask_at_once_one_has_it_rendered():
    there = publish(make_post(), by=None).get_absolute_url()
    gate = threading.Event()
    django = Counting(gate)
    site = PageCache(django, most=PLENTY, shared=None, unavailable=unavailable)
    generation.look()

    def ask_and_leave():
        try:
            return ask(site, there)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as crowd:
        asking = [crowd.submit(ask_and_leave) for _ in range(100)]
        gate.set()
        said = [one.result() for one in asking]
    assert ({one.status for one in said}, django.asked) == ({200}, 1)


def test_processes_that_share_a_cache_render_a_page_once(address):
    django = Counting()
    shared = SharedPages(cache, "release", name_of)
    one, other = (
        PageCache(django, most=PLENTY, shared=shared, unavailable=unavailable) for _ in range(2)
    )
    assert [ask(one, address).cache, ask(other, address).cache] == ["fwd=miss; stored", "hit"]
    assert django.asked == 1
    another_release = SharedPages(cache, "newer", name_of)
    assert (
        ask(
            PageCache(django, most=PLENTY, shared=another_release, unavailable=unavailable), address
        ).status
        == 200
    )
    assert django.asked == 2


def test_full_memory_lets_go_of_what_was_asked_for_longest_ago():
    html = [("Content-Type", "text/html")]
    page = keep(html, b"x" * 5000, token="a", made=0, moment=math.inf)
    pages = Pages(2 * (page.size + len("httphostthree")))
    for name in ("one", "two"):
        pages.set(("http", "host", name, ""), page)
    pages.get(("http", "host", "one", ""))
    pages.set(("http", "host", "three", ""), page)
    held = [bool(pages.get(("http", "host", name, ""))) for name in ("one", "two", "three")]
    assert held == [True, False, True]


@given(st.text(max_size=60))
def test_any_query_has_one_key_that_knows_only_known_parameters(query):
    environ = {"wsgi.url_scheme": "http", "PATH_INFO": "/", "QUERY_STRING": query}
    known = frozenset({"q", "seite"})
    key = key_of(environ, known)
    again = key_of(environ | {"QUERY_STRING": key[3]}, known)
    assert again == key
    assert {pair.partition("=")[0] for pair in key[3].split("&") if pair} <= known


def test_the_settings_put_it_in_front(settings):
    django = WSGIHandler()
    settings.PAGE_CACHE = False
    assert in_front_of(django) is django
    settings.PAGE_CACHE = True
    assert isinstance(in_front_of(django), PageCache)


def test_a_release_is_named_by_its_code_its_static_files_and_its_settings(settings, tmp_path):
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "var"
    places = ["pages/views.py", "templates/page.html", "var/staticfiles.json", "tests/test_page.py"]
    for file in (tmp_path / place for place in places):
        file.parent.mkdir()
        file.write_text("")
    names = [release()]
    for place in places[:3]:
        (tmp_path / place).write_text("another")
        names.append(release())
    settings.SITE_URL = "https://another.example"
    names.append(release())
    assert len(set(names)) == 5
    (tmp_path / "tests/test_page.py").write_text("another")
    assert release() == names[-1]


def test_an_away_database_is_what_the_drivers_say_it_is():
    away = connection.copy("away")
    away.settings_dict |= {"NAME": "/nowhere/at-all", "HOST": "127.0.0.1", "PORT": free_port()}
    with pytest.raises(generation.AWAY):
        away.ensure_connection()


def test_a_kept_page_keeps_its_content_security_policy(site):
    video = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    publish(make_post(slug="film", body=f"<p>Text.</p><p>{video}</p>"), by=None)
    first, again = ask(site, "/blog/film/"), ask(site, "/blog/film/")
    assert again.cache == "hit"
    for answer in (first, again):
        frames = "frame-src https://www.youtube-nocookie.com"
        assert frames in answer.headers["Content-Security-Policy"]
