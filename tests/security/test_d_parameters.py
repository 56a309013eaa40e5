"""Odd digits where numbers are expected find nothing or are told off; they never fail (500)."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client

from tests import unlocked
from tests.filling import Page
from tests.security.admin_addresses import admin_addresses
from tests.security.newsroom import argument_of, make_account, make_newsroom

pytestmark = pytest.mark.django_db
# What each database treats in a way of its own is asked of both; what never gets there, of SQLite, which is quicker.
ON_SQLITE = connection.vendor == "sqlite"
TOO_LARGE = "9" * 20  # for any column
# A digit that is no number; what PostgreSQL takes in no text.
ODD = (TOO_LARGE, "²") if ON_SQLITE else (TOO_LARGE, "\0")
# Another script's three, and numbers that no row has.
STRANGE = (*ODD, "٣", "-1", "0") if ON_SQLITE else ODD
# What any view of the newsroom, or Django's own, takes from the address.
PARAMETERS = (
    "_changelist_filters", "_popup", "_to_field", "about", "at", "csv", "days", "event", "id", "on",
    "organisation", "page", "post", "q", "term", "wording", "app_label", "model_name", "field_name",
    "month", "year",
)  # fmt: skip
OF_LISTS = ("p", "o", "q", "all", "_facets", "_popup", "_to_field")


@pytest.fixture
def newsroom():
    return make_newsroom()


@pytest.fixture
def boss(client):
    boss = make_account("boss", is_superuser=True)
    client = Client(raise_request_exception=False)
    client.force_login(boss)
    return client


def failed(ask):
    """Tell whether an answer was a failure of ours; whatever it wrote is taken back."""
    # The transaction is the test's own: views may open files in it.
    with unlocked.watched(), transaction.atomic():
        status = ask().status_code
        transaction.set_rollback(True)
    return status >= 500


@pytest.mark.parametrize("odd", STRANGE)
def test_in_the_place_of_an_argument(boss, newsroom, odd):
    ways = [
        (address.name, argument, method)
        for address in admin_addresses()
        for argument in address.arguments
        for method in ("get", *(["post"] if odd in ODD else []))
        if failed(lambda: getattr(boss, method)(path_with(address, newsroom, argument, odd)))  # noqa: B023 - asked at once
    ]
    assert ways == []


def path_with(address, newsroom, argument, odd):
    known = argument_of(address, newsroom)
    return address.filled(lambda name: quote(odd) if name == argument else known(name))


@pytest.mark.parametrize("odd", ODD)
def test_as_parameters_of_an_address(boss, newsroom, odd):
    ways = []
    for address in admin_addresses():
        names = OF_LISTS if address.name.endswith("_changelist") else PARAMETERS
        path = address.filled(argument_of(address, newsroom))
        if address.name != "logout" and failed(lambda: boss.get(path, dict.fromkeys(names, odd))):  # noqa: B023
            ways.append(address.name)
    assert ways == []


def filters():
    """Yield the lists of the newsroom with each parameter by which they are filtered."""
    for model, form in admin.site._registry.items():
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for one in form.list_filter or ():
            given = one[0] if isinstance(one, tuple) else one
            name = given if isinstance(given, str) else given.parameter_name
            yield from ((path, f"{name}{lookup}") for lookup in ("", "__exact", "__id__exact"))
        yield from ((path, name) for name in ("id", "pk__in", "id__gt"))


@pytest.mark.parametrize("odd", ODD)
def test_as_filters_of_a_list(boss, newsroom, odd):
    ways = [way for way in filters() if failed(lambda: boss.get(way[0], {way[1]: odd}))]  # noqa: B023
    assert ways == []


def forms(boss, newsroom):
    """Yield the pages with a form, each with the names of its fields."""
    for address in admin_addresses():
        if address.name.endswith(("_add", "_change", "_changelist", "_differences", "_edition")):
            path = address.filled(argument_of(address, newsroom))
            page = Page(boss, path)
            if page.status == 200 and page.values:
                yield address.name, path, page.values


def test_as_fields_of_a_form(boss, newsroom):
    ways = []
    for name, path, values in forms(boss, newsroom):
        typed = {field for field in values if not field.endswith("_FORMS")}
        actions = {"action": "²", "_selected_action": "²", "_answer": "tie:²:nothing"}
        sent = {"large numbers": values | dict.fromkeys(typed, TOO_LARGE)}
        if ON_SQLITE:
            sent["digits"] = values | dict.fromkeys(typed, "²") | actions
            # Django reads no more than its limit of rows, so a large number is only slow.
            sent["numbers of rows"] = values | dict.fromkeys({*values} - typed, "²")
        ways += [
            (name, what)
            for what, data in sent.items()
            if failed(lambda: boss.post(path, data | {"_continue": "1"}))  # noqa: B023
        ]
    assert ways == []
