"""wrk (Debian: apt install wrk) asking one server for many paths."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.serving import Server

CONNECTIONS = 16
ENCODINGS = "br, gzip"  # what browsers take
LONGEST = 600  # seconds, where requests are counted instead
_SCRIPT = Path(__file__).with_name("paths.lua")


@dataclass(frozen=True)
class Load:
    """What a server did under load."""

    requests: int
    seconds: float
    failed: int
    median: float  # milliseconds

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def load(
    server: Server,
    paths: Sequence[str],
    *,
    seconds: float = LONGEST,
    first: int = 0,
    most: int = 0,
    encodings: str = ENCODINGS,
) -> Load:
    """Ask for the paths in turn, from the one numbered `first`, for a while or `most` requests.

    An answer that is not 2xx or 3xx is an error in what is measured: it raises RuntimeError.
    """
    with tempfile.NamedTemporaryFile("w", prefix="podium-paths-", suffix=".txt") as file:
        file.write("".join(f"{path}\n" for path in paths))
        file.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout", "10s"]
        command += ["-H", f"Accept-Encoding: {encodings}", "-s", str(_SCRIPT)]
        command += [f"http://127.0.0.1:{server.port}", "--", file.name]
        command += [str(first % len(paths)), str(most)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"wrk failed:\n{done.stdout}{done.stderr}")
    found = Load(**json.loads(done.stdout.splitlines()[-1]))
    if found.failed:
        raise RuntimeError(f"{found.failed} of {found.requests} requests failed: {paths[:3]} …")
    return found
