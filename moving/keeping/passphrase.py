"""The passphrase of a backup, from a file: an argument would show in the list of processes."""

from pathlib import Path


class NoPassphrase(ValueError):
    """The file of the passphrase holds none."""


def passphrase_in(file: Path | None) -> str:
    """Return the first line of a file; empty without a file. Raises NoPassphrase or OSError."""
    if file is None:
        return ""
    first = file.read_text(encoding="utf-8").partition("\n")[0].strip()
    if not first:
        raise NoPassphrase(f"The first line of {file} is empty: it has to be the passphrase.")
    return first
