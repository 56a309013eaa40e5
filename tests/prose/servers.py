"""A real web server on this machine that stands for hosts of the internet."""

import contextlib
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from outbound.fetching import Fetcher

PUBLIC = "93.184.216.34"
OTHER = "2606:2800:220:1::1"
_getaddrinfo = socket.getaddrinfo
TRUST = ssl.create_default_context()  # reading all certificates anew takes longer than most tests


@dataclass
class Internet:
    """Names and their addresses, what servers answer, and what was asked of them."""

    port: int = 0
    secure_port: int = 0
    names: dict[str, list[list[str]]] = field(default_factory=dict)  # one list per resolution
    pages: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    resolutions: list[str] = field(default_factory=list)
    connections: list[tuple[str, int]] = field(default_factory=list)
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)  # of what was posted
    pauses: list[float] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)  # addresses that refuse connections
    raw: bytes = b""  # sent instead of a page
    broken_off: threading.Event = field(default_factory=threading.Event)
    now: float = 1000.0

    def resolve(self, host: str, port: int) -> list[str]:
        """Answer as the names say; the last answer stays."""
        self.resolutions.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, place: tuple[str, int], seconds: float) -> socket.socket:
        """Lead every address to the server on this machine."""
        self.connections.append(place)
        if place[0] in self.dead:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def lookup(self, host: str, port: int, *rest: int, **more: int) -> list[tuple]:
        """Answer in the place of `socket.getaddrinfo`: names have our addresses, which lead here."""
        if host in self.names:
            kind = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
            return [(*kind, (address, port)) for address in self.resolve(host, port)]
        if host != PUBLIC:
            return _getaddrinfo(host, port, *rest, **more)
        self.connections.append((host, port))
        if host in self.dead:
            raise ConnectionRefusedError
        here = self.secure_port if port == 443 else self.port
        return _getaddrinfo("127.0.0.1", here, *rest, **more)

    def fetcher(self, **options) -> Fetcher:
        """A fetcher for which this is the internet, and whose clock stands still."""
        options = {
            "clock": lambda: self.now,
            "sleep": self.pauses.append,
            "tls": TRUST,
        } | options
        return Fetcher(resolve=self.resolve, connect=self.connect, **options)


@contextmanager
def internet(offering: ssl.SSLContext | None = None) -> Iterator[Internet]:
    """Start the server, over TLS as well if it has a certificate to offer; what is asked is kept."""
    there = Internet()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.requests.append((self.command, self.headers["Host"], self.path))
            there.headers.append(dict(self.headers))
            if there.raw:
                self._send_raw()
                return
            status, headers = there.pages.get(self.path, (200, {}))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def do_POST(self) -> None:
            there.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        do_HEAD = do_GET  # noqa: N815  # the name the base class looks for

        def _send_raw(self) -> None:
            try:
                self.wfile.write(there.raw)
            except OSError:
                there.broken_off.set()

        def log_message(self, *args: object) -> None:
            pass

    with contextlib.ExitStack() as both:
        there.port = both.enter_context(_served(ThreadingHTTPServer, Handler))
        if offering:
            there.secure_port = both.enter_context(_served(_over_tls(offering), Handler))
        yield there


@contextmanager
def internet_of_the_system(
    patch: pytest.MonkeyPatch, certificate: tuple[str, ssl.SSLContext], folder: Path, *names: str
) -> Iterator[Internet]:
    """Have the system itself find these names at a server of ours, whose certificate it trusts."""
    trusted, offered = certificate
    (folder / "trusted.pem").write_text(trusted)
    patch.setenv("SSL_CERT_FILE", str(folder / "trusted.pem"))
    with internet(offered) as there:
        there.names = {name: [[PUBLIC]] for name in names}
        patch.setattr(socket, "getaddrinfo", there.lookup)
        yield there


@contextmanager
def _served(
    server_class: type[ThreadingHTTPServer], handler: type[BaseHTTPRequestHandler]
) -> Iterator[int]:
    server = server_class(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _over_tls(offering: ssl.SSLContext) -> type[ThreadingHTTPServer]:
    class Server(ThreadingHTTPServer):
        def get_request(self) -> tuple[socket.socket, object]:
            sock, place = super().get_request()
            try:
                return offering.wrap_socket(sock, server_side=True), place
            except BaseException:
                sock.close()
                raise

    return Server


@contextmanager
def mute_server() -> Iterator[int]:
    """A server that takes connections and says nothing, ever."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


@contextmanager
def tls_server(name: str) -> Iterator[tuple[int, ssl.SSLContext]]:
    """A server that answers 204 with a certificate of its own; and a context that trusts it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    certificate, offering = certified(name)
    with _served(_over_tls(offering), Handler) as port:
        yield port, ssl.create_default_context(cadata=certificate)


def certified(name: str) -> tuple[str, ssl.SSLContext]:
    """Return a certificate of our own in PEM, valid for two days, and the context that offers it."""
    certificate, key = _self_signed(name)
    offering = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as pem:
        pem.write(key + certificate)
        pem.flush()
        offering.load_cert_chain(pem.name)
    return certificate, offering


def _self_signed(name: str) -> tuple[str, str]:
    """Return certificate and key in PEM, valid around now."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
        .add_extension(
            x509.KeyUsage(True, False, False, False, False, True, True, False, False),
            critical=True,
        )
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM).decode(), private.decode()
