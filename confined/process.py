"""Work on what somebody sent, in a child process with limits on time, memory and output.

A file of a few kilobytes can ask for gigabytes or minutes from whatever decodes it, and no check of the file tells
beforehand. The child is forked from a server that has Django loaded (`multiprocessing`'s own), so that it is there in
hundredths of a second.
"""

import fcntl
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.utils import translation

SECONDS = 6  # of the processor: a progressive JPEG of 108 megapixels takes three
AT_LONGEST = 20  # seconds, on a machine with much else to do
MEMORY = 900 << 20  # bytes beyond what a child has from the start: twice what that one takes
PATIENCE = 30  # seconds to wait until the file of somebody else is done

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["confined.preloaded"])


class TooMuch(Exception):
    """The work took more time or memory than it may, or brought its process down."""


def confine[Result](work: Callable[..., Result], *arguments: Any) -> Result:
    """Return what `work` returns for the arguments, or raise what it raises, done in a child process.

    Work, arguments and result are pickled. One is done at a time on this machine. Raises TooMuch where limits
    are met, and TimeoutError where others take too long.
    """
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(
        target=_child, args=(sender, translation.get_language(), work, arguments)
    )
    with receiver, _turn():
        with sender:
            child.start()
        try:
            if not receiver.poll(AT_LONGEST):
                raise TooMuch
            failed, result = receiver.recv()
        except (EOFError, OSError):  # it ended without a word
            raise TooMuch from None
        finally:
            child.kill()
            child.join()
    if failed:
        raise TooMuch if isinstance(result, MemoryError) else result
    answer: Result = result
    return answer


def _child(
    sender: Connection, language: str | None, work: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    statm = Path("/proc/self/statm")
    has = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    for kind, most in {
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_AS: has + MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        with suppress(ValueError, OSError):  # macOS has no limit of memory
            resource.setrlimit(kind, (most, most))
    try:
        with translation.override(language):
            answer = False, work(*arguments)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is for the one who asked
        answer = True, error
    sender.send(answer)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other process of this machine works on such a file."""
    end = time.monotonic() + PATIENCE
    name = Path(tempfile.gettempdir()) / f"podium-confined-{os.getuid()}"
    with os.fdopen(os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "wb") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise TimeoutError from None
                time.sleep(0.02)
        yield
