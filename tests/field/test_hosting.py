"""Being hosted: what operators reported of proxies, probes, addresses, headers and missing files."""

import runpy
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from config.checks import public_address
from config.site_address import doubts_about, host_named, origin_of
from pages.house import errors
from tests.making import make_editor

BLOG = "https://blog.example.org"


@pytest.fixture
def installed(monkeypatch):
    """Return the settings that an installation has with these variables in its environment."""
    monkeypatch.setenv("SECRET_KEY", "x" * 60)
    for name in ("ALLOWED_HOSTS", "TRUSTED_PROXY_COUNT", "HSTS_SUBDOMAINS", "HSTS_PRELOAD"):
        monkeypatch.delenv(name, raising=False)
    path = Path(configured.BASE_DIR, "config", "settings", "base.py")

    def installed(**environment: str):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("environ.Env.read_env", lambda *_arguments: None)
        return runpy.run_path(str(path))

    return installed


@pytest.mark.parametrize(
    ("typed", "origin", "host"),
    [
        (f" {BLOG}/ ", BLOG, "blog.example.org"),
        ("https://Bühne.example", "https://xn--bhne-0ra.example", "xn--bhne-0ra.example"),
        ("https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443", "[2001:db8::1]"),
        (f"{BLOG}/podium", BLOG, "blog.example.org"),
        ("https://blog.example.org.", BLOG, "blog.example.org"),
        (f"{BLOG}:443/", BLOG, "blog.example.org"),
        (f"{BLOG}:abc", BLOG, "blog.example.org"),
        (f"{BLOG}:99999", BLOG, "blog.example.org"),
    ],
)
def test_an_installation_answers_at_the_address_that_was_typed(installed, typed, origin, host):
    """Row 33: hosts, origins of forms and links follow from the one address, as requests bring it."""
    found = installed(SITE_URL=typed)
    assert (found["SITE_URL"], found["ALLOWED_HOSTS"]) == (origin, [host])
    assert found["CSRF_TRUSTED_ORIGINS"] == [origin]
    named = installed(SITE_URL=typed, ALLOWED_HOSTS="Bühne.example, 2001:DB8::1")
    assert named["ALLOWED_HOSTS"] == ["xn--bhne-0ra.example", "[2001:db8::1]"]


def test_an_installation_stands_behind_the_documented_proxy_unless_told_otherwise(installed):
    """Row 4: without a count every visitor came from the proxy, and limits met all of them."""
    assert installed(SITE_URL=BLOG)["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert installed(TRUSTED_PROXY_COUNT="2")["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://blog.example.org/ ", "https://blog.example.org"),
        (" HTTPS://Blog.Example.org", "https://blog.example.org"),
        ("https://bühne.example", "https://xn--bhne-0ra.example"),
        ("http://[2001:DB8::1]:8000", "http://[2001:db8::1]:8000"),
        ("https://blog.example.org/podium/", "https://blog.example.org"),
    ],
)
def test_an_address_is_taken_however_it_is_typed(typed, origin):
    """IDN, IPv6, a path or a trailing blank in SITE_URL: every page answered 400."""
    assert origin_of(typed) == origin
    assert host_named(origin.split("//")[1].removesuffix(":8000")) in origin


@pytest.mark.parametrize(
    ("typed", "allowed", "word"),
    [
        ("https://blog.example.org/podium/", ["blog.example.org"], "path"),
        ("blog.example.org", ["blog.example.org"], "begin with https://"),
        ("https://straße.example", ["*"], "ß"),
        (f"{BLOG}:abc", ["blog.example.org"], "no port"),
        (f"{BLOG}:99999", ["blog.example.org"], "no port"),
        ("https://[blog.example.org", ["*"], "begin with https://"),
        ("https://blog.example.org", ["www.example.org"], "ALLOWED_HOSTS"),
    ],
)
def test_what_cannot_be_put_right_is_named_before_the_site_goes_live(
    typed, allowed, word, settings
):
    """`check --deploy` was silent about addresses under which nothing could answer."""
    settings.SITE_URL_TYPED, settings.ALLOWED_HOSTS = typed, allowed
    (doubt,) = public_address(None)
    assert word in doubt.msg


def test_an_address_in_good_order_is_nothing_to_talk_about():
    assert doubts_about("https://bühne.example/", ["xn--bhne-0ra.example"]) == []
    assert doubts_about("https://blog.example.org:8443", [".example.org"]) == []


def test_a_probe_by_address_and_without_tls_is_answered(client, settings):
    """`/healthz` answered 400 to a probe that knows no host name."""
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["blog.example.org"], True
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200


def test_subdomains_are_bound_to_tls_only_when_that_is_asked_for(installed):
    """HSTS for subdomains and preloading could not be switched off."""
    both = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    found = installed(SITE_URL=BLOG)
    assert [found["SECURE_HSTS_SECONDS"] > 0, *(found[name] for name in both)] == [
        True,
        False,
        False,
    ]
    asked = installed(HSTS_SUBDOMAINS="yes", HSTS_PRELOAD="true")
    assert [asked[name] for name in both] == [True, True]


def test_the_pages_for_failures_stand_without_any_static_file(settings, tmp_path, client):
    """500 and 503 needed the manifest of static files, and failed where it was missing."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    errors._page.cache_clear()
    assert "Das hat nicht geklappt" in errors._page("500.html")
    assert "Gerade nicht erreichbar" in errors._page("503.html")
    errors._page.cache_clear()


@pytest.mark.django_db
def test_wrong_sign_ins_from_elsewhere_lock_nobody_out_behind_a_proxy(settings):
    """Ten wrong sign-ins a minute from anywhere locked out the newsroom behind the documented proxy."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    make_editor()
    client = Client()
    wrong = {"login": "nobody", "password": "wrong"}
    for _attempt in range(25):
        client.post(reverse("account_login"), wrong, headers={"X-Forwarded-For": "203.0.113.9"})
    right = {"login": "editor", "password": "secret-word-1"}
    said = client.post(reverse("account_login"), right, headers={"X-Forwarded-For": "198.51.100.4"})
    assert said.status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["/admin/", "/admin/blog/post/", "/konto/login/?next=/admin/"])
def test_an_account_that_is_none_of_the_newsrooms_is_told_what_to_do(client, way):
    """Row 9: sign-in and newsroom sent an account without staff flag to each other for ever."""
    client.force_login(User.objects.create_user("leserin"))
    said = client.get(way, follow=True)
    assert said.status_code == 403
    assert len(said.redirect_chain) <= 2
    assert "leserin" in said.text
    assert 'action="/konto/logout/"' in said.text
