"""What pieces have in common that somebody brings in one after the other."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from datetime import datetime
from typing import Any

from blog.disclosing.notices import Wordings
from people.known import known_names
from people.mentions import Index

_AS_LONG = 1.0  # seconds; readers' pages, too, know of a change half a second later


class Bulk:
    """The notices in force and everybody known by name, not read anew for each piece.

    What others change shows after a second; who makes people or notices on the way says so.
    """

    def __init__(self, seconds: float = _AS_LONG) -> None:
        """Know nothing yet; what is read holds for so long."""
        self._seconds = seconds
        self._read = -math.inf
        self._wordings: Wordings
        self._index: Index

    def forget(self) -> None:
        """Read all of it anew for the next piece."""
        self._read = -math.inf

    def known(self, moment: datetime) -> dict[str, Any]:
        """Return the library of notices at a moment, and everybody known by name, as `disclose` takes them."""
        if time.monotonic() - self._read >= self._seconds:
            self._wordings, self._index = Wordings.in_force(), known_names()
            self._read = time.monotonic()
        return {"wordings": replace(self._wordings, at=moment), "index": self._index}
