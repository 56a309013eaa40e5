"""All checks, in the order in which one would look; whatever asks the network has a deadline together."""

import queue
import threading
import time
from collections.abc import Iterator, Sequence

from django.db import close_old_connections

from running.doctor import (
    accounts,
    cache,
    configuration,
    database,
    front,
    machine,
    mail,
    media,
    proof,
    work,
)
from running.doctor.finding import Check, Finding, State, warn, wrong

DEADLINE = 20.0  # seconds, for all that asks the network

BY_THEMSELVES: tuple[Check, ...] = (
    configuration.django_checks,
    configuration.collected,
    configuration.translated,
    machine.disk_space,
    machine.permissions,
)
IN_THE_DATABASE: tuple[Check, ...] = (
    database.guarded,
    database.same_time,
    cache.in_this_database,
    work.at_work,
    work.letters,
    work.periodic,
    media.live_pictures,
    accounts.somebody_in_charge,
    accounts.second_factors,
    proof.anchors,
)
# None of these may ask the database: they run in threads, which may be left behind.
ACROSS_THE_NETWORK: tuple[Check, ...] = (cache.redis_limits, mail.greeted, front.reached)


def examine(deadline: float = DEADLINE) -> Iterator[Finding]:
    """Yield what every check finds; the network is asked meanwhile."""
    asked = _Asked(ACROSS_THE_NETWORK, deadline)
    for check in BY_THEMSELVES:
        yield from looked_at(check)
    there = [*looked_at(database.reachable)]
    yield from there
    if all(one.state == State.OK for one in there):
        migrated = [*looked_at(database.migrated)]
        yield from migrated
        there += migrated
    if all(one.state == State.OK for one in there):
        for check in IN_THE_DATABASE:
            yield from looked_at(check)
    else:
        mend = "Mend what is said above, then ask again."
        yield warn("database", f"{len(IN_THE_DATABASE)} checks in it were left out.", mend)
    yield from asked.found()


def looked_at(check: Check) -> list[Finding]:
    """Return what a check finds; a check that fails itself is a finding, too."""
    try:
        return list(check())
    except Exception as error:  # noqa: BLE001  # of whatever kind: the other checks have to be heard
        said = f"could not be looked at: {type(error).__name__}: {' '.join(str(error).split())}"
        name = f"{check.__module__.rpartition('.')[2]}"
        return [wrong(name, said, "Mend what it says, then ask again.")]


class _Asked:
    """Checks that ask the network, each in a thread; one that hangs is left behind, and named."""

    def __init__(self, checks: Sequence[Check], deadline: float) -> None:
        self._checks = checks
        self._end = time.monotonic() + deadline
        self._deadline = deadline
        self._answers: queue.Queue[tuple[Check, list[Finding]]] = queue.Queue()
        for check in checks:
            threading.Thread(target=self._ask, args=(check,), daemon=True).start()

    def _ask(self, check: Check) -> None:
        self._answers.put((check, looked_at(check)))
        close_old_connections()

    def found(self) -> Iterator[Finding]:
        """Yield what was found, in the order of the checks."""
        answers: dict[Check, list[Finding]] = {}
        while len(answers) < len(self._checks):
            try:
                check, found = self._answers.get(timeout=max(0.0, self._end - time.monotonic()))
            except queue.Empty:
                break
            answers[check] = found
        for check in self._checks:
            yield from answers.get(check) or self._silent(check, check in answers)

    def _silent(self, check: Check, answered: bool) -> Iterator[Finding]:
        if not answered:
            name = check.__module__.rpartition(".")[2]
            said = f"no answer within {self._deadline:.0f} seconds."
            yield wrong(name, said, "Look at network and firewall between here and there.")
