"""A database as `migrate` leaves it, in a test with real transactions."""

from django.core.management import call_command
from django.db import connection

from blog.editions import guards


def empty():
    """Take everything out, guards too; flushing lays these down again."""
    guards.take_away()
    with connection.cursor() as cursor:
        for words in ("blog_search", "desk_words"):
            cursor.execute(f"DELETE FROM {words}")
    call_command("flush", interactive=False, verbosity=0)
