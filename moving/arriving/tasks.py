"""The run of an uploaded export, in the background."""

from datetime import timedelta

from django.db import transaction
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from moving.arriving.bringing.alone import Taken
from moving.arriving.exports import opened
from moving.arriving.keeping import as_file, let_go
from moving.arriving.records import Arrival
from moving.arriving.starting import brought
from moving.arriving.values import Unreadable

_PAUSE = timedelta(seconds=30)  # between two tries to have a site for oneself


@task()
def bring_in(pk: int) -> None:
    """Bring in a kept export; taken up again after a worker died, it goes on where that one was."""
    arrival = Arrival.objects.select_related("started_by").filter(pk=pk).first()
    if arrival is None or not arrival.under_way:
        return
    with as_file(arrival) as path:
        try:
            export = opened(path)
            for _done, _total in brought(arrival, export, arrival.started_by):
                pass
        except Taken:
            _wait(arrival)
            return
        except Unreadable as error:
            _break_off(arrival, str(error))
            return
        except Exception as error:
            _break_off(arrival, f"{type(error).__name__}: {error}")
            raise
    if not arrival.rehearsal:
        let_go(arrival)


def forsaken(arrival: Arrival) -> bool:
    """Tell whether a run of the newsroom is not over and nobody goes on with it: too many workers died with it."""
    if not arrival.under_way or not arrival.parts.exists():
        return False
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    tasks = DBTaskResult.objects.filter(task_path=bring_in.module_path, status__in=unfinished)
    return not tasks.filter(args_kwargs__args=[arrival.pk]).exists()


def _wait(arrival: Arrival) -> None:
    """Leave the worker to others while another run brings in this site, and try again a little later."""
    said = _("Another run brings in this site at the moment; this one waits until it is over.")
    if not bring_in.get_backend().supports_defer:
        _break_off(arrival, said)
        return
    with transaction.atomic():
        arrival.state, arrival.trouble = Arrival.State.WAITING, said
        arrival.save(update_fields=["state", "trouble"])
        bring_in.using(run_after=timezone.now() + _PAUSE).enqueue(arrival.pk)


def _break_off(arrival: Arrival, why: str) -> None:
    arrival.state, arrival.trouble = Arrival.State.FAILED, why
    arrival.save(update_fields=["state", "trouble"])
