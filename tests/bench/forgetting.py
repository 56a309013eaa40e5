"""A new epoch: no page that was kept until now is shown any more."""

from pages import epoch


def measure() -> None:
    """Begin one."""
    epoch.begin()
