"""Processes that are killed at the moment that hurts most."""

import os
import signal
import subprocess
import sys
import textwrap

from tests.serving import ROOT, database_in_use

# Callbacks of a commit run in the order in which they came: this one before all others.
_AFTER_COMMIT = """
import os, signal
from django.db import transaction
from tests.making import *
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
"""


def killed_after_commit(code: str, **environment: str) -> None:
    """Run code in one transaction of a process that `kill -9` ends right after the commit."""
    script = _AFTER_COMMIT + textwrap.indent(textwrap.dedent(code), "    ")
    ended = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", script],
        env=production(**environment),
        cwd=ROOT,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL


def production(**environment: str) -> dict[str, str]:
    """Return the environment of a process in production settings on the database of this test."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    plain |= {"DATABASE_URL": database_in_use(), "SITE_URL": "http://127.0.0.1", "DEBUG": "0"}
    return plain | {"SECRET_KEY": "only-for-tests-" + "x" * 50} | environment
