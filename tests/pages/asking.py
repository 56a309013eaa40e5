"""Ask a WSGI application in this process, as a server would."""

from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults


@dataclass(frozen=True)
class Said:
    """What the application answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def cache(self) -> str:
        """How the cache came by it."""
        return self.headers.get("Cache-Status", "").removeprefix("Podium; ")


def ask(application: Any, address: str, method: str = "GET", **headers: str) -> Said:
    """Ask once; keywords are headers in WSGI's way (`HTTP_COOKIE="a=b"`)."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    setup_testing_defaults(environ)
    environ |= {"HTTP_HOST": "testserver"} | headers
    said: list[Any] = []
    parts = application(environ, lambda status, named, exc_info=None: said.extend((status, named)))
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    return Said(int(said[0][:3]), dict(said[1]), body)
