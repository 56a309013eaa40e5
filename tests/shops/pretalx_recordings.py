"""Answers of a real pretalx or pretix: written down between it and our client, and given again without it.

One file holds one request with who asked (`public`, or the name of a token, never the token) and
the answer as it came. The server believes to be SERVER; the people are made up
(`pretalx_server/seed.py`).
"""

import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_connection
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from shops.reading import Reader

FOLDER = Path(__file__).parent / "recordings" / "pretalx"
SERVER = "http://talks.example.org"
PUBLIC = "93.184.215.14"
# Of an error page only the beginning is kept: enough to be HTML, without its links and scripts.
HTML_KEPT = 60
# What differs with every run, so that recordings change only when pretalx does.
STEADY = {
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}": "00000000-0000-4000-8000-000000000000",
}


class Said(NamedTuple):
    """An answer: its status, its content type and its body."""

    status: int
    kind: str
    body: bytes
    retry_after: str = ""


class Served(NamedTuple):
    """A server in a thread, whatever host is asked: a reader that ends there, and what was asked."""

    reader: Reader
    asked: list[tuple[str, dict[str, str]]]


@contextmanager
def serving(answer: Any) -> Iterator[Served]:
    """Serve what `answer(path, headers)` returns for every GET."""
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked.append((self.path, headers))
            said = answer(self.path, headers)
            self.send_response(said.status)
            self.send_header("Content-Type", said.kind)
            self.send_header("Content-Length", str(len(said.body)))
            if said.retry_after:
                self.send_header("Retry-After", said.retry_after)
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield Served(reader_to(server.server_port), asked)
    finally:
        server.shutdown()
        server.server_close()


def reader_to(port: int) -> Reader:
    """Return a reader for which every host is public and answers on this port of our machine."""
    return Reader(
        resolve=lambda _host, _port: [PUBLIC],
        connect=lambda _address, seconds: create_connection(("127.0.0.1", port), seconds),
        pause=0,
    )


def who(headers: dict[str, str], tokens: dict[str, str]) -> str:
    """Return the name of the token a request carries, or `public`."""
    given = headers.get("authorization", "").removeprefix("Token ")
    return (
        {token: name for name, token in tokens.items()}.get(given, "wrong") if given else "public"
    )


def recording(port: int, tokens: dict[str, str], heard: dict[str, dict[str, Any]]) -> Any:
    """Return an answer for `serving` that asks the real server and notes in `heard` what it said."""

    def answer(path: str, headers: dict[str, str]) -> Said:
        said = _from(port, path, headers)
        asker = who(headers, tokens)
        heard[_name(path, asker)] = _entry(path, asker, said)
        return said

    return answer


def write(heard: dict[str, dict[str, Any]], folder: Path = FOLDER) -> None:
    """Replace all recordings by what was heard."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for name, entry in heard.items():
        text = json.dumps(entry, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def replaying(tokens: dict[str, str], folder: Path = FOLDER) -> Any:
    """Return an answer for `serving` out of the recordings; what was never asked is a 599."""
    known = {(entry["who"], entry["path"]): entry for entry in recordings(folder)}

    def answer(path: str, headers: dict[str, str]) -> Said:
        entry = known.get((who(headers, tokens), path))
        if entry is None:
            return Said(599, "text/plain", f"Nobody recorded {path}".encode())
        body = entry["body"]
        text = body if isinstance(body, str) else json.dumps(body)
        return Said(entry["status"], entry["kind"], text.encode())

    return answer


def recordings(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Return every recording."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def _from(port: int, path: str, headers: dict[str, str]) -> Said:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return Said(response.status, response.getheader("Content-Type", ""), response.read())


def _name(path: str, asker: str) -> str:
    event, _slash, rest = path.partition("/events/")[2].partition("/")
    page = re.search(r"[?&]page=(\d+)", path)
    words = [
        event,
        asker,
        *urlsplit(rest).path.strip("/").split("/"),
        page.group(1) if page else "",
    ]
    return "-".join(filter(None, words))


def _entry(path: str, asker: str, said: Said) -> dict[str, Any]:
    body = said.body.decode()
    for volatile, steady in STEADY.items():
        body = re.sub(volatile, steady, body)
    kept = json.loads(body) if said.kind == "application/json" else body.strip()[:HTML_KEPT]
    return {"who": asker, "path": path, "status": said.status, "kind": said.kind, "body": kept}
