"""What is left to do when this process dies, however it dies: `kill -9` runs no `finally`.

A small shell waits at the other end of a pipe. It hears either that all is well, or nothing any
more, and then does what was left to do.
"""

import contextlib
import subprocess
from collections.abc import Iterator

# The shell reads a line when all is well, and the end of the file when this process is gone.
_WAITING = 'read -r _ || exec sh -c "$@"'


@contextlib.contextmanager
def should_we_die(script: str, *arguments: object) -> Iterator[None]:
    """Have a shell run `script` with arguments should this process end before the block does."""
    # In a session of its own, so that what ends us and our whole group does not end it.
    command = ["sh", "-c", _WAITING, "lifeline", script, "lifeline", *map(str, arguments)]
    watcher = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watcher.communicate(b"all is well\n")
