"""Real servers of the shops, installed from PyPI into environments of their own below `.shops`."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Package:
    """A server by its requirement, such as `pretix==2026.8.0`, with its settings and its seed."""

    requirement: str
    settings: Path
    answers_at: str

    @property
    def name(self) -> str:
        """Its name on PyPI."""
        return self.requirement.partition("=")[0]

    def installed(self) -> Path:
        """Return its Python, after installing it if need be."""
        place = ROOT / ".shops" / self.name
        python, mark = place / "bin" / "python", place / self.requirement
        if not mark.exists():
            uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
            make = [uv, "venv", "--quiet", "--clear", "--no-python-downloads"]
            subprocess.run([*make, "--python", sys.executable, str(place)], check=True)
            take = [uv, "pip", "install", "--quiet", "--python", str(python), self.requirement]
            subprocess.run(take, check=True)
            mark.touch()
        return python

    @contextmanager
    def running(self, data: Path, environment: Mapping[str, str]) -> Iterator[tuple[int, Any]]:
        """Migrate, fill by `seed.py` and serve; give the port and the tokens by name."""
        python, port = self.installed(), free_port()
        given: dict[str, Any] = {
            "cwd": data,
            "env": os.environ
            | {
                "DJANGO_SETTINGS_MODULE": f"{self.name}_settings",
                "PYTHONPATH": str(self.settings),
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            | environment,
        }
        admin = [python, "-m", "django"]
        with (data / f"{self.name}.log").open("wb") as log:
            subprocess.run([*admin, "migrate"], check=True, stdout=log, stderr=log, **given)
            seed = [python, self.settings / "seed.py"]
            told = subprocess.run(seed, check=True, stdout=subprocess.PIPE, stderr=log, **given)
            serve = [*admin, "runserver", "--noreload", str(port)]
            process = subprocess.Popen(serve, stdout=log, stderr=log, **given)
            try:
                self._wait(port, process)
                yield port, json.loads(told.stdout.splitlines()[-1])
            finally:
                process.terminate()
                process.wait(10)

    def _wait(self, port: int, process: subprocess.Popen[bytes]) -> None:
        for _attempt in range(900):
            if process.poll() is not None:
                raise RuntimeError(f"{self.name} did not start.")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{self.answers_at}", timeout=5):
                    return
            except urllib.error.HTTPError:
                return  # it answers, if only to those who have a token
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError(f"{self.name} does not answer.")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
