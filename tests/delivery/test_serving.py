"""Podium as it is served: processes of their own, Redis, nginx, a PostgreSQL that goes away."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.publishing.publish import publish
from tests import postgres
from tests.making import make_post
from tests.serving import NGINX, ROOT, database_in_use, nginx, podium, redis_server

needs_redis = pytest.mark.skipif(
    shutil.which("redis-server") is None, reason="no Redis (Debian: apt install redis-server)"
)
needs_nginx = pytest.mark.skipif(NGINX is None, reason="no nginx (Debian: apt install nginx)")
needs_postgresql = pytest.mark.skipif(
    postgres.binaries() is None, reason="no PostgreSQL server (Debian: apt install postgresql)"
)
SOON = 1.0  # seconds in which a change shows in every process
RECOVERY = 20.0  # seconds


def waiting_for(tell, most):
    """Return whether `tell` became true within `most` seconds."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        if tell():
            return True
        time.sleep(0.05)
    return tell()


@needs_redis
@pytest.mark.django_db(transaction=True)
def test_a_publish_shows_in_two_processes_within_a_second_and_redis_lets_one_render_for_both():
    address = publish(make_post("Der erste"), by=None).get_absolute_url()
    with (
        redis_server() as cache_url,
        podium(database_in_use(), CACHE_URL=cache_url) as one,
        podium(database_in_use(), CACHE_URL=cache_url, SITE_URL="http://127.0.0.1") as other,
        podium(database_in_use(), CACHE_URL=cache_url, SITE_URL="http://127.0.0.1") as third,
    ):
        assert [server.get("/").status for server in (one, other, third)] == [200, 200, 200]
        with ThreadPoolExecutor(8) as crowd:
            asked = [crowd.submit((other, third)[n % 2].get, address) for n in range(16)]
            came_by = [one.result().headers["cache-status"] for one in asked]
        assert came_by.count("Podium; fwd=miss; stored") == 1
        publish(make_post("Ganz neu"), by=None)
        done = time.monotonic()
        for server in (one, other, third):
            left = SOON - (time.monotonic() - done)
            assert waiting_for(lambda at=server: "Ganz neu" in at.get("/").text, left)


@needs_nginx
@pytest.mark.django_db(transaction=True)
def test_nginx_answers_what_it_has_and_never_what_is_personal():
    address = publish(make_post("Hinter nginx"), by=None).get_absolute_url()
    with podium(database_in_use()) as site, nginx(site) as front:
        said = [front.get(address, accept_encoding="gzip, br") for _ in range(3)]
        assert [one.headers["x-cache"] for one in said] == ["MISS", "HIT", "HIT"]
        assert {one.headers["content-encoding"] for one in said} == {"br"}
        assert "Hinter nginx" in front.get(address).text
        personal = [front.get(path) for path in ("/admin/", "/healthz") for _ in range(2)]
        assert [one.status for one in personal] == [302, 302, 200, 200]
        assert not any("x-cache" in one.headers for one in personal)
        assert front.get(address, if_none_match=said[0].headers["etag"]).status in (200, 304)


@needs_nginx
@pytest.mark.django_db(transaction=True)
def test_nginx_shows_a_page_anew_from_the_moment_it_changes_though_its_file_stays_open():
    post = make_post("Erste Fassung", slug="da")
    publish(post, by=None)
    with podium(database_in_use()) as site, nginx(site) as front:
        assert site.get("/blog/da/").status == 200
        post.title = "Zweite Fassung"
        post.save()
        publish(post, by=None, starts_at=timezone.now() + timedelta(seconds=6))
        before = [front.get("/blog/da/") for _ in range(3)]
        assert ["Erste Fassung" in one.text for one in before] == [True] * 3
        assert before[-1].headers["x-cache"] == "HIT"
        assert waiting_for(lambda: "Zweite Fassung" in front.get("/blog/da/").text, 12)
        after = front.get("/blog/da/")
        assert (after.headers["x-cache"], "Zweite Fassung" in after.text) == ("HIT", True)


@needs_postgresql
def test_the_site_goes_on_while_postgresql_is_away_and_recovers_by_itself():
    with postgres.cluster(postgres.binaries()) as cluster:
        manage(cluster.url, "migrate", "--verbosity", "0")
        manage(cluster.url, "shell", "-c", PUBLISH)
        with podium(cluster.url) as site:
            page = site.get("/blog/da/")
            assert page.status == 200
            cluster.stop()
            kept = site.get("/blog/da/")
            assert (kept.status, kept.body) == (200, page.body)
            assert waiting_for(lambda: site.get("/interviews/").status == 503, 10)
            assert site.get("/interviews/").headers["retry-after"] == "30"
            assert site.get("/blog/da/").body == page.body
            cluster.start()
            assert waiting_for(lambda: site.get("/interviews/").status == 200, RECOVERY)
            manage(cluster.url, "shell", "-c", PUBLISH.replace("Da", "Wieder da"))
            assert waiting_for(lambda: "Wieder da" in site.get("/blog/").text, RECOVERY)


@needs_postgresql
def test_nobody_meets_a_connection_that_a_restart_of_postgresql_has_ended():
    addresses = [f"/blog/?seite={number}" for number in range(40)]
    with postgres.cluster(postgres.binaries()) as cluster:
        manage(cluster.url, "migrate", "--verbosity", "0")
        with podium(cluster.url, PAGE_CACHE="off") as site, ThreadPoolExecutor(8) as readers:
            before = list(readers.map(site.get, addresses))
            cluster.stop()
            cluster.start()
            after = list(readers.map(site.get, addresses))
    assert {answer.status for answer in before + after} == {200}


PUBLISH = """
from blog.publishing.publish import publish
from tests.making import make_post
publish(make_post("Da"), by=None)
"""


def manage(database_url, *arguments):
    """Run a management command on a database of its own."""
    env = {"DATABASE_URL": database_url, "SECRET_KEY": "x" * 60, "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, check=True, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
