"""Work that goes wrong, for a child process."""

import os
import resource
import signal
import tempfile
import time


def memory() -> int:
    """Want a gigabyte."""
    return len(bytearray(1 << 30))


def spin() -> None:
    """Never end."""
    while True:
        pass


def crash() -> None:
    """Die as a broken decoder does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def boom() -> None:
    """Fail."""
    raise ZeroDivisionError("boom")


def sleep() -> None:
    """Never end, and do nothing."""
    time.sleep(60)


def write() -> None:
    """Leave a file behind."""
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * 100_000)


def process() -> int:
    """Return the number of the process that works."""
    return os.getpid()


def peak() -> int:
    """Return the most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
