"""Ask a web server about an address, and never anything in our own network.

Everything that leaves this machine by an address somebody typed goes through here: http and https
on their own ports, a host whose every address is public, connected to at exactly the address that
was checked, all of it again for each redirect; no cookies, no credentials, no proxy. The reasons
stand in docs/decisions/0007-outbound-requests.md.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings

from outbound.hosts import PORTS, NoHost, Target, is_address, is_public, target_of

REDIRECTS = 3
REDIRECTING = frozenset({301, 302, 303, 307, 308})
# Of the errors of name resolution, those that say the name itself is wrong; others may pass.
NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Trouble(StrEnum):
    """Why there is no answer."""

    REFUSED = "refused"  # not an address we ask: scheme, port, host, or not public
    UNKNOWN_HOST = "unknown_host"
    NO_CONNECTION = "no_connection"
    TIMEOUT = "timeout"
    TLS = "tls"
    REDIRECTS = "redirects"
    NO_HTTP = "no_http"


class NoAnswer(Exception):
    """There is no answer, for the reason in `trouble`."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class Response(NamedTuple):
    """What a server said: its status, and the address where redirects ended."""

    status: int
    address: str


class Deadline(NamedTuple):
    """A moment on a clock by which everything must be over."""

    clock: Callable[[], float]
    moment: float

    def left(self) -> float:
        """Return the seconds that are left; TimeoutError if none are."""
        seconds = self.moment - self.clock()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def resolved(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host in the system's order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass
class Fetcher:
    """Asks politely: one request a second to a host, 5 seconds and 256 kB for an answer at most.

    Name resolution, connecting, the clock and sleeping can be replaced, for tests.
    """

    resolve: Callable[[str, int], list[str]] = resolved
    connect: Callable[[tuple[str, int], float], socket.socket] = socket.create_connection
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = 5.0
    limit: int = 256 * 1024
    pause: float = 1.0
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str, method: str = "GET") -> Response:
        """Return the answer after at most three redirects; the body is not read.

        Raises NoAnswer. Pauses between requests to one host do not count as its time.
        """
        named = {"User-Agent": f"PodiumLinkCheck/1.0 (+{settings.SITE_URL})"}
        return self._followed(address, method, named, lambda _answer: b"")[0]

    def fetched(self, address: str) -> tuple[Response, bytes]:
        """Return the answer after at most three redirects, with its body; of the same size and time.

        Raises NoAnswer.
        """
        return self._followed(address, "GET", {}, lambda answer: answer.read())

    def _followed(
        self,
        address: str,
        method: str,
        headers: Mapping[str, str],
        taken: Callable[[http.client.HTTPResponse], bytes],
    ) -> tuple[Response, bytes]:
        spent = 0.0
        for _step in range(REDIRECTS + 1):
            try:
                target = self._turn(address)
                started = self.clock()
                with self._answered(
                    target, self.seconds - spent, method, headers=headers
                ) as response:
                    status, location = response.status, response.getheader("Location", "")
                    if status not in REDIRECTING or not location:
                        return Response(status, address), taken(response)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise NoAnswer(trouble(error)) from error
            spent += self.clock() - started
            location = location.encode("latin-1").decode("utf-8", "replace")
            address = urljoin(address, location.replace(" ", "%20"))
        raise NoAnswer(Trouble.REDIRECTS)

    def post(
        self, address: str, body: bytes, kind: str, headers: Mapping[str, str] | None = None
    ) -> int:
        """Send a body of a type to an address; return the status. Redirects are not followed.

        Raises NoAnswer.
        """
        return self._posted(address, body, kind, lambda response: response.status, headers)

    def ask(self, address: str, body: bytes, kind: str) -> tuple[int, bytes]:
        """Send a body of a type to an address; return the status and the answer.

        Raises NoAnswer. Redirects are not followed.
        """
        return self._posted(address, body, kind, lambda answer: (answer.status, answer.read()))

    def _posted[Result](
        self,
        address: str,
        body: bytes,
        kind: str,
        taken: Callable[[http.client.HTTPResponse], Result],
        headers: Mapping[str, str] | None = None,
    ) -> Result:
        told = {"Content-Type": kind} | dict(headers or {})
        try:
            target = self._turn(address)
            with self._answered(target, self.seconds, "POST", body, told) as response:
                return taken(response)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswer(trouble(error)) from error

    def _turn(self, address: str) -> Target:
        """Take an address apart and wait until its host may be asked."""
        target = target_of(address)
        if target.host in self._asked:
            self.sleep(max(0.0, self._asked[target.host] + self.pause - self.clock()))
        self._asked[target.host] = self.clock()
        return target

    @contextmanager
    def _answered(
        self,
        target: Target,
        seconds: float,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[http.client.HTTPResponse]:
        """Make one request; its answer may be read within the same seconds."""
        deadline = Deadline(self.clock, self.clock() + seconds)
        host = f"[{target.host}]" if ":" in target.host else target.host
        usual = {
            "Host": host if target.port == PORTS[target.scheme] else f"{host}:{target.port}",
            "User-Agent": f"Podium/1.0 (+{settings.SITE_URL})",
            "Accept": "*/*",
            "Connection": "close",
        }
        connection = http.client.HTTPConnection(target.host, target.port)
        with closing(self._connected(target, deadline)) as sock:
            connection.sock = Limited(sock, deadline, self.limit)  # all that it uses of a socket
            connection.request(method, target.path, body, usual | dict(headers or {}))
            with closing(connection.getresponse()) as response:
                yield response

    def _connected(self, target: Target, deadline: Deadline) -> socket.socket:
        """Connect to the first checked address that lets us; TLS still asks for the host's name."""
        addresses = self._public_addresses(target, deadline)
        for others, address in reversed(list(enumerate(reversed(addresses)))):
            try:
                sock = self.connect((address, target.port), deadline.left() / (others + 1))
                break
            except OSError:
                if not others:
                    raise
        try:
            sock.settimeout(deadline.left())
            if target.scheme == "https":
                return self.tls.wrap_socket(sock, server_hostname=target.host)
        except BaseException:
            sock.close()
            raise
        return sock

    def _public_addresses(self, target: Target, deadline: Deadline) -> list[str]:
        """Resolve once; every address must be public, or none is asked."""
        host, port = target.host, target.port
        known = is_address(host)
        found = [host] if known else _within(deadline.left(), lambda: self.resolve(host, port))
        if not all(map(is_public, found)):
            raise NoHost(host)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, host)
        return found


class Limited(io.RawIOBase):
    """A socket as http.client uses it: until the deadline, and so many bytes."""

    def __init__(self, sock: socket.socket, deadline: Deadline, limit: int) -> None:
        self.sock, self.deadline, self.limit = sock, deadline, limit

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what http.client reads from."""
        return io.BufferedReader(self)

    def close(self) -> None:
        """Leave the socket to who opened it: http.client closes before it reads."""

    def readable(self) -> bool:
        """Tell that there is something to read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what has come, within size and time."""
        if not self.limit:
            raise http.client.HTTPException("The answer is too long.")
        self.sock.settimeout(self.deadline.left())
        received = self.sock.recv_into(buffer, min(len(buffer), self.limit))
        self.limit -= received
        return received

    def sendall(self, data: bytes) -> None:
        """Send, within what is left of the time."""
        self.sock.settimeout(self.deadline.left())
        self.sock.sendall(data)


def _within[Result](seconds: float, work: Callable[[], Result]) -> Result:
    """Return what `work` returns or raises, or TimeoutError: the system's resolver has no limit."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except OSError as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future.result(timeout=seconds)


def trouble(error: Exception) -> Trouble:
    """Return what an error on the way means."""
    match error:
        case NoHost():
            return Trouble.REFUSED
        case TimeoutError():
            return Trouble.TIMEOUT
        case ssl.SSLError():
            return Trouble.TLS
        case socket.gaierror() if error.errno in NO_SUCH_NAME:
            return Trouble.UNKNOWN_HOST
        case OSError():
            return Trouble.NO_CONNECTION
    return Trouble.NO_HTTP
