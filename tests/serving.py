"""Real servers on this machine for the time of a block: Podium under granian, Redis, nginx."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.lifeline import should_we_die

ROOT = Path(__file__).resolve().parent.parent
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
PATIENCE = 30  # seconds for a server to answer first


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """A server on a port of this machine."""

    port: int
    pid: int = 0

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask once, on a connection of its own; keywords are headers (`accept_encoding="br"`)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            asking.request(method, path, headers={"Host": "127.0.0.1"} | named)
            response = asking.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            asking.close()

    def wait_until(self, tell: Callable[[], bool], seconds: float) -> None:
        """Wait until something is true, and fail where it is not within so many seconds."""
        end = time.monotonic() + seconds
        while not tell():
            assert time.monotonic() < end, f"Not true within {seconds} seconds"
            time.sleep(0.02)


@contextlib.contextmanager
def podium(
    database_url: str,
    *,
    workers: int = 1,
    application: str = "config.wsgi:application",
    **environment: str,
) -> Iterator[Server]:
    """Run the site as `bin/serve` does, in production settings."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    env |= {"DATABASE_URL": database_url, "SITE_URL": f"http://127.0.0.1:{port}", "DEBUG": "0"}
    env |= {"SECRET_KEY": "only-for-tests-" + "x" * 50, "PAGE_CACHE": "on"} | environment
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "96"]
    command += ["--no-ws", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.5", application]
    with running(command, port, env=env, cwd=ROOT) as process:
        yield Server(port, process.pid)


@contextlib.contextmanager
def redis_server(*options: str) -> Iterator[str]:
    """Run a Redis with the configuration of `deploy/` and further options; yield its CACHE_URL."""
    port = free_port()
    command = ["redis-server", str(ROOT / "deploy" / "redis.conf"), "--port", str(port)]
    with running([*command, *options], port):
        yield f"rediscache://127.0.0.1:{port}/0"


@contextlib.contextmanager
def s3_server() -> Iterator[str]:
    """Run a server that speaks as S3 does, in a process of its own; yield its address."""
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "-p", str(port)], port):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def nginx(
    upstream: Server,
    var: Path = ROOT / "var",
    logs: Path | None = None,
    second: Server | None = None,
) -> Iterator[Server]:
    """Run nginx with the configuration of `deploy/` in front of a server or two; files lie in `var`."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="podium-nginx-") as folder:
        site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        site = without_tls(site)
        if second:  # as docs/operations.md has it for several machines
            one = "server unix:/run/podium/podium.sock max_fails=0;"
            site = site.replace(one, f"server 127.0.0.1:{second.port} max_fails=0;", 1)
        for name, value in {
            "unix:/run/podium/podium.sock": f"127.0.0.1:{upstream.port}",
            "listen 443 ssl http2 default_server": f"listen 127.0.0.1:{port}",
            "/var/cache/nginx/podium": f"{folder}/cache",
            "/srv/podium/var": str(var),
            "/srv/podium/deploy": str(ROOT / "deploy"),
            "/var/log/nginx": str(logs or folder),
        }.items():
            assert name in site, f"deploy/nginx.conf no longer says {name}"
            site = site.replace(name, value)
        (Path(folder) / "site.conf").write_text(site, encoding="utf-8")
        main = Path(folder) / "nginx.conf"
        owner = "user root; " if os.geteuid() == 0 else ""  # the folder is the owner's alone
        main.write_text(
            f"{owner}daemon off; pid {folder}/pid; error_log {logs or folder}/error.log;\n"
            f"worker_processes 1; events {{ worker_connections 256; }}\n"
            f"http {{ include /etc/nginx/mime.types; access_log off;\n"
            f"client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
            f"fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;\n"
            f"scgi_temp_path {folder}/scgi; include {folder}/site.conf; }}\n",
            encoding="utf-8",
        )
        with running([str(NGINX), "-c", str(main), "-p", folder], port):
            yield Server(port)


def without_tls(site: str) -> str:
    """Return nginx's configuration with one server, which needs no certificate."""
    plain = re.compile(r"^server \{\n    listen 80 .*?^\}\n", re.DOTALL | re.MULTILINE)
    tls = re.compile(r"^    (?:ssl_\w+|listen \[::\]:443) .*\n", re.MULTILINE)
    assert plain.search(site)
    return tls.sub("", plain.sub("", site))


@contextlib.contextmanager
def running(
    command: list[str], port: int, env: dict[str, str] | None = None, cwd: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command until the block ends, or this process does; enter it once the port answers."""
    process = subprocess.Popen(command, env=env, cwd=cwd, stdout=subprocess.DEVNULL)
    try:
        with should_we_die('kill "$1"', process.pid):
            _wait_for(port, process)
            yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def database_in_use() -> str:
    """Return the DATABASE_URL of the database that the running test uses."""
    made = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{made['NAME']}"
    return f"postgres://{made['USER']}@{made['HOST']}:{made['PORT']}/{made['NAME']}"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"Nothing answered on port {port}: {process.args!r}")
