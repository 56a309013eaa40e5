"""Tasks in tests: done at once, or after the commit of the transaction that asks for them."""

from functools import partial
from typing import Any

from django.db import connection, transaction
from django.tasks.backends.immediate import ImmediateBackend


class AfterCommit(ImmediateBackend):
    """Does what a worker would, which never sees what is not committed."""

    def _execute_task(self, task_result: Any) -> None:
        execute = super()._execute_task
        if within_transaction():
            transaction.on_commit(partial(execute, task_result))
        else:
            execute(task_result)


def within_transaction() -> bool:
    """Tell whether a transaction is open, other than the one that a test itself is in."""
    return any(not block._from_testcase for block in connection.atomic_blocks)
