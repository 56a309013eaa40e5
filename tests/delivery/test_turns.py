"""Who writes to SQLite has a turn in the order of asking."""

import threading
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, connections, transaction

from blog.models.topic import Tag
from delivery.turns import Turns

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _on_sqlite(request):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows, and has a queue for them")


def test_who_writes_again_and_again_passes_over_nobody():
    """Without a queue whoever has just finished is always first, as SQLite's waiters sleep."""
    wrote, both = [], threading.Barrier(2)

    def write(name):
        both.wait(10)
        for number in range(12):
            with transaction.atomic():
                Tag.objects.create(name=f"{name}{number}")
                wrote.append(name)
        connections.close_all()

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    alternating = sum(one != other for one, other in pairwise(wrote))
    assert sorted(wrote) == ["a"] * 12 + ["b"] * 12
    assert alternating > 12


def test_a_turn_that_does_not_come_in_time_is_given_up_and_harms_nobody():
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.give()
    assert turns.take(0)


def test_a_transaction_that_fails_or_loses_its_connection_gives_its_turn_back():
    def fail():
        with transaction.atomic():
            Tag.objects.create(name="Thema")
            Tag.objects.create(name="Thema")

    with pytest.raises(IntegrityError):
        fail()
    with transaction.atomic():
        Tag.objects.create(name="Thema")
        connection.close()
    Tag.objects.create(name="Thema")
    assert Tag.objects.count() == 1
