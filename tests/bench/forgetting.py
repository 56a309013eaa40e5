"""A new generation: no page that was kept until now is shown any more."""

from delivery import generation


def measure() -> None:
    """Begin one."""
    generation.begin()
