"""What has to be done again and again is done once, on time, by whoever comes first."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone

from running.models import Run
from running.periodic import PERIODIC, claimed, overdue, wanted

pytestmark = pytest.mark.django_db
DAILY = next(one for one in PERIODIC if one.name == "sessions")


def test_a_turn_is_taken_once_and_again_when_it_is_due():
    now = timezone.now()
    assert [claimed(DAILY, now), claimed(DAILY, now)] == [True, False]
    assert not claimed(DAILY, now + timedelta(hours=12))
    assert claimed(DAILY, now + timedelta(hours=23))  # a timer does not come to the second
    assert claimed(DAILY, now + timedelta(hours=24), anyway=True)


def test_the_command_does_what_is_due_and_says_what_failed(settings, tmp_path):
    call_command("periodic", "sessions", stdout=StringIO())
    assert {run.name: run.failed for run in Run.objects.all()} == {"sessions": False}
    began = Run.objects.get(name="sessions").begun_at
    call_command("periodic", "sessions", stdout=StringIO())
    assert Run.objects.get(name="sessions").begun_at == began
    (tmp_path / "no-folder").touch()
    settings.ANCHOR_FOLDER = settings.ANCHOR_KEY = tmp_path / "no-folder" / "at-all"
    with pytest.raises(CommandError, match=r"Failed: manage\.py anchor"):
        call_command("periodic", "anchor", stdout=StringIO())
    assert Run.objects.get(name="anchor").failed
    with pytest.raises(CommandError, match="There is no typo"):
        call_command("periodic", "typo")


def test_what_is_off_is_neither_done_nor_missed(settings):
    settings.CHECK_SOURCES = False
    assert "sources" not in {one.name for one in wanted()}
    settings.CHECK_SOURCES = True
    assert "sources" in {one.name for one, _last in overdue(timezone.now())}


def test_every_command_exists_and_is_told_of():
    assert {one.command[0] for one in PERIODIC} <= {*get_commands()}
    out = StringIO()
    call_command("periodic", "--list", stdout=out)
    assert len(out.getvalue().splitlines()) == len(PERIODIC)
