"""IndexNow and WebSub: who is told of a piece, when, how often – by a real server that stands for both."""

import json
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.publishing.publish import publish, unschedule, withdraw
from outbound.fetching import Fetcher
from pages.discovery.announcements import BACK_OFF, SETTLED, Announcement, Service
from pages.discovery.announcing import LEASE, announce, announce_due, expect_what_is_planned
from pages.models import Site
from tests.filling import Page
from tests.making import berlin, make_event, make_person, make_post, make_site
from tests.prose.servers import PUBLIC, certified, internet_of_the_system

pytestmark = pytest.mark.django_db
NOW = berlin(2026, 3, 1, 12)
SITE = "https://blog.example.org"
HUB = "http://hub.example/ping"
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def _public_site(settings):
    settings.SITE_IS_LOCAL = False
    settings.SITE_URL = SITE
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(scope="module")
def certificate():
    """IndexNow's, made while Python's clock is still that of OpenSSL."""
    return certified("api.indexnow.org")


@pytest.fixture
def web(monkeypatch, certificate, tmp_path):
    """The internet as the system finds it: names lead to servers of ours, by http and https."""
    names = ("api.indexnow.org", "hub.example")
    with internet_of_the_system(monkeypatch, certificate, tmp_path, *names) as there:
        yield there


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something as a transaction of its own would, and what follows a commit."""

    def do(change, *arguments, **named):
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return change(*arguments, **named)

    return do


@pytest.fixture
def indexnow(clock):
    make_site(indexnow=True, indexnow_key=KEY)


@pytest.fixture
def websub(clock):
    make_site(websub=True, websub_hub=HUB)


def turn(web, clock, after=SETTLED):
    """Let time pass and the worker take its turn."""
    clock.shift(after)
    return announce_due(Fetcher(pause=0))


def told(web) -> list[list[str]]:
    return [json.loads(body)["urlList"] for body in web.bodies]


def waiting() -> list:
    return list(Announcement.objects.values_list("service", "due_at").order_by("due_at"))


# Off ------------------------------------------------------------------------------------------------
def test_nobody_is_told_of_anything_unless_the_owner_wants_it(clock, web, committed):
    make_site(name="Saallicht")
    committed(publish, make_post(), by=None)
    assert (waiting(), DBTaskResult.objects.count()) == ([], 0)
    turn(web, clock)
    assert web.requests == []


def test_a_local_site_tells_nobody(indexnow, web, committed, settings):
    settings.SITE_IS_LOCAL = True
    committed(publish, make_post(), by=None)
    assert waiting() == []


def test_switched_off_meanwhile_it_stays_silent(indexnow, clock, web, committed):
    committed(publish, make_post(), by=None)
    make_site(indexnow=False)
    turn(web, clock)
    assert web.requests == []


# IndexNow -------------------------------------------------------------------------------------------
def test_a_piece_is_announced_once_no_cache_has_the_page_before(indexnow, clock, web, committed):
    committed(publish, make_post(slug="da"), by=None)
    assert waiting() == [("indexnow", NOW + SETTLED)]
    assert [task.run_after for task in DBTaskResult.objects.all()] == [NOW + SETTLED]
    assert turn(web, clock, SETTLED - timedelta(seconds=1)) is None
    assert web.requests == []
    assert turn(web, clock, timedelta(seconds=1)) is None
    assert web.requests == [("POST", "api.indexnow.org", "/indexnow")]
    assert json.loads(web.bodies[0]) == {
        "host": "blog.example.org",
        "key": KEY,
        "keyLocation": f"{SITE}/{KEY}.txt",
        "urlList": [f"{SITE}/blog/da/"],
    }
    assert web.headers[0]["Content-Type"] == "application/json; charset=utf-8"
    assert web.headers[0]["User-Agent"] == f"Podium/1.0 (+{SITE})"
    assert waiting() == []


def test_many_changes_in_a_row_are_one_announcement(indexnow, clock, web, committed):
    post = make_post(slug="da")
    committed(publish, post, by=None)
    for number in range(3):
        clock.shift(5)
        post.body = f"<p>Fassung {number}</p>"
        post.save()
        committed(publish, post, by=None)
    committed(publish, make_post(slug="dort"), by=None)
    turn(web, clock)
    assert told(web) == [[f"{SITE}/blog/da/", f"{SITE}/blog/dort/"]]


def test_a_former_address_is_announced_with_the_present_one(indexnow, clock, web, committed):
    post = make_post(slug="alt")
    committed(publish, post, by=None)
    turn(web, clock)
    clock.shift(3600)
    post.slug = "neu"
    post.save()
    committed(publish, post, by=None)
    turn(web, clock)
    assert sorted(told(web)[1]) == [f"{SITE}/blog/alt/", f"{SITE}/blog/neu/"]


def test_a_withdrawal_is_announced(indexnow, clock, web, committed):
    post = make_post(slug="da")
    committed(publish, post, by=None)
    turn(web, clock)
    clock.shift(3600)
    committed(withdraw, post)
    turn(web, clock)
    assert told(web) == [[f"{SITE}/blog/da/"], [f"{SITE}/blog/da/"]]


def test_a_scheduled_piece_is_announced_at_its_moment_and_again_when_it_expires(
    indexnow, clock, web, committed
):
    start, end = NOW + timedelta(days=1), NOW + timedelta(days=3)
    committed(publish, make_post(slug="bald"), by=None, starts_at=start, ends_at=end)
    assert waiting() == [("indexnow", start + SETTLED)]
    assert turn(web, clock, timedelta(hours=23)) is None
    assert web.requests == []
    again = turn(web, clock, timedelta(hours=1) + SETTLED)
    assert told(web) == [[f"{SITE}/blog/bald/"]]
    assert again == end + SETTLED
    turn(web, clock, timedelta(days=2))
    assert told(web) == [[f"{SITE}/blog/bald/"]] * 2
    assert waiting() == []


def test_what_was_taken_back_before_anybody_saw_it_is_never_named(indexnow, clock, web, committed):
    post = make_post(slug="geheim")
    committed(publish, post, by=None, starts_at=NOW + timedelta(days=1))
    committed(unschedule, post)
    turn(web, clock, timedelta(days=2))
    assert web.requests == []
    assert waiting() == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_for_a_while_is_tried_again_less_and_less_often(
    indexnow, clock, web, committed, status
):
    committed(publish, make_post(slug="da"), by=None)
    web.pages = {"/indexnow": (status, {})}
    for pause in BACK_OFF:
        again = turn(web, clock, waiting()[0][1] - timezone.now())
        assert again == timezone.now() + pause
    assert turn(web, clock, BACK_OFF[-1]) is None
    assert len(web.requests) == len(BACK_OFF) + 1
    assert waiting() == []


def test_a_service_that_is_back_is_told(indexnow, clock, web, committed):
    committed(publish, make_post(slug="da"), by=None)
    web.dead = {PUBLIC}
    turn(web, clock)
    web.dead = set()
    turn(web, clock, BACK_OFF[0])
    assert told(web) == [[f"{SITE}/blog/da/"]]
    assert waiting() == []


@pytest.mark.parametrize("status", [400, 403, 422])
def test_a_refusal_is_final(indexnow, clock, web, committed, status):
    committed(publish, make_post(), by=None)
    web.pages = {"/indexnow": (status, {})}
    assert turn(web, clock) is None
    assert waiting() == []


def test_two_workers_tell_it_once(indexnow, clock, web, committed):
    committed(publish, make_post(), by=None)
    clock.shift(SETTLED)
    first = Announcement.objects.take(Service.INDEXNOW, 10, LEASE)
    assert len(first) == 1
    assert Announcement.objects.take(Service.INDEXNOW, 10, LEASE) == []


def test_a_change_while_a_service_is_being_told_is_told_as_well(indexnow, clock, web, committed):
    post = make_post(slug="da")
    committed(publish, post, by=None)
    clock.shift(SETTLED)
    (row,) = Announcement.objects.take(Service.INDEXNOW, 10, LEASE)
    post.body = "<p>Neu</p>"
    post.save()
    committed(publish, post, by=None)
    row.told(timezone.now())
    turn(web, clock)
    assert told(web) == [[f"{SITE}/blog/da/"]]


def test_nothing_in_our_own_network_is_told(indexnow, clock, web, committed):
    web.names = {"api.indexnow.org": [["10.0.0.7"]]}
    committed(publish, make_post(), by=None)
    turn(web, clock)
    assert web.connections == []
    assert len(waiting()) == 1


def test_the_task_comes_back_by_itself(indexnow, clock, web, committed):
    start = NOW + timedelta(days=1)
    committed(
        publish, make_post(slug="bald"), by=None, starts_at=start, ends_at=start + timedelta(days=1)
    )
    clock.move_to(start + SETTLED, tick=False)
    before = DBTaskResult.objects.count()
    announce.func()
    assert told(web) == [[f"{SITE}/blog/bald/"]]
    newest = DBTaskResult.objects.order_by("-run_after").first()
    assert DBTaskResult.objects.count() == before + 2  # one more looks whether we died meanwhile
    assert newest.run_after == start + timedelta(days=1) + SETTLED


def test_what_a_worker_left_behind_is_told_by_the_command(indexnow, clock, web, committed, capsys):
    committed(publish, make_post(slug="da"), by=None)
    clock.shift(SETTLED)
    Announcement.objects.take(Service.INDEXNOW, 10, LEASE)  # and then the power went
    call_command("announce")
    assert capsys.readouterr().out == "1 waiting\n"
    clock.shift(LEASE)
    call_command("announce")
    assert told(web) == [[f"{SITE}/blog/da/"]]
    assert capsys.readouterr().out == "0 waiting\n"


def test_the_key_stands_where_indexnow_looks_for_it(indexnow, client):
    answer = client.get(f"/{KEY}.txt")
    assert answer.text == KEY
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert client.get("/anderer-schluessel.txt").status_code == 404
    make_site(indexnow=False)
    assert client.get(f"/{KEY}.txt").status_code == 404


# WebSub ---------------------------------------------------------------------------------------------
def test_the_hub_is_told_of_every_feed_that_a_piece_is_in(websub, clock, web, committed):
    event = make_event("Kongress", slug="kongress")
    series = event.series_of_posts.create(name="Reihe", slug="reihe")
    post = make_post(slug="da", author=make_person("Ada Eins", newsroom=True), event=event,
                     series=series)  # fmt: skip
    post.tags.add("Licht")
    committed(publish, post, by=None)
    turn(web, clock)
    assert web.requests == [("POST", "hub.example", "/ping")]
    said = parse_qsl(web.bodies[0].decode())
    assert said[0] == ("hub.mode", "publish")
    pages = ["/thema/licht/", "/personen/ada-eins/", "/serien/reihe/", "/events/kongress/"]
    forms = ["feed.xml", "atom.xml", "feed.json"]
    everything = ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"]
    wanted = everything + [page + form for page in pages for form in forms]
    assert sorted(value for name, value in said[1:]) == sorted(SITE + path for path in wanted)
    assert waiting() == []


# Switching on ---------------------------------------------------------------------------------------
def test_switched_on_it_knows_what_is_planned_already(
    clock, web, committed, admin_client, admin_user
):
    make_site()
    start = NOW + timedelta(days=1)
    committed(publish, make_post(slug="bald"), by=None, starts_at=start)
    committed(publish, make_post(slug="laengst-da"), by=None)
    assert waiting() == []
    clock.shift(3600)
    Authenticator.objects.create(user=admin_user, type=Authenticator.Type.TOTP, data={})
    page = Page(admin_client, "/admin/pages/site/")
    committed(page.fill(indexnow="on").press, "_save")
    assert page.errors == []
    assert len(Site.objects.get().indexnow_key) == 32
    assert waiting() == [("indexnow", start + SETTLED)]


def test_what_is_planned_is_written_down_once(indexnow, clock, committed):
    committed(publish, make_post(), by=None, starts_at=NOW + timedelta(days=1))
    for _ in range(2):
        expect_what_is_planned(Site.objects.get())
    assert len(waiting()) == 1
