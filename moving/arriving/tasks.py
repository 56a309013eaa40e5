"""The run of an uploaded export, in the background."""

from django.tasks import task

from moving.arriving.exports import opened
from moving.arriving.keeping import as_file, let_go
from moving.arriving.records import Arrival
from moving.arriving.starting import brought
from moving.arriving.values import Unreadable


@task()
def bring_in(pk: int) -> None:
    """Bring in a kept export; taken up again after a worker died, it goes on where that one was."""
    arrival = Arrival.objects.select_related("started_by").filter(pk=pk).first()
    if arrival is None or arrival.state not in (Arrival.State.WAITING, Arrival.State.RUNNING):
        return
    with as_file(arrival) as path:
        try:
            export = opened(path)
            for _done, _total in brought(arrival, export, arrival.started_by):
                pass
        except Unreadable as error:
            _break_off(arrival, str(error))
            return
        except Exception as error:
            _break_off(arrival, f"{type(error).__name__}: {error}")
            raise
    if not arrival.rehearsal:
        let_go(arrival)


def _break_off(arrival: Arrival, why: str) -> None:
    arrival.state, arrival.trouble = Arrival.State.FAILED, why
    arrival.save(update_fields=["state", "trouble"])
