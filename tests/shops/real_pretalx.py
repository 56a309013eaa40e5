"""The client against a real pretalx, whose answers are recorded on the way (`make test-shops`).

pretalx is installed from PyPI into an environment of its own, `.shops/pretalx`.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.shops.pretalx_recordings import SERVER, recording, serving, write
from tests.shops.test_pretalx import Promises

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENT = "pretalx==2026.2.1"
PLACE = ROOT / ".shops" / "pretalx"
SETTINGS = Path(__file__).parent / "pretalx_server"


def installed():
    """Return pretalx's Python, after installing it if need be."""
    python = PLACE / "bin" / "python"
    mark = PLACE / REQUIREMENT
    if not mark.exists():
        uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
        make = [
            uv,
            "venv",
            "--quiet",
            "--clear",
            "--no-python-downloads",
            "--python",
            sys.executable,
        ]
        subprocess.run([*make, str(PLACE)], check=True)
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", python, REQUIREMENT], check=True
        )
        mark.touch()
    return python


def environment(data):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "pretalx_settings",
        "PYTHONPATH": str(SETTINGS),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PRETALX_CONFIG_FILE": os.devnull,
        "PRETALX_FILESYSTEM_BASE": str(data),
        "PRETALX_DB_TYPE": "sqlite3",
        "PRETALX_DB_NAME": str(data / "pretalx.sqlite3"),
        "PRETALX_REDIS_SESSIONS": "False",
        "PRETALX_DEBUG": "False",
        "PRETALX_LANGUAGE_CODE": "de",
        "PRETALX_SITE_URL": SERVER,
        "PRETALX_MAX_PAGINATION_LIMIT": "25",
    }


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(address, process):
    for _attempt in range(300):
        if process.poll() is not None:
            raise RuntimeError("pretalx did not start.")
        try:
            with urllib.request.urlopen(f"{address}/api/", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("pretalx does not answer.")


@pytest.fixture(scope="module")
def pretalx(tmp_path_factory):
    """Run a pretalx filled by `seed.py`; give its port and its tokens by name."""
    python, data, port = installed(), tmp_path_factory.mktemp("pretalx"), free_port()
    given = {"env": environment(data), "cwd": data}
    admin = [python, "-m", "django"]
    log = (data / "pretalx.log").open("wb")
    subprocess.run([*admin, "migrate"], check=True, stdout=log, stderr=log, **given)
    seeded = subprocess.run(
        [python, SETTINGS / "seed.py"], check=True, stdout=subprocess.PIPE, stderr=log, **given
    )
    tokens = json.loads(seeded.stdout.splitlines()[-1])
    serve = [*admin, "runserver", "--noreload", str(port)]
    process = subprocess.Popen(serve, stdout=log, stderr=log, **given)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield port, tokens
    finally:
        process.terminate()
        process.wait(10)
        log.close()


@pytest.fixture(scope="module")
def recorder(pretalx, request):
    """Stand between the client and pretalx; what was said becomes the recordings if all went well."""
    port, tokens = pretalx
    heard = {}
    with serving(recording(port, tokens, heard)) as served:
        yield served.reader
    if not request.session.testsfailed:
        write(heard)


class TestRealServer(Promises):
    @pytest.fixture
    def tokens(self, pretalx):
        return pretalx[1]

    @pytest.fixture
    def reader(self, recorder):
        return recorder
