"""Django's SQLite backend; who wants to write in this process does so in the order of asking.

SQLite itself has no queue: whoever finds the file locked looks again every tenth of a second, and who
has just finished and begins anew is always faster. So one of several that write all the time is passed
over until its time is up ("database is locked"). Other processes still take their chance in between.
"""

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from delivery.turns import Turns

_turns: dict[str, Turns] = {}  # by file


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for its turn before a transaction begins."""

    _held: Turns | None = None

    def _start_transaction_under_autocommit(self) -> None:
        turns = _turns.setdefault(str(self.settings_dict["NAME"]), Turns())
        if not turns.take(self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self._held = turns
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give()

    def _give(self) -> None:
        held, self._held = self._held, None
        if held:
            held.give()
