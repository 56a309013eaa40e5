"""Secrets in addresses reach no log: not nginx's as configured, nor Django's."""

import logging
import re
from pathlib import Path

import pytest

from guests.unlogged import LOGGERS
from tests.serving import NGINX, ROOT, Server, free_port, nginx

SECRET = "GEHEIM-0123456789-abcdefghijklmnopqrstuvwxyz"
PATHS = [
    f"/botschafter/{SECRET}/",
    f"/botschafter/{SECRET}/abzeichen.png",
    f"/%62otschafter/{SECRET}/",
    f"/gast/{SECRET}/antworten/",
    f"/entwurf/{SECRET}/",
    f"/haken/6f9619ff-8b86-d011-b42d-00cf4fc964ff/?secret={SECRET}",
    f"/konto/password/reset/key/1-{SECRET}/",
    f"/konto/confirm-email/{SECRET}/",
    f"/konto/login/?next=/{SECRET}/",
    f"/suche/?q={SECRET}",
]


@pytest.mark.skipif(NGINX is None, reason="no nginx (Debian: apt install nginx)")
def test_nginx_writes_none_down_though_the_site_is_away(tmp_path):
    with nginx(Server(free_port()), logs=tmp_path) as front:
        for path in PATHS[:-1]:
            for method in ("GET", "POST"):
                assert front.get(path, method).status == 502
        front.get("/blog/")
    said = "".join(log.read_text() for log in tmp_path.iterdir())
    assert SECRET not in said
    # They are logged all the same, each without what opens it.
    for room in ("botschafter", "entwurf", "gast", "haken", "konto"):
        assert f" /{room}/- 502 " in said
    assert " /blog/ 502 " in said


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_named_by_what_it_loads(client, path):
    policy = client.get(path)["Referrer-Policy"]
    assert policy in ("no-referrer", "strict-origin")


@pytest.mark.parametrize("path", PATHS[:2] + PATHS[3:8])
@pytest.mark.parametrize("logger", LOGGERS)
def test_django_writes_none_down(caplog, logger, path):
    with caplog.at_level(logging.INFO):
        logging.getLogger(logger).warning('"GET %s HTTP/1.1" %s', path, 404)
    assert "HTTP/1.1" in caplog.text
    assert SECRET not in caplog.text


def test_every_address_with_a_secret_is_known_to_both():
    conf = Path(ROOT, "deploy", "nginx.conf").read_text(encoding="utf-8")
    masked = re.search(r"\(\?:([a-z|]+)\)/\)", conf)[1].split("|")
    silent = re.findall(r"location /(\w+)/ \{ proxy_pass http://podium; error_log /dev/null;", conf)
    assert (
        sorted(masked) == sorted(silent) == [*("botschafter", "entwurf", "gast", "haken", "konto")]
    )
