"""A mail server that takes what it is sent, or answers what a test wants."""

import socketserver
import threading
from typing import Self


class _Counter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        office: PostOffice = self.server.office  # type: ignore[attr-defined]
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].upper()
            if word == "RCPT TO":
                office.recipients.append(line.split(":")[1].split()[0])
            if word == "DATA":
                self._say("354 go on")
                self._take(office)
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self, office: "PostOffice") -> None:
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        if office.answer.startswith("250"):
            office.taken.append("".join(lines))
        self._say(office.answer)

    def _say(self, what: str) -> None:
        self.wfile.write(f"{what}\r\n".encode())


class PostOffice:
    """Listens on a port of this machine while the block lasts."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.recipients: list[str] = []
        self.answer = "250 taken"
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Counter)
        self._server.daemon_threads = True
        self._server.office = self  # type: ignore[attr-defined]

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
