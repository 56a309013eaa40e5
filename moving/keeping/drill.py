"""A drill: a backup is brought in aside, on a database and in a folder of its own, and proved there."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings


def drill(command: Sequence[str]) -> int:
    """Run `manage.py` with a command in a process that knows only an empty SQLite database and folder.

    Rows are the same on either database, so it needs no right to make databases. What it wrote is removed;
    TMPDIR says where there is room. Returns what the process returned.
    """
    with tempfile.TemporaryDirectory(prefix="podium-drill-") as name:
        folder = Path(name)
        there = {
            "DATABASE_URL": f"sqlite:///{folder / 'drill.sqlite3'}",
            "MEDIA_ROOT": str(folder / "media"),
            "MEDIA_STORAGE": "",
            "ANCHOR_FOLDER": str(folder / "anchors"),
            "CACHE_URL": "locmemcache://",
        }
        for arguments in (("migrate", "--verbosity", "0"), command):
            manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *arguments]
            done = subprocess.run(manage, env=os.environ | there, check=False)  # noqa: S603 - our own words
            if done.returncode:
                return done.returncode
    return 0
