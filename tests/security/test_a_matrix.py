"""Every address of the newsroom is closed to whoever it is not for."""

import pytest
from django.conf import settings as given
from django.db import transaction
from django.test import Client

from tests import unlocked
from tests.security.admin_addresses import admin_addresses
from tests.security.admin_table import MAY
from tests.security.newsroom import ROLES, argument_of, make_newsroom, make_people

# What is wrong with a form (409, 422) is told to those whom it is for.
SIGNS = {200: "o", 409: "o", 422: "o", 400: "b", 403: "x", 404: "4", 405: "m", 301: ">", 302: ">"}
METHODS = ("get", "post")
BLANK = [one | {"BACKEND": "tests.security.blank.Blank"} for one in given.TEMPLATES]


def test_the_table_names_every_address_and_no_other():
    # An address that the desk takes over stands there twice; the first answers.
    assert [*MAY] == [*dict.fromkeys(address.name for address in admin_addresses())]


def signed_in(user):
    """Return the cookies of whoever has signed in; none of nobody."""
    client = Client()
    if not user.is_anonymous:
        client.force_login(user)
    return {name: morsel.value for name, morsel in client.cookies.items()}


def sign(answer):
    to_the_sign_in = answer.status_code == 302 and answer.url.startswith("/admin/login/")
    if to_the_sign_in or answer.status_code == 401:  # a form is told, and keeps what was typed
        return "-"
    return SIGNS.get(answer.status_code, str(answer.status_code))


@pytest.mark.whichever_database
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_answered_as_the_table_says(settings, role):
    people, newsroom = make_people(), make_newsroom()
    settings.TEMPLATES = BLANK
    found, expected = {}, {}
    session = signed_in(people[role])
    for address in admin_addresses():
        path = address.filled(argument_of(address, newsroom))
        for method, signs in zip(METHODS, MAY[address.name].split(), strict=True):
            client = Client(raise_request_exception=False)
            client.cookies.load(session)
            # The transaction is the test's own: views may open files in it.
            with unlocked.watched(), transaction.atomic():
                answer = getattr(client, method)(path, {"post": "yes"} if method == "post" else {})
                found[address.name, method] = sign(answer)
                transaction.set_rollback(True)  # whatever was deleted is there for the next one
            expected[address.name, method] = signs[ROLES.index(role)]
    assert [(*at, found[at], sign) for at, sign in expected.items() if found[at] != sign] == []


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["author", "user", "password"])
def test_names_are_offered_for_a_field_of_a_form_to_those_who_may_fill_it_in(client, field):
    people = make_people()
    asked = {
        "author": {"app_label": "blog", "model_name": "credit", "field_name": "person"},
        "user": {"app_label": "people", "model_name": "person", "field_name": "user"},
        "password": {"app_label": "auth", "model_name": "user", "field_name": "password"},
    }[field]
    allowed = {"author": ROLES[2:], "user": ("viewer", "chief", "superuser"), "password": ()}[field]
    for role in ROLES[1:]:
        client.force_login(people[role])
        status = client.get("/admin/autocomplete/", asked).status_code
        assert status == (200 if role in allowed else 403), role
