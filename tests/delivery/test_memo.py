"""What is made once per generation is what making it anew would give."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from blog.models import Series
from delivery import memo as module
from delivery.memo import remembered


@dataclass
class Thing:
    """Something that knows when it changes."""

    number: int
    changes_at: datetime | None = None


@pytest.fixture
def make():
    module._made.clear()
    made = []

    def count(**fields):
        made.append(Thing(len(made) + 1, **fields))
        return made[-1]

    yield count
    module._made.clear()


@pytest.mark.django_db(transaction=True)
def test_a_thing_is_made_once_until_a_change_is_committed(make):
    assert [remembered("thing", make).number for _time in range(3)] == [1, 1, 1]
    Series.objects.create(name="Reihe")
    assert [remembered("thing", make).number for _time in range(2)] == [2, 2]
    assert remembered("another", make).number == 3


@pytest.mark.django_db(transaction=True)
def test_a_thing_is_made_anew_at_its_moment(make, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    changes = timezone.now() + timedelta(minutes=5)
    assert remembered("thing", lambda: make(changes_at=changes)).number == 1
    time_machine.shift(299)
    assert remembered("thing", make).number == 1
    time_machine.shift(1)
    assert remembered("thing", make).number == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_remembered_of_what_may_never_be_committed(make):
    with transaction.atomic():
        assert [remembered("thing", make).number for _time in range(2)] == [1, 2]
    assert remembered("thing", make).number == 3
