"""A time stamp authority on this machine: OpenSSL behind a web server, with a certificate of its own."""

import socket
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.prose.servers import PUBLIC

CONFIG = """
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
signer_cert = {folder}/certificate.pem
signer_key = {folder}/key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""


class Authority:
    """What stamps, and where its certificate lies; `other` data are stamped instead of what is asked, if set."""

    def __init__(self, folder):
        self.folder, self.port, self.status, self.replay = folder, 0, 200, b""
        (folder / "serial").write_text("01")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        self.openssl(
            *(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=Stempel",
                "-days",
                "2",
            ),
            *("-addext", "extendedKeyUsage=critical,timeStamping", "-keyout", "key.pem"),
            *("-out", "certificate.pem"),
        )

    def openssl(self, *words):
        run = ["openssl", *words]
        return subprocess.run(
            run, cwd=self.folder, check=True, capture_output=True, text=True
        ).stdout

    def answer(self, query):
        if self.replay:
            return self.replay
        (self.folder / "query.tsq").write_bytes(query)
        reply = (
            "ts",
            "-reply",
            "-config",
            "tsa.cnf",
            "-queryfile",
            "query.tsq",
            "-out",
            "reply.tsr",
        )
        self.openssl(*reply)
        return (self.folder / "reply.tsr").read_bytes()

    def connect(self, place, seconds):
        assert place == (PUBLIC, 80)
        return socket.create_connection(("127.0.0.1", self.port), seconds)


@contextmanager
def time_stamp_authority(folder):
    there = Authority(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            assert self.headers["Content-Type"] == "application/timestamp-query"
            body = there.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(there.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield there
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
