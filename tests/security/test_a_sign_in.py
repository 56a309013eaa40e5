"""Signing in: mails that only the owner gets, limits that count each visitor, files nobody else reads."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from blog.roles import EDITORS
from config.checks import private_files
from delivery.sqlite import keep_private
from tests.filling import Page
from tests.security.newsroom import make_account

pytestmark = pytest.mark.django_db
RESET, SIGN_IN = "/konto/password/reset/", "/konto/login/"
EVIL = "evil.example"


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def rita():
    return make_account("rita", EDITORS, last_name="Red")


@pytest.fixture
def many_hosts(settings):
    """A server that answers to every name, as it is set up again and again."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://blog.example"
    settings.SITE_HOST = "blog.example"


# Mails ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "headers", [{"host": EVIL}, {"host": f"{EVIL}:443"}, {"x-forwarded-host": EVIL}]
)
def test_a_link_leads_to_our_address_whatever_the_request_says(
    client, rita, mailoutbox, many_hosts, headers
):
    client.post(RESET, {"email": rita.email}, headers=headers)
    (mail,) = mailoutbox
    assert EVIL not in str(mail.message())
    assert re.findall(r"https?://[^/\s]+", mail.body) == ["https://blog.example"]
    assert mail.subject.startswith("[Podium] ")


def test_so_does_the_link_of_an_invitation(client, rita, mailoutbox, many_hosts):
    client.force_login(make_account("boss", is_superuser=True))
    data = {"action": "send_password_links", "_selected_action": [rita.pk]}
    client.post("/admin/auth/user/", data, headers={"host": EVIL})
    assert re.findall(r"https?://[^/\s]+", mailoutbox[0].body) == ["https://blog.example"]


def test_so_does_the_link_that_confirms_an_address(client, rita, mailoutbox, many_hosts):
    EmailAddress.objects.create(user=rita, email=rita.email, verified=True, primary=True)
    client.force_login(rita)
    client.post("/konto/email/", {"action_send": "", "email": rita.email}, headers={"host": EVIL})
    client.post(
        "/konto/email/", {"action_add": "", "email": "red@blog.example"}, headers={"host": EVIL}
    )
    assert mailoutbox
    for mail in mailoutbox:
        assert EVIL not in str(mail.message())


def test_the_link_works(client, rita, mailoutbox):
    client.post(RESET, {"email": rita.email})
    link = re.search(r"http://testserver(/konto/\S+)", mailoutbox[0].body)[1]
    page = Page(client, link).fill(password1="a-long-secret-7", password2="a-long-secret-7")
    page.press("ok")
    assert User.objects.get().check_password("a-long-secret-7")


@pytest.mark.parametrize("unknown", ["nobody@blog.example", "closed@blog.example"])
def test_an_address_without_an_account_gets_no_mail_and_the_same_answer(rita, mailoutbox, unknown):
    make_account("closed", EDITORS, is_active=False)

    def answer(mail):
        said = Client().post(RESET, {"email": mail}, follow=True)
        return said.redirect_chain, re.sub(r'value="\w{64}"', "", said.content.decode())

    assert answer(unknown) == answer(rita.email)
    assert [mail.to for mail in mailoutbox] == [[rita.email]]


def test_whether_there_is_an_account_shows_not_in_time_either(settings, rita, mailoutbox):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def asked(mail):
        with CaptureQueriesContext(connection) as queries:
            Client().post(RESET, {"email": mail})
        return [re.sub(r"'[^']*'|\d+|%s", "?", query["sql"])[:60] for query in queries]

    asked("warm@blog.example")
    assert asked("nobody@blog.example") == asked(rita.email)
    assert mailoutbox == []
    assert DBTaskResult.objects.count() == 3
    assert "blog.example" not in str([*DBTaskResult.objects.values()])


# Limits --------------------------------------------------------------------------------------------
def tries(name, *, times=1, **headers):
    """Try to sign in with a wrong password; return the last answer's status."""
    for _number in range(times):
        answer = Client().post(SIGN_IN, {"login": name, "password": "wrong"}, headers=headers)
    return answer.status_code, "Too many failed" in answer.content.decode()


def test_behind_a_proxy_each_visitor_is_counted_for_themselves(settings, rita):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        tries(f"name{number}", x_forwarded_for="203.0.113.1")
    assert tries("name99", x_forwarded_for="203.0.113.1")[1]
    assert not tries("name99", x_forwarded_for="203.0.113.2")[1]


def test_nobody_becomes_another_visitor_by_a_header(settings, rita):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        tries(f"name{number}", x_forwarded_for=f"198.51.100.{number}, 203.0.113.1")
    assert tries("name99", x_forwarded_for="198.51.100.99, 203.0.113.1")[1]


def production(name, **environment):
    """Return a setting as production has it, in a process of its own."""
    telling = f"from django.conf import settings; print(settings.{name})"
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60, "SITE_URL": "https://b.example"}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.base"} | environment
    said = subprocess.run([sys.executable, "-c", telling], env=env, check=True, capture_output=True)
    return said.stdout.decode().strip()


def test_in_production_one_proxy_is_trusted_and_on_a_local_site_none():
    assert production("ALLAUTH_TRUSTED_PROXY_COUNT") == "1"
    assert production("ALLAUTH_TRUSTED_PROXY_COUNT", TRUSTED_PROXY_COUNT="2") == "2"
    assert production("ALLAUTH_TRUSTED_PROXY_COUNT", SITE_URL="http://127.0.0.1:8000") == "0"


def test_attempts_are_counted_for_all_processes_together(settings, rita):
    assert "DatabaseCache" in production("CACHES['default']['BACKEND']")
    shared = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": shared, "LOCATION": "delivery_counter"}
    }
    assert not tries("rita", times=5)[1]
    caches.close_all()  # another process knows nothing but what is stored
    assert tries("rita")[1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM delivery_counter")
        assert cursor.fetchone()[0]


# Files ---------------------------------------------------------------------------------------------
def rights(file):
    return stat.S_IMODE(Path(file).stat().st_mode)


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_the_database_is_read_by_its_owner_alone(tmp_path):
    file = tmp_path / "new.sqlite3"
    made = connection.copy()
    made.settings_dict = connection.settings_dict | {"NAME": str(file)}
    before = os.umask(0o022)
    try:
        with made.cursor() as cursor:
            cursor.execute("CREATE TABLE kept (word TEXT)")
            assert rights(file) == 0o600
            assert {rights(one) for one in tmp_path.iterdir()} == {0o600}
        file.chmod(0o644)
        keep_private(made)
        assert rights(file) == 0o600
    finally:
        os.umask(before)
        made.close()


def test_a_deploy_check_names_what_others_can_read(settings, tmp_path, monkeypatch):
    settings.BASE_DIR = tmp_path
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=x")
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(tmp_path / "none"))
    file.chmod(0o640)
    assert [warning.id for warning in private_files(None)] == ["podium.W001"]
    file.chmod(0o600)
    assert private_files(None) == []
