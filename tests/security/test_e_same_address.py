"""Two who make something of the same name, or at the same address, in the same moment: both are answered, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, get_ident

import pytest
from django.apps import apps
from django.db import connections
from django.db.models.signals import pre_save
from django.test import Client

from desk.saving.fields import SITTING
from tests.filling import Page
from tests.making import make_editor

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = {
    "starts_at_0": "2027-05-01",
    "starts_at_1": "10:00",
    "ends_at_0": "2027-05-01",
    "ends_at_1": "12:00",
}
WITH_ADDRESS = {  # what has one → the field of its name, and what else its form asks for
    "people.person": ("name", {}),
    "people.organisation": ("name", {}),
    "blog.tag": ("name", {}),
    "blog.series": ("name", {}),
    "events.event": ("name", DAYS),
    "events.eventseries": ("name", {}),
    "blog.post": ("title", {}),
    "interviews.interview": ("title", {}),
}
ONCE = {
    "blog.tag",
    "blog.series",
    "people.organisation",
    "events.eventseries",
}  # no two have one name


@contextmanager
def both_checked_before_one_is_saved(model):
    """Let whoever saves first wait for the second, who has looked by then; where one holds the database, no more."""
    both, waited = Barrier(2), set()

    def wait(**_signal):
        if get_ident() not in waited:
            waited.add(get_ident())
            with suppress(BrokenBarrierError):
                both.wait(0.4)

    pre_save.connect(wait, model)
    try:
        yield
    finally:
        pre_save.disconnect(wait, model)


def sent_at_once(sent, address):
    """Send a form of two editors; return the answers, and what each says at its fields."""

    def send(number):
        client = Client(raise_request_exception=False)
        client.force_login(editors[number])
        try:
            # Two forms that were opened by two, not one that arrives twice.
            return client.post(address, {**sent, SITTING: [f"{sent['slug']}{number}"]})
        finally:
            connections.close_all()

    editors = [make_editor(f"{sent['slug']}{number}") for number in range(2)]
    with ThreadPoolExecutor(2) as both:
        return list(both.map(send, range(2)))


@pytest.mark.parametrize("label", WITH_ADDRESS)
def test_who_comes_second_gets_another_address_or_is_told_at_the_field(label, client):
    model, (name, others) = apps.get_model(label), WITH_ADDRESS[label]
    address = f"/admin/{label.replace('.', '/')}/add/"
    client.force_login(make_editor("first"))
    page = Page(client, address).fill(**others, _continue="1")
    for words, slug in (("Kongress", ""), ("Messe", "messe")):
        page.fill(**{name: words, "slug": slug})
        with both_checked_before_one_is_saved(model):
            answers = sent_at_once(page.values, address)
        saved = model.objects.filter(**{name: words}).values_list("slug", flat=True)
        if slug or label in ONCE:
            assert list(saved) == [words.lower()]
            assert sorted(one.status_code for one in answers) == [200, 302]
            (refused,) = [one.content.decode() for one in answers if one.status_code == 200]
            assert "errorlist" in refused
            assert words in refused
        else:
            assert sorted(saved) == ["kongress", "kongress-2"]
            assert [one.status_code for one in answers] == [302, 302]
