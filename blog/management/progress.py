"""A bar that tells how far a command has got."""

from collections.abc import Callable
from typing import Any


def bar(out: Any) -> Callable[[int, int], None]:
    """Return what draws a bar: called with how many are done, and of how many."""

    def draw(done: int, total: int) -> None:
        filled = "█" * (30 * done // total)
        end = "\n" if done == total else ""
        out.write(f"\r{filled:<30} {done}/{total}", ending=end)
        out.flush()

    return draw
