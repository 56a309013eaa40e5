"""`python -m tests.bench.inside MODULE`: measure from inside the site, on the database in the environment.

The bench itself has no Django and many databases; what needs the ORM runs as a process of its own
and answers in JSON.
"""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(database_url: str, media: Path, **more: str) -> dict[str, str]:
    """Return the settings of the site that is measured: production, on this machine."""
    return {
        "DATABASE_URL": database_url,
        # The same for all: what publishing rendered holds for one address of the site.
        "SITE_URL": "http://127.0.0.1:8000",
        "MEDIA_ROOT": str(media),
        "SECRET_KEY": "only-for-the-bench-" + "x" * 50,
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "DEBUG": "0",
        "CACHE_URL": "locmemcache://",
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
    } | more


def run(command: list[str], site: dict[str, str], **more: Any) -> subprocess.CompletedProcess[str]:
    """Run a Python command (`manage.py migrate`) of the site that is measured."""
    return subprocess.run(
        [sys.executable, *command], env=os.environ | site, cwd=ROOT, check=True, text=True, **more
    )


def ask(module: str, site: dict[str, str], *arguments: str) -> Any:
    """Return what `measure()` of a module of this package answers inside the site."""
    command = ["-m", "tests.bench.inside", module, *arguments]
    return json.loads(run(command, site, stdout=subprocess.PIPE).stdout.splitlines()[-1])


def main() -> None:
    """Set Django up, measure, print the answer as the last line."""
    django.setup()
    module = importlib.import_module(f"tests.bench.{sys.argv[1]}")
    sys.stdout.write("\n" + json.dumps(module.measure(*sys.argv[2:])) + "\n")


if __name__ == "__main__":
    main()
