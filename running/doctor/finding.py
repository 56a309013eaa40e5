"""What a check found, in a sentence, with the way to mend it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"  # works, and should not stay so
    WRONG = "wrong"  # something does not work, or is open to others


@dataclass(frozen=True)
class Finding:
    """One line of what the doctor says."""

    check: str
    state: State
    said: str
    mend: str = ""

    def __str__(self) -> str:
        mend = f" → {self.mend}" if self.mend else ""
        return f"{self.state:<5}  {self.check:<12}  {self.said}{mend}"

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)


type Check = Callable[[], Iterator[Finding]]


def ok(check: str, said: str) -> Finding:
    """Return that all is well."""
    return Finding(check, State.OK, said)


def warn(check: str, said: str, mend: str) -> Finding:
    """Return what should not stay so."""
    return Finding(check, State.WARN, said, mend)


def wrong(check: str, said: str, mend: str) -> Finding:
    """Return what does not work, or is open to others."""
    return Finding(check, State.WRONG, said, mend)
