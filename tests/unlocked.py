"""No file, no picture and no other server is waited for while a transaction holds the database.

A transaction on SQLite keeps every other writer waiting, one on PostgreSQL keeps rows locked; so what
takes long comes before it or after it. Every test is watched for that.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image as PILImage, ImageFile

from tests.tasks import within_transaction

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# What Python and the tests themselves write: compiled modules, and devices.
_OWN = ("__pycache__", "/dev/", ".pyc")
_watching: list[list[str]] = []  # what was done within transactions, for each who watches


@contextmanager
def watched() -> Iterator[list[str]]:
    """Note what is done within transactions while the block lasts; yields the notes."""
    seen: list[str] = []
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    """Hear of everything that Python does with files, sockets and processes (PEP 578)."""
    if not _watching or event not in _EVENTS:
        return
    what = _EVENTS[event](*arguments)
    if what and within_transaction():
        _watching[-1].append(what)


def _opened(path: Any, _mode: str | None, flags: int) -> str:
    name = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
    if not name or any(own in name for own in _OWN):
        return ""
    ours = Path(name).is_relative_to(settings.MEDIA_ROOT)
    return f"opens {name}" if ours or flags & _WRITES else ""


def _told(does: str, path: Any) -> str:
    name = os.fsdecode(path)
    return "" if any(own in name for own in _OWN) else f"{does} {name}"


_EVENTS = {
    "open": _opened,
    "os.rename": lambda source, target, *_: _told("renames", source),
    "os.remove": lambda path, *_: _told("removes", path),
    "socket.connect": lambda _socket, address: f"connects to {address}",
    "socket.getaddrinfo": lambda host, *_: f"looks for {host}",
    "subprocess.Popen": lambda program, *_: f"starts {program}",
}


def _noted(name: str, original: Any) -> Any:
    def noting(self: Any, *arguments: Any, **named: Any) -> Any:
        if _watching and within_transaction():
            _watching[-1].append(f"{name} a picture")
        return original(self, *arguments, **named)

    return noting


def begin() -> None:
    """Begin to hear; nothing is noted while nobody watches."""
    sys.addaudithook(_hear)
    PILImage.Image.save = _noted("encodes", PILImage.Image.save)  # type: ignore[method-assign]
    ImageFile.ImageFile.load = _noted("decodes", ImageFile.ImageFile.load)  # type: ignore[method-assign]
