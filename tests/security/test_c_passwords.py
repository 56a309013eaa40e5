"""Attempts to log in cost the site little: one hash each, and none once there were too many."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User

from config.log_in import PasswordHasher
from config.settings import base
from tests.filling import Page
from tests.making import make_editor

pytestmark = pytest.mark.django_db
PASSWORD = "secret-word-1"


class CountedHasher(PasswordHasher):
    """The site's own, that counts."""

    memory_cost = 64
    hashed = 0

    def encode(self, password, salt):
        CountedHasher.hashed += 1
        return super().encode(password, salt)

    def verify(self, password, encoded):
        CountedHasher.hashed += 1
        return super().verify(password, encoded)


@pytest.fixture
def attempt(client, settings):
    """Try a name and a password; return how many hashes that took, and the page."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher", base.PASSWORD_HASHERS[1]]
    settings.AUTHENTICATION_BACKENDS = base.AUTHENTICATION_BACKENDS
    editor = make_editor("rita", email="rita@example.org")
    editor.set_password(PASSWORD)
    editor.save()

    def attempt(name, password):
        CountedHasher.hashed = 0
        page = Page(client, "/konto/login/").fill(login=name, password=password).press("ok")
        return CountedHasher.hashed, page

    return attempt


@pytest.mark.parametrize("name", ["rita", "rita@example.org", "nobody", "nobody@example.org"])
def test_a_wrong_password_costs_one_hash_whoever_is_named(attempt, name):
    hashed, page = attempt(name, "falsch")
    assert hashed == 1
    assert page.status == 200


@pytest.mark.parametrize("name", ["rita", "rita@example.org"])
def test_the_right_password_costs_one_hash(attempt, name):
    hashed, page = attempt(name, PASSWORD)
    assert hashed == 1
    assert page.address == "/admin/"


def test_after_too_many_attempts_nothing_is_hashed_any_more(attempt):
    tried = [attempt("rita", "falsch")[0] for _ in range(12)]
    assert tried[0] == 1
    assert tried[-1] == 0
    assert sum(tried) <= 10


def test_passwords_are_kept_as_argon2id(settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    user = User(username="rita")
    user.set_password(PASSWORD)
    assert user.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_older_hash_becomes_argon2id_at_the_next_log_in(client, settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    editor = make_editor("rita")
    editor.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)
    editor.save()
    assert client.login(username="rita", password=PASSWORD)
    editor.refresh_from_db()
    assert editor.password.startswith("argon2$argon2id$")


def test_who_has_an_address_for_a_name_logs_in_with_either(attempt):
    make_editor("rita@example.com", email="other@example.org")
    assert attempt("rita@example.com", PASSWORD)[1].address == "/admin/"


def test_an_address_that_two_accounts_have_names_neither(attempt):
    make_editor("zweite", email="rita@example.org")
    assert attempt("rita@example.org", PASSWORD)[1].address != "/admin/"
    assert attempt("rita", PASSWORD)[1].address == "/admin/"


def test_a_telephone_may_begin_the_name_with_a_capital(attempt):
    assert attempt("Rita", PASSWORD)[1].address == "/admin/"
