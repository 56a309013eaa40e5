"""`manage.py db_worker`: django-tasks-db's worker, with a lease (`background.leases`)."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from background.leases import alive


class Command(db_worker.Command):
    """Do tasks until told to stop, and take up what dead workers left."""

    def handle(self, *, worker_id: str, **options: Any) -> None:
        """Give signs of life while at work."""
        with alive(worker_id):
            super().handle(worker_id=worker_id, **options)
