"""What stops a process, a cache or the database does not stop the site."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import redis
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections, transaction
from django.test import Client, RequestFactory
from lxml import html

from blog.models import Post
from blog.publishing.publish import publish
from delivery.shared_pages import SharedPages
from pages.house.errors import busy, unsaved
from tests.filling import Page
from tests.making import make_editor, make_post
from tests.serving import NGINX, ROOT, Server, database_in_use, nginx, podium, redis_server

needs_redis = pytest.mark.skipif(
    shutil.which("redis-server") is None, reason="no Redis (Debian: apt install redis-server)"
)
needs_nginx = pytest.mark.skipif(NGINX is None, reason="no nginx (Debian: apt install nginx)")


@pytest.mark.django_db(transaction=True)
def test_a_server_process_that_is_killed_is_replaced_and_takes_nothing_down_with_it():
    with podium(database_in_use(), workers=2) as site:
        site.wait_until(lambda: len(serving(site)) == 2, seconds=5)
        first, second = serving(site)
        os.kill(first, signal.SIGKILL)
        site.wait_until(lambda: _answers(site), seconds=5)
        site.wait_until(lambda: len(serving(site)) == 2 and first not in serving(site), seconds=5)
        assert second in serving(site)


def serving(site: Server) -> list[int]:
    """Return the processes that answer requests."""
    children = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


def _answers(site: Server) -> bool:
    try:
        return site.get("/healthz").status == 200
    except OSError:
        return False


def test_a_dead_process_keeps_others_from_rendering_for_a_second_at_most():
    shared = SharedPages(cache, "release", str)
    died = shared.turn("page")  # and never comes to its end
    assert died.__enter__() is True
    began = time.monotonic()
    with SharedPages(cache, "release", str).turn("page") as first:
        assert time.monotonic() - began < 1.2
        assert first is False


def test_a_slow_process_does_not_end_the_turn_of_another():
    shared = SharedPages(cache, "release", str)
    with shared.turn("page"):
        cache.clear()  # as if its second were over
        other = shared.turn("page")
        assert other.__enter__() is True
    with SharedPages(cache, "release", str).turn("page") as first:
        assert first is False


@needs_redis
@pytest.mark.django_db(transaction=True)
def test_redis_stays_within_its_limit_whatever_is_searched_for():
    publish(make_post("Gefunden"), by=None)
    with (
        redis_server("--maxmemory", "4mb") as url,
        podium(database_in_use(), CACHE_URL=url) as site,
    ):
        answers = {site.get(f"/suche/?q=wort{number}").status for number in range(300)}
        store = redis.Redis.from_url(url.replace("rediscache", "redis"))
        said = store.info("memory")
        assert answers == {200}
        assert said["maxmemory_policy"] == "allkeys-lru"
        assert said["used_memory"] <= 4.5 * (1 << 20)
        assert all(store.ttl(key) > 0 for key in store.scan_iter(count=1000))


def test_the_limit_of_redis_is_in_the_configuration_that_comes_with_podium():
    lines = (ROOT / "deploy" / "redis.conf").read_text().splitlines()
    assert {"maxmemory 256mb", "maxmemory-policy allkeys-lru"} <= {*lines}


@needs_nginx
def test_while_podium_is_down_nginx_answers_in_our_words():
    nobody = Server(9)
    with nginx(nobody) as front:
        for path in ("/", "/admin/", "/konto/login/"):
            said = front.get(path)
            assert said.status == 502
            assert "Was Sie geschrieben haben, steht dort noch" in said.text
            assert said.headers["retry-after"] == "30"


@needs_nginx
def test_a_file_that_is_too_large_is_refused_in_our_words():
    with nginx(Server(9)) as front:
        said = front.get("/admin/", "POST", content_length=str(61 << 20))
        assert said.status == 413
        assert "Mehr als 60 MB" in said.text


@pytest.mark.parametrize("host", ["10.0.0.7", "[fd00::7]:8000", "nobody.example"])
def test_probes_are_answered_by_whatever_address_and_without_tls(client, settings, host):
    settings.ALLOWED_HOSTS = ["blog.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    said = client.get("/healthz", headers={"host": host})
    assert (said.status_code, said.text) == (200, "ok")
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.django_db
def test_a_probe_tells_of_a_queue_that_nobody_works_on(client):
    said = client.get("/healthz/queue", headers={"host": "10.0.0.7"})
    assert (said.status_code, said.text[:9]) == (200, "0 waiting")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "max-age=31536000"),
        ({"HSTS_SUBDOMAINS": "on"}, "max-age=31536000; includeSubDomains"),
        (
            {"HSTS_SUBDOMAINS": "on", "HSTS_PRELOAD": "on"},
            "max-age=31536000; includeSubDomains; preload",
        ),
    ],
)
def test_browsers_are_bound_for_other_sites_only_when_that_is_asked_for(asked, said):
    code = "from django.test import Client\nprint(Client(raise_request_exception=False).get('/robots.txt', secure=True, "
    code += "headers={'host': 'blog.example.org'}).headers['Strict-Transport-Security'])"
    env = {"SECRET_KEY": "x" * 60, "PATH": os.environ["PATH"], "PAGE_CACHE": "off"}
    env |= {"SITE_URL": "https://blog.example.org", "DATABASE_URL": "sqlite:////nowhere/at/all"}
    ran = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", code],
        env=env | asked,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.stdout.strip() == said


# What was typed ------------------------------------------------------------------------------------
@pytest.fixture
def locked():
    """Let somebody else hold the database for as long as the test lasts."""
    held, free = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Post.objects.select_for_update().exists()
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("LOCK TABLE blog_post IN ACCESS EXCLUSIVE MODE")
                held.set()
                free.wait(30)
        connections.close_all()

    holder = threading.Thread(target=hold)

    def start():
        holder.start()
        assert held.wait(10)

    yield start
    free.set()
    holder.join()


def impatient():
    """Wait for the database a moment only, as after the twenty seconds of the real site."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET lock_timeout = '200ms'")
        else:
            cursor.execute("PRAGMA busy_timeout = 200")


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_is_on_the_page_when_the_database_does_not_answer(locked, settings):
    settings.DATABASES["default"]["CONN_MAX_AGE"] = None
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make_editor())
    page = Page(client, "/admin/blog/post/add/")
    page.fill(title="Ein langer und schöner Titel", body='<p>Der ganze </textarea> "Text".</p>')
    connection.settings_dict["CONN_MAX_AGE"] = None
    locked()
    impatient()
    said = client.post(page.address, page.values | {"_save": "1"})
    assert said.status_code == 503
    assert said.headers["Retry-After"] == "30"
    assert "no-store" in said.headers["Cache-Control"]
    assert "Ein langer und schöner Titel" in said.text
    assert "Der ganze &lt;/textarea&gt; &quot;Text&quot;." in said.text


@pytest.mark.django_db(transaction=True)
def test_what_stands_on_that_page_can_be_sent_again():
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make_editor())
    page = Page(client, "/admin/blog/post/add/")
    page.fill(title="Ein langer und schöner Titel", body="<p>Der ganze Text.</p>")

    request = RequestFactory().post(page.address, page.values | {"_save": "1"})
    request.csrf_processing_done = True

    form = html.fromstring(unsaved(request, 503)).forms[0]
    assert form.action == page.address
    again = client.post(
        form.action, {name: value.removeprefix("\n") for name, value in form.form_values()}
    )
    assert again.status_code == 302
    assert Post.objects.get().title == "Ein langer und schöner Titel"


def test_nobody_is_shown_what_came_without_the_token_of_the_form():

    request = RequestFactory().post("/admin/blog/post/add/", {"title": "Von woanders geschickt"})
    assert unsaved(request, 503) == ""


def turned_away(client, address, sent):
    """Return what somebody with the cookies of a client is told where there is too much to do."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    told = []
    request = RequestFactory().post(address, sent, HTTP_COOKIE=cookies)
    page = b"".join(busy(request.environ, lambda status, headers: told.append((status, headers))))
    ((status, headers),) = told
    assert status.startswith("503")
    assert dict(headers)["Retry-After"] == "3"
    assert dict(headers)["Cache-Control"] == "no-store"
    return page.decode()


@pytest.mark.django_db
def test_who_is_turned_away_by_a_full_queue_keeps_what_was_typed():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    page = Page(client, "/admin/blog/post/add/")
    page.fill(title="Ein langer und schöner Titel", body="<p>Der ganze Text.</p>")
    sent = page.values | {"_save": "1", "image": SimpleUploadedFile("a.jpg", b"x" * 100_000)}
    told = turned_away(client, page.address, sent)
    assert "Nur Dateien müssen Sie danach neu auswählen" in told
    form = html.fromstring(told).forms[0]
    again = {name: value.removeprefix("\n") for name, value in form.form_values()}
    assert client.post(form.action, again).status_code == 302
    assert Post.objects.get().title == "Ein langer und schöner Titel"


@pytest.mark.django_db
def test_a_form_without_its_token_is_not_shown_by_a_full_queue_either():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    for sent in (
        {"title": "Von woanders geschickt"},
        {"title": "Von woanders", "csrfmiddlewaretoken": "x" * 64},
    ):
        assert "Von woanders" not in turned_away(client, "/admin/blog/post/add/", sent)
    strange = RequestFactory().post(
        "/admin/blog/post/add/",
        b"--",
        content_type="multipart/form-data",
        HTTP_COOKIE="sessionid=x",
    )
    assert b"503" not in b"".join(busy(strange.environ, lambda *said: None))
